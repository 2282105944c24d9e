import { describe, expect, it } from 'vitest';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { observedControl, prepareControl, recordControl } from '../../../src/impl/process/control-memory.ts';
import { Requests, type UserRequest } from '../../../src/impl/process/requests.ts';
import type { ControlRequestCall } from '../../../src/trace/ops/index.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { control } from '../../model/calls.ts';
import { start } from '../io/test-driver.ts';

type Fields = Parameters<typeof control>[0];

/** A request whose buffers are as the call has them, with where they are. */
function prepared(fields: Fields) {
  const { io } = start();
  const requests = new Requests(io);
  requests.reset(PLAIN_MACHINE);
  const request = requests.begin();
  const call = control(fields);
  const { memory, recorder } = io.kernel;
  return { request, call, memory, recorder, ...prepareControl(request, call) };
}

const seen = (request: UserRequest, call: ControlRequestCall) => {
  const { input, buffer } = observedControl(request, call);
  return { input: input && [...input], output: buffer && [...buffer] };
};

/** What is recorded of both buffers. */
function recorded(fields: Fields) {
  const { request, call, recorder } = prepared(fields);
  recorder.reset('full');
  recordControl(recorder, request, call);
  return recorder.events.map(({ kind, detail }) => ({ kind, ...detail }));
}

describe('buffers apart', () => {
  it('have memory of their own', () => {
    const { request, call, input, output, memory } = prepared({
      input: { length: 2 },
      output: { length: 3 },
    });
    expect(seen(request, call)).toEqual({ input: [1, 2], output: [USER_FILL, USER_FILL, USER_FILL] });
    memory.writeU8(output, 9);
    memory.writeU8(input, 8);
    expect(seen(request, call)).toEqual({ input: [8, 2], output: [9, USER_FILL, USER_FILL] });
  });
});

describe('buffers in one piece of memory (R43d)', () => {
  it.each([
    [0, [1, 2, 3], [1, 2, 3]],
    [1, [2, 3, USER_FILL], [1, 9, 3]],
    [3, [USER_FILL, USER_FILL, USER_FILL], [1, 2, 3]],
    [-1, [USER_FILL, 1, 2], [1, 2, 3]],
    [-3, [USER_FILL, USER_FILL, USER_FILL], [1, 2, 3]],
  ])('are as far from each other as the call says: %i', (at, before, inputAfter) => {
    const outputBefore = Uint8Array.from(before);
    const fields = { input: { length: 3, pageOffset: 4094 }, output: { length: 3, at }, outputBefore };
    const { request, call, input, output, memory } = prepared(fields);
    expect(output).toBe(vaAdd(input, at));
    expect(input & 0xfff).toBe(4094);
    expect(seen(request, call)).toEqual({ input: [1, 2, 3], output: before });
    memory.writeU8(output, 9);
    const input9 = at === 0 ? [9, 2, 3] : inputAfter;
    expect(seen(request, call)).toEqual({ input: input9, output: before.with(0, 9) });
    expect(request.buffer.surroundingsChanged()).toBe(0);
  });

  it('are seen no more where the memory of the input can be read no more', () => {
    const { request, call } = prepared({ output: { at: 0 }, outputBefore: Uint8Array.of(1, 2, 3, 4) });
    request.changeBuffers('unmap');
    expect(seen(request, call)).toEqual({ input: null, output: null });
    const hidden = prepared({ input: { memory: 'no-access' }, output: { at: 0, memory: 'no-access' } });
    expect(seen(hidden.request, hidden.call)).toEqual({ input: null, output: null });
  });

  it('are recorded with the frames behind each, and where the output begins', () => {
    const input = { length: 8200, pageOffset: 10 } as const;
    expect(recorded({ input, output: { length: 9, pageOffset: 4106 - 4096, at: 4096 } })).toMatchObject([
      { kind: 'input-buffer', pageOffset: 10, lengthBytes: 8200, frames: [1, 2, 3] },
      { kind: 'buffer', pageOffset: 10, lengthBytes: 9, frames: [2], at: 4096 },
    ]);
    expect(
      recorded({ input: { length: 1 }, output: { length: 4097, pageOffset: 4095, at: -4097 } }),
    ).toMatchObject([
      { kind: 'input-buffer', frames: [3] },
      { kind: 'buffer', frames: [1, 2], at: -4097 },
    ]);
    const [, apart] = recorded({});
    expect(apart).not.toHaveProperty('at');
  });

  it('have what changes around them counted from the first byte of the output', () => {
    const outputBefore = new Uint8Array(4).fill(USER_FILL);
    const fields = { input: { length: 4, pageOffset: 100 }, output: { length: 4, at: 4 }, outputBefore };
    const { request, input, recorder, memory } = prepared(fields);
    recorder.reset('full');
    memory.writeU8(vaAdd(input, -1), 7);
    request.buffer.recordSurroundings();
    expect(recorder.events).toMatchObject([{ kind: 'surroundings', detail: { from: -5, to: -4 } }]);
  });
});
