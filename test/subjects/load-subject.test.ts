import { afterAll, describe, expect, it } from 'vitest';
import { articleModel } from '../../src/model/devices/article.ts';
import { findSubject, UnknownSubjectError } from '../../src/subjects/find-subject.ts';
import { loadSubject, type SubjectSource, withModel } from '../../src/subjects/load-subject.ts';
import { PLAIN_REQUEST } from '../model/devices/requests.ts';
import { DRIVER, MODEL } from './load-subject.setup.ts';

const request = {
  ...PLAIN_REQUEST,
  data: new Uint8Array(0),
} as const;

/** Modules in a test can't load what is not built, so they leave their driver where they find one. */
const article = findSubject('article');
Object.assign(globalThis, { irpcheckTestDriver: article.driver });
afterAll(() => Reflect.deleteProperty(globalThis, 'irpcheckTestDriver'));

describe('a subject', () => {
  const inFile = (code: string, model: string | null = null): SubjectSource => ({
    name: 'driver.ts',
    driver: { path: 'driver.ts', code, sha256: '' },
    model: model === null ? null : { path: 'model.ts', code: model, sha256: '' },
  });

  it('of a built-in driver is that driver', async () => {
    expect(await loadSubject({ name: 'article', driver: null, model: null })).toBe(article);
    const unknown = loadSubject({ name: 'nothing', driver: null, model: null });
    await expect(unknown).rejects.toThrow(UnknownSubjectError);
  });

  it('of a built-in driver with another model', async () => {
    const { model, ...rest } = await loadSubject({
      name: 'article',
      driver: null,
      model: { path: 'model.ts', code: MODEL, sha256: '' },
    });
    expect(rest).toMatchObject({ name: 'article', driver: article.driver });
    expect(model?.name).toBe('small');
    expect(model?.arms).not.toEqual(articleModel.arms);
  });

  it('with a model has one device: the others are not reached', async () => {
    const subject = {
      ...article,
      otherNames: ['\\??\\Second'],
      notReached: ['link a: it leads to no device'],
    };
    const { otherNames, notReached } = await withModel(subject, {
      path: 'model.ts',
      code: MODEL,
      sha256: '',
    });
    expect(otherNames).toBeUndefined();
    expect(notReached).toEqual([
      'link a: it leads to no device',
      'name \\??\\Second: it is another device’s, of which the model says nothing',
    ]);
  });

  it('of a module is what the driver shows', async () => {
    expect(await loadSubject(inFile(DRIVER))).toMatchObject({
      name: 'driver.ts',
      description: 'a driver in a file',
      driver: article.driver,
      model: null,
      openName: '\\??\\Example',
      modes: ['buffered', 'direct', 'neither'],
      exclusive: false,
      generation: {
        recordKeys: false,
        faults: true,
        smallIntegers: true,
        payloads: true,
        lengthsBeyondMemory: true,
      },
      movesNoData: [],
      limits: [],
    });
  });

  it('of a module is what the module says', async () => {
    const said = {
      description: 'a device',
      openName: '\\Device\\Example',
      modes: ['direct'],
      limits: [{ property: 'metamorphic/alignment', reason: 'sectors' }],
      movesNoData: ['direct'],
    };
    const code = Object.entries(said).map(
      ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
    );
    expect(await loadSubject(inFile([DRIVER, ...code].join('\n')))).toMatchObject(said);
  });

  it('of a module is sent the control codes that the module names', async () => {
    const controls = [{ code: 0x222000, input: 4, output: 8 }];
    const named = `export const controls = ${JSON.stringify(controls)};`;
    const { generation } = await loadSubject(inFile(`${DRIVER}\n${named}`));
    expect(generation).toEqual({
      recordKeys: false,
      faults: true,
      smallIntegers: true,
      payloads: true,
      lengthsBeyondMemory: true,
      controls,
    });
    expect((await loadSubject(inFile(DRIVER))).generation).not.toHaveProperty('controls');
  });

  it('of a module is sent the lengths and offsets that the module names', async () => {
    const named = 'export const lengths = [24, 512]; export const offsets = [512, 2 ** 40];';
    const { generation } = await loadSubject(inFile(`${DRIVER}\n${named}`));
    expect(generation.numbers).toEqual([24, 512, 2 ** 40]);
  });

  it('of a module has data of the bytes that the module names', async () => {
    const { generation } = await loadSubject(inFile(`${DRIVER} export const payloads = ['MZ', [77, 90]];`));
    expect(generation).toMatchObject({ payloads: true, namedPayloads: ['4d5a'] });
    expect(generation).not.toHaveProperty('numbers');
  });

  const NAMED = {
    controls: [
      { code: 1, input: 4, output: 8 },
      { code: 2, input: 0, output: 0 },
    ],
    lengths: [24, 512],
    offsets: [4096],
    payloads: ['MZ'],
  };
  const naming = (more: Partial<typeof NAMED> = {}): string =>
    Object.entries({ ...NAMED, ...more })
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
      .join(' ');
  const [first, second] = NAMED.controls;

  it('a model may name what is generated, as the driver’s module', async () => {
    const { generation } = await loadSubject(inFile(DRIVER, `${MODEL} ${naming()}`));
    const { lengthsBeyondMemory, ...ofDriver } = (await loadSubject(inFile(`${DRIVER} ${naming()}`)))
      .generation;
    // What a model makes of four billion bytes is not known.
    expect([generation, lengthsBeyondMemory]).toEqual([ofDriver, true]);
  });

  it('a model may name more than the driver’s module', async () => {
    const third = { code: 3, input: 1, output: 0 };
    const more = naming({
      controls: [third, ...NAMED.controls],
      lengths: [4096, 7],
      offsets: [],
      payloads: ['ELF'],
    });
    const { generation } = await loadSubject(inFile(`${DRIVER} ${naming()}`, `${MODEL} ${more}`));
    expect(generation).toMatchObject({
      controls: [first, second, third],
      numbers: [24, 512, 4096, 7],
      namedPayloads: ['4d5a', '454c46'],
    });
  });

  it('a model may name what is generated for a built-in driver, and nothing changes where it names nothing', async () => {
    const withModel = async (code: string) =>
      await loadSubject({ name: 'controls', driver: null, model: { path: 'model.ts', code, sha256: '' } });
    const { generation } = findSubject('controls');
    expect((await withModel(MODEL)).generation).toEqual(generation);
    expect((await withModel(`${MODEL} ${naming()}`)).generation).toEqual({
      ...generation,
      controls: [...(generation.controls ?? []), ...NAMED.controls],
      numbers: [24, 512, 4096],
      namedPayloads: ['4d5a'],
    });
  });

  it('driver and model may name 64 numbers together', async () => {
    const from = (start: number) =>
      `export const lengths = Array.from({ length: 32 }, (_, index) => ${start} + index);`;
    const both = async (more: string) =>
      await loadSubject(inFile(`${DRIVER} ${from(0)}`, `${MODEL} ${from(32)} ${more}`));
    expect((await both('export const offsets = [0, 63];')).generation.numbers).toHaveLength(64);
    await expect(both('export const offsets = [64];')).rejects.toThrow(
      "model 'model.ts': driver and model name 65 lengths and offsets; expected at most 64 together",
    );
  });

  it('a model’s answers are checked', async () => {
    const { model } = await loadSubject(inFile(DRIVER, MODEL));
    expect(model?.read(1, request)).toHaveLength(1);
    expect(() => model?.write(1, request)).toThrow("the model small: write gave arm 'b'");
  });

  it.each<[code: string, model: string | null, message: string]>([
    [
      "throw new RangeError('far');",
      null,
      "driver 'driver.ts': it threw RangeError: far while it was loaded",
    ],
    ["throw 'text';", null, "driver 'driver.ts': it threw thrown value: text while it was loaded"],
    ['export default { driverEntry: () => -1 };', null, "driver 'driver.ts': DriverEntry returned "],
    ['export default {};', null, "driver 'driver.ts': the default export: expected a driver"],
    [DRIVER, 'export default {};', "model 'model.ts': the default export.name: expected text"],
    [DRIVER, "throw new Error('x');", "model 'model.ts': it threw Error: x while it was loaded"],
  ])('what is wrong is named with its file: %s', async (code, model, message) => {
    await expect(loadSubject(inFile(code, model))).rejects.toMatchObject({
      name: 'ModuleError',
      message: expect.stringContaining(message),
    });
  });
});
