import { describe, expect, it } from 'vitest';
import { articleModel } from '../../src/model/devices/article.ts';
import { ModuleError } from '../../src/subjects/bundle-module.ts';
import { driverExports, modelExports } from '../../src/subjects/module-schema.ts';

const driver = { driverEntry: () => 0 };

describe('a driver’s exports', () => {
  it('need a driver and no more', () => {
    expect(driverExports({ default: driver })).toEqual({ default: driver });
  });

  it('may say more, and what is unknown is left out', () => {
    const said = {
      description: 'a device',
      openName: '\\??\\Example',
      modes: ['direct', 'buffered'],
      limits: [{ property: 'metamorphic/alignment', reason: 'sectors' }],
      movesNoData: [],
      controls: [{ code: 0x222000, input: 4, output: 0 }],
    };
    expect(driverExports({ default: driver, ...said, helper: () => 0 })).toEqual({
      default: driver,
      ...said,
    });
  });

  it('control codes may leave out lengths of 0', () => {
    const { controls } = driverExports({ default: driver, controls: [{ code: 1 }, { code: 2, output: 8 }] });
    expect(controls).toEqual([
      { code: 1, input: 0, output: 0 },
      { code: 2, input: 0, output: 8 },
    ]);
  });

  it('payloads are text, bytes, or digits', () => {
    const said = ['Aé', Buffer.from([0, 0xff]), new Uint8Array([1]), [77, 90], { hex: '4D5a' }];
    const { payloads } = driverExports({ default: driver, payloads: said });
    expect(payloads).toEqual(['41c3a9', '00ff', '01', '4d5a', '4d5a']);
  });

  it('a payload may have 4,096 bytes, and there may be 32', () => {
    const longest = new Uint8Array(4096).fill(0xab);
    const { payloads = [] } = driverExports({ default: driver, payloads: Array(32).fill(longest) });
    expect(payloads).toEqual(Array(32).fill('ab'.repeat(4096)));
  });

  it('the driver may be an instance of a class', () => {
    class Module {
      driverEntry(): number {
        return 0;
      }
    }
    const instance = new Module();
    expect(driverExports({ default: instance }).default).toBe(instance);
  });

  const NO_DRIVER =
    'the default export: expected a driver, as defineDriver makes it: an object with driverEntry';
  it.each<[exports: Record<string, unknown>, message: string]>([
    [
      {},
      "it has no default export; expected a driver: export default defineDriver(…), from 'irpcheck/driver'",
    ],
    [{ default: null }, NO_DRIVER],
    [{ default: 'driver' }, NO_DRIVER],
    [{ default: { driverEntry: {} } }, NO_DRIVER],
    [{ default: driver, description: '' }, 'description: expected text'],
    [{ default: driver, description: 1 }, 'description: expected text'],
    [{ default: driver, openName: null }, 'openName: expected text'],
    [{ default: driver, modes: 'direct' }, 'modes: expected an array of modes'],
    [{ default: driver, modes: [] }, 'modes: expected at least one mode'],
    [{ default: driver, modes: ['direct', 'fast'] }, 'modes.1: expected buffered, direct, neither'],
    [{ default: driver, limits: 'none' }, 'limits: expected an array of { property, reason }'],
    [{ default: driver, limits: ['x'] }, 'limits.0: expected { property, reason }'],
    [{ default: driver, limits: [{ property: 'a', reason: '' }] }, 'limits.0.reason: expected text'],
    [{ default: driver, movesNoData: ['x'] }, 'movesNoData.0: expected buffered, direct, neither'],
    [{ default: driver, lengths: 5 }, 'lengths: expected an array of whole numbers'],
    [{ default: driver, offsets: [-1] }, 'offsets.0: expected a whole number from 0 to 2^53 - 1'],
    [
      { default: driver, lengths: Array.from({ length: 33 }, () => 1) },
      'lengths: expected at most 32 numbers',
    ],
    [{ default: driver, payloads: 'MZ' }, 'payloads: expected an array of payloads'],
    [
      { default: driver, payloads: Array.from({ length: 33 }, () => 'MZ') },
      'payloads: expected at most 32 payloads',
    ],
    ...[5, null, undefined, {}, { hex: 'ab', at: 0 }, new Uint16Array(2)].map(
      (given): [exports: Record<string, unknown>, message: string] => [
        { default: driver, payloads: ['MZ', given] },
        'payloads.1: expected text, a Uint8Array, an array of bytes, or { hex }',
      ],
    ),
    ...['', [], new Uint8Array(0), { hex: '' }, 'é'.repeat(2049), new Uint8Array(4097)].map(
      (given): [exports: Record<string, unknown>, message: string] => [
        { default: driver, payloads: [given] },
        'payloads.0: expected 1 to 4096 bytes',
      ],
    ),
    ...[[256], [-1], [1.5], ['M']].map((given): [exports: Record<string, unknown>, message: string] => [
      { default: driver, payloads: [given] },
      'payloads.0: expected bytes, whole numbers from 0 to 255',
    ]),
    ...[{ hex: '4' }, { hex: '0x' }, { hex: 5 }].map(
      (given): [exports: Record<string, unknown>, message: string] => [
        { default: driver, payloads: [given] },
        'payloads.0: expected an even number of hexadecimal digits',
      ],
    ),
    [{ default: driver, controls: 5 }, 'controls: expected an array of { code, input, output }'],
    [{ default: driver, controls: [5] }, 'controls.0: expected { code, input, output }'],
    [
      { default: driver, controls: [{ code: -1 }] },
      'controls.0.code: expected a whole number from 0 to 4294967295',
    ],
    [
      { default: driver, controls: Array.from({ length: 4097 }, (_, code) => ({ code })) },
      'controls: expected at most 4096 control codes',
    ],
  ])('are refused: %o', (exports, message) => {
    expect(() => driverExports(exports)).toThrow(new ModuleError(message));
  });

  it('that throw when they are looked at are refused', () => {
    const trapped = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
      },
    );
    expect(() => driverExports({ default: trapped })).toThrow(
      new ModuleError('looking at what it exports threw Error: trap'),
    );
  });
});

describe('a model’s exports', () => {
  it('may say what is worth asking, as a driver’s', () => {
    const said = { controls: [{ code: 1, input: 4, output: 0 }], lengths: [4], offsets: [8] };
    const read = modelExports({ default: articleModel, ...said, payloads: ['MZ'], modes: ['direct'] });
    expect(read).toEqual({ default: articleModel, ...said, payloads: ['4d5a'] });
    expect(() => modelExports({ default: articleModel, lengths: [-1] })).toThrow(
      new ModuleError('lengths.0: expected a whole number from 0 to 2^53 - 1'),
    );
  });

  it('are the model as it is', () => {
    expect(modelExports({ default: articleModel }).default).toBe(articleModel);
  });

  it.each<[exports: Record<string, unknown>, message: string]>([
    [
      {},
      "it has no default export; expected a device model: export default { name, arms, initial, read, write }, see 'irpcheck/model'",
    ],
    [
      { default: 7 },
      'the default export: expected a device model: an object with name, arms, initial, read and write',
    ],
    [{ default: { ...articleModel, name: '' } }, 'the default export.name: expected text'],
    [{ default: { ...articleModel, arms: {} } }, 'the default export.arms: expected an array of names'],
    [{ default: { ...articleModel, arms: ['a', 2] } }, 'the default export.arms.1: expected text'],
    [{ default: { ...articleModel, write: null } }, 'the default export.write: expected a function'],
    [
      { default: { ...articleModel, reach: ['M10 not mapped'] } },
      'the default export.reach: expected { modes, views, needs } by the names of arms',
    ],
    [
      { default: { ...articleModel, reach: { 'M11 unheard of': { needs: 'fault' } } } },
      'the default export.reach.M11 unheard of: expected a name that arms lists',
    ],
    [
      { default: { ...articleModel, reach: { 'M10 not mapped': { modes: ['mapped'] } } } },
      'the default export.reach.M10 not mapped.modes.0: expected buffered, direct, neither',
    ],
    [
      { default: { ...articleModel, reach: { 'M10 not mapped': { modes: [] } } } },
      'the default export.reach.M10 not mapped.modes: expected at least one mode',
    ],
    [
      { default: { ...articleModel, reach: { 'M10 not mapped': { views: [] } } } },
      'the default export.reach.M10 not mapped.views: expected at least one view',
    ],
    [
      { default: { ...articleModel, reach: { 'M10 not mapped': { views: ['posix'] } } } },
      'the default export.reach.M10 not mapped.views.0: expected native, win32',
    ],
    [
      { default: { ...articleModel, reach: { 'M10 not mapped': { needs: 'luck' } } } },
      'the default export.reach.M10 not mapped.needs: expected fault, exclusive-device, own-choice, own-flush, own-query, own-set, controls, control-fault, own-control',
    ],
    [
      { default: { ...articleModel, reach: { 'M10 not mapped': 'direct' } } },
      'the default export.reach.M10 not mapped: expected { modes, views, needs }',
    ],
    [
      { default: { ...articleModel, reach: { 'M10 not mapped': { mode: 'direct' } } } },
      'the default export.reach.M10 not mapped: expected modes, views or needs',
    ],
    [
      { default: { ...articleModel, arms: ['a'.repeat(5_000)] } },
      'the default export.arms.0: expected text of at most 4096 characters',
    ],
    [
      { default: { ...articleModel, arms: Array.from({ length: 10_001 }, () => 'a') } },
      'the default export.arms: expected at most 10000 entries',
    ],
  ])('are refused: %o', (exports, message) => {
    expect(() => modelExports(exports)).toThrow(new ModuleError(message));
  });
});
