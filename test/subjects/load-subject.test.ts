import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { articleModel } from '../../src/model/devices/article.ts';
import { findSubject, UnknownSubjectError } from '../../src/subjects/find-subject.ts';
import {
  isModulePath,
  loadSubject,
  type SubjectSource,
  subjectSource,
} from '../../src/subjects/load-subject.ts';
import { PLAIN_REQUEST } from '../model/devices/requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, code: string): string {
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
}

const MODEL = `const outcome = (arm, next) => [{ arm, status: 0, information: 0, data: new Uint8Array(0), next }];
export default { name: 'small', arms: ['a'], initial: () => 1, read: (s) => outcome('a', s), write: (s) => outcome('b', s) };`;

const request = {
  ...PLAIN_REQUEST,
  data: new Uint8Array(0),
} as const;

/** Modules in a test can't load what is not built, so they leave their driver where they find one. */
const article = findSubject('article');
Object.assign(globalThis, { irpcheckTestDriver: article.driver });
afterAll(() => Reflect.deleteProperty(globalThis, 'irpcheckTestDriver'));
const DRIVER = 'export default globalThis.irpcheckTestDriver;';

it.each([
  ['driver.ts', true],
  ['./driver.mts', true],
  ['C:\\driver.CJS', true],
  ['driver.js', true],
  ['article', false],
  ['driver.sys', false],
  ['driver.tsx', false],
])('%s is a module’s path: %s', (name, expected) => {
  expect(isModulePath(name)).toBe(expected);
});

describe('a source', () => {
  it('of a built-in driver is its name', async () => {
    expect(await subjectSource('article', null)).toEqual({ name: 'article', driver: null, model: null });
  });

  it('of modules is their code, and can be sent to another thread', async () => {
    const driver = written('driver.ts', `${DRIVER}\nexport const modes: string[] = ['direct'];`);
    const model = written('model.ts', MODEL);
    const source = await subjectSource(driver, model);
    expect(source).toMatchObject({ name: driver, driver: { path: driver }, model: { path: model } });
    expect(structuredClone(source)).toEqual(source);
  });

  it('names what can not be read', async () => {
    await expect(subjectSource('none.ts', null)).rejects.toThrow("driver 'none.ts': there is no such file");
    await expect(subjectSource('article', 'none.ts')).rejects.toThrow(
      "model 'none.ts': there is no such file",
    );
  });
});

describe('a subject', () => {
  const inFile = (code: string, model: string | null = null): SubjectSource => ({
    name: 'driver.ts',
    driver: { path: 'driver.ts', code },
    model: model === null ? null : { path: 'model.ts', code: model },
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
      model: { path: 'model.ts', code: MODEL },
    });
    expect(rest).toMatchObject({ name: 'article', driver: article.driver });
    expect(model?.name).toBe('small');
    expect(model?.arms).not.toEqual(articleModel.arms);
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
      generation: { recordKeys: false, faults: true, smallIntegers: true },
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
