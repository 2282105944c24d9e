import { describe, expect, it } from 'vitest';
import { articleModel } from '../../src/model/devices/article.ts';
import { ModuleError } from '../../src/subjects/bundle-module.ts';
import { driverExports, modelExport } from '../../src/subjects/module-schema.ts';

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
  it('are the model as it is', () => {
    expect(modelExport({ default: articleModel })).toBe(articleModel);
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
    expect(() => modelExport(exports)).toThrow(new ModuleError(message));
  });
});
