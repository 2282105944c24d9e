import { describe, expect, it } from 'vitest';
import type { DeviceModel, DeviceOutcome, DeviceWriteRequest } from '../../src/model/device.ts';
import { DeviceModelError } from '../../src/model/device-model-error.ts';
import { guardModel } from '../../src/subjects/guard-model.ts';
import type { View } from '../../src/trace/ops/view.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { CONTROL_REQUEST, PLAIN_REQUEST } from '../model/devices/requests.ts';

const request: DeviceWriteRequest = {
  ...PLAIN_REQUEST,
  data: new Uint8Array(0),
};

const OUTCOME = { arm: 'a', status: 0, information: 0, data: new Uint8Array(0), next: 'later' };

/** A model whose reads and writes answer so. */
function answering(answer: () => unknown): DeviceModel<unknown> {
  const call = answer as () => readonly DeviceOutcome<unknown>[];
  return guardModel({ name: 'given', arms: ['a', 'b'], initial: () => 'first', read: call, write: call });
}

it('a model that is one answers as ever', () => {
  const second = { ...OUTCOME, arm: 'b', status: -5, information: 7, next: undefined };
  const model = answering(() => [OUTCOME, second]);
  expect([model.name, model.arms, model.initial()]).toEqual(['given', ['a', 'b'], 'first']);
  expect(model.read('first', request)).toEqual([OUTCOME, second]);
  expect(model.write('first', request)).toEqual([OUTCOME, second]);
});

it('answers to control requests are checked where it has some', () => {
  const plain = {
    name: 'given',
    arms: ['a'],
    initial: () => 0,
    read: () => [OUTCOME],
    write: () => [OUTCOME],
  };
  expect(guardModel(plain)).not.toHaveProperty('control');
  const control = (answer: unknown) => () => answer as readonly DeviceOutcome<unknown>[];
  const honest = guardModel({ ...plain, control: control([OUTCOME]) });
  expect(honest.control?.(0, CONTROL_REQUEST)).toEqual([OUTCOME]);
  const wrong = guardModel({ ...plain, control: control([{ ...OUTCOME, data: [1] }]) });
  expect(() => wrong.control?.(0, CONTROL_REQUEST)).toThrow(
    'the model given: control gave data that is no Uint8Array',
  );
});

it.each([true, false, undefined])('whether it leaves the rest of a buffer is kept: %s', (leavesRest) => {
  const { leavesRest: kept } = guardModel({
    name: 'given',
    arms: [],
    ...(leavesRest !== undefined && { leavesRest }),
    initial: () => 0,
    read: () => [],
    write: () => [],
  });
  expect(kept).toBe(leavesRest === true);
});

it('what a model says of its arms is kept, as a copy that is plain data', () => {
  const none = answering(() => [OUTCOME]);
  expect(none).not.toHaveProperty('reach');
  const modes: BufferingMode[] = ['direct'];
  const views: View[] = ['native'];
  const given = { a: { modes, views, needs: 'fault' as const }, b: {} };
  const call = () => [];
  const { reach } = guardModel({
    name: 'given',
    arms: ['a', 'b'],
    reach: given,
    initial: () => 0,
    read: call,
    write: call,
  });
  modes.push('neither');
  views.push('win32');
  expect(reach).toEqual({ a: { modes: ['direct'], views: ['native'], needs: 'fault' }, b: {} });
  expect(structuredClone(reach)).toEqual(reach);
});

describe('answers that are none are refused', () => {
  it.each<[what: string, answer: unknown, problem: string]>([
    ['nothing', undefined, 'allows no outcome'],
    ['no array', OUTCOME, 'allows no outcome'],
    ['no outcome', [], 'allows no outcome'],
    ['null', [null], 'gave an outcome that is no object'],
    ['text', ['a'], 'gave an outcome that is no object'],
    ['no arm', [{ ...OUTCOME, arm: undefined }], "gave arm 'undefined', which its arms do not list"],
    ['another arm', [OUTCOME, { ...OUTCOME, arm: 'c' }], "gave arm 'c', which its arms do not list"],
    [
      'an arm without text',
      [{ ...OUTCOME, arm: Object.create(null) }],
      "gave arm 'a value that has no text', which its arms do not list",
    ],
    ['a status as text', [{ ...OUTCOME, status: '0' }], 'gave status 0, which is no NTSTATUS'],
    [
      'an unsigned status',
      [{ ...OUTCOME, status: 0xc0000001 }],
      'gave status 3221225473, which is no NTSTATUS',
    ],
    ['half a byte', [{ ...OUTCOME, information: 0.5 }], 'gave information 0.5, which is no count'],
    ['less than no byte', [{ ...OUTCOME, information: -1 }], 'gave information -1, which is no count'],
    ['no data', [{ ...OUTCOME, data: [] }], 'gave data that is no Uint8Array'],
    [
      'no next state',
      [{ arm: 'a', status: 0, information: 0, data: new Uint8Array(0) }],
      'gave an outcome without next',
    ],
  ])('%s', (_what, answer, problem) => {
    const model = answering(() => answer);
    expect(() => model.read(null, request)).toThrow(new DeviceModelError(`the model given: read ${problem}`));
    expect(() => model.write(null, request)).toThrow(
      new DeviceModelError(`the model given: write ${problem}`),
    );
  });
});

describe('the functions that a model need not have', () => {
  const plain = {
    name: 'given',
    arms: ['a'],
    initial: () => 0,
    read: () => [OUTCOME],
    write: () => [OUTCOME],
  };
  const ANSWER = { arm: 'a', status: 0, next: 'later' };

  it('stay away', () => {
    const { create, close, flush } = guardModel(plain);
    expect([create, close, flush]).toEqual([undefined, undefined, undefined]);
  });

  it('are checked where they are', () => {
    const model = guardModel({
      ...plain,
      create: () => [ANSWER],
      close: (_state, file) => file,
      flush: () => [{ ...ANSWER, arm: 'b' }],
    });
    expect(model.create?.(0, 1)).toEqual([ANSWER]);
    expect(model.close?.(0, 1)).toBe(1);
    expect(() => model.flush?.(0, 1)).toThrow("the model given: flush gave arm 'b'");
  });

  it('a position is a bigint', () => {
    expect(answering(() => [{ ...OUTCOME, position: 4n }]).read(0, request)[0]?.position).toBe(4n);
    expect(() => answering(() => [{ ...OUTCOME, position: 4 }]).read(0, request)).toThrow(
      'gave position 4, which is no bigint',
    );
  });
});

describe('a model that throws', () => {
  const thrown = (): never => {
    throw new RangeError('no state');
  };

  it('in a function', () => {
    const model = guardModel({ name: 'given', arms: ['a'], initial: thrown, read: thrown, write: thrown });
    expect(() => model.initial()).toThrow('the model given: initial threw RangeError: no state');
    expect(() => model.read(null, request)).toThrow(DeviceModelError);
  });

  it('when an outcome is looked at, and not later', () => {
    let looks = 0;
    const lazy = {
      ...OUTCOME,
      get information() {
        looks += 1;
        if (looks > 2) thrown();
        return 4;
      },
    };
    const [outcome] = answering(() => [lazy]).read(null, request);
    const before = looks;
    expect([outcome?.information, outcome?.information, looks]).toEqual([4, 4, before]);
    expect(() => answering(() => [lazy]).read(null, request)).toThrow('read threw RangeError: no state');
  });
});
