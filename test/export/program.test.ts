import { describe, expect, it } from 'vitest';
import { programOf } from '../../src/export/program.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
} from '../../src/nt/ntstatus.ts';
import { changing, failing } from '../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { PointedMemory } from '../../src/trace/pointed-memory.ts';
import { DEVICE, exported, op, success, type Told } from './traces.ts';

function steps(...told: Told[]) {
  return programOf(exported(told)).steps;
}

const OPEN: Told = { op: op('open'), allowed: [success(0)] };

describe('programOf', () => {
  it('numbers the handles that were made, and says which open is of the device', () => {
    const refused = {
      op: op('open', { name: '\\??\\Other' }),
      allowed: [{ status: STATUS_ACCESS_VIOLATION }],
    };
    const program = programOf(
      exported([OPEN, refused, { op: op('duplicate'), allowed: [{}] }, { op: op('close'), allowed: [{}] }]),
    );
    expect(program.handles).toBe(2);
    expect(program.steps.map(({ makes }) => makes)).toEqual([0, null, 1, null]);
    expect(program.steps.map(({ opensDevice }) => opensDevice)).toEqual([true, false, false, false]);
    expect(program.steps[0]?.text).toBe(`open  ${DEVICE}`);
  });

  it('requires the device for an open that made a handle or should have, and for no other', () => {
    const required = (told: Told) => steps(told)[0]?.requiresDevice;
    const refusal = { status: STATUS_INSUFFICIENT_RESOURCES };
    expect(required(OPEN)).toBe(true);
    expect(required({ op: op('open'), allowed: null })).toBe(true);
    expect(required({ op: op('open'), allowed: [success(0)], observed: refusal })).toBe(true);
    expect(required({ op: op('open'), allowed: [refusal] })).toBe(false);
    expect(required({ op: op('open', { name: '\\??\\Other' }), allowed: [success(0)] })).toBe(false);
    expect(required({ op: op('read'), allowed: [success(1)] })).toBe(false);
  });

  it('expects what the model allows, the status block where the rules say something of it', () => {
    const [step] = steps({
      op: op('read', { length: 3 }),
      allowed: [
        success(1, { data: Uint8Array.of(5), position: 1n }),
        { status: STATUS_END_OF_FILE },
        { status: STATUS_END_OF_FILE, iosbWritten: null },
      ],
    });
    const nothing = {
      status: STATUS_END_OF_FILE,
      information: 0,
      data: null,
      restOpen: false,
      position: null,
    };
    expect(step?.allowed).toEqual([
      {
        status: 0,
        block: 'written',
        information: 1,
        data: [{ kind: 'repeat', unit: Uint8Array.of(5), count: 1 }],
        restOpen: false,
        position: 1n,
      },
      { ...nothing, block: 'untouched' },
      { ...nothing, block: 'any' },
    ]);
    expect([step?.notCompared, step?.notPerformed, step?.simulated]).toEqual([null, null, null]);
  });

  it('makes control requests, with the buffers that they pass', () => {
    const input = { ...PLAIN_BUFFER, length: 3 };
    const output = { ...PLAIN_BUFFER, length: 4, at: null };
    const sent = steps(
      { op: op('control', { input, output }), allowed: [success(1, { data: Uint8Array.of(5) })] },
      { op: op('fs-control', { input, output }), allowed: null },
    );
    for (const step of sent) {
      expect([step.input?.length, step.buffer?.length, step.notPerformed]).toEqual([3, 4, null]);
    }
    expect(sent[0]?.allowed).toMatchObject([{ information: 1, data: [{ count: 1 }] }]);
    expect(sent[1]?.notCompared).toMatch(/^no expectation: an earlier call/);
  });

  it('knows nothing of the rest where it is open, nor of any byte where none is told', () => {
    const data = Uint8Array.of(5);
    const [step] = steps({
      op: op('read', { length: 3 }),
      allowed: [success(1, { data, restOpen: true }), success(1, { restOpen: true })],
    });
    expect(step?.allowed.map((each) => [each.data === null, each.restOpen])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('does not perform a control request that needs a fault', () => {
    const struck = op('control', { during: failing('buffer-allocation') });
    const [step] = steps({ op: struck, allowed: [{ status: STATUS_INSUFFICIENT_RESOURCES }] });
    expect(step?.notPerformed).toMatch(/^needs the fault buffer-allocation/);
  });

  it('expects no position of a handle that the trace does not have', () => {
    const refused = { status: STATUS_INSUFFICIENT_RESOURCES };
    const positions = (...told: Told[]) =>
      steps(...told).map(({ allowed }) => allowed.map(({ position }) => position));
    const open = { op: op('open'), allowed: [success(0, { position: 0n })] };
    const duplicate = { op: op('duplicate'), allowed: [{ position: 3n }] };
    expect(positions(open, duplicate)).toEqual([[0n], [3n]]);
    expect(positions({ ...open, observed: refused })).toEqual([[null]]);
    expect(positions(open, { ...duplicate, observed: refused })).toEqual([[0n], [null]]);
  });

  it('says what was observed here where it is none of that', () => {
    const seen = (observed: Told['observed']) =>
      steps({ op: op('read'), allowed: [success(1)], ...(observed === undefined ? {} : { observed }) })[0]
        ?.simulated;
    expect(seen({ status: STATUS_END_OF_FILE, iosbWritten: false })).toBe('STATUS_END_OF_FILE');
    expect(seen({ information: 2 })).toBe('STATUS_SUCCESS, Information 2');
    expect(seen({ iosbWritten: false })).toBe('STATUS_SUCCESS');
    expect(seen({ ending: 'blocked' })).toBe('never completes');
    expect(seen({ ending: 'bug-check' })).toBe('bug check');
    expect(seen(undefined)).toBeNull();
  });

  it('does not compare without a model, nor after a call that the model does not allow', () => {
    expect(steps({ op: op('open'), allowed: null })[0]?.notCompared).toBe(
      'no expectation: no model of the device',
    );
    const [, after] = steps(OPEN, { op: op('read'), allowed: null });
    expect(after?.notCompared).toMatch(/^no expectation: an earlier call/);
    expect(after?.allowed).toEqual([]);
    const [hanging] = steps({ op: op('open'), allowed: [{ ending: 'blocked' }] });
    expect(hanging?.notCompared).toMatch(/^no expectation that a caller/);
  });

  it('does not perform what needs the caller to change its memory at a moment', () => {
    const gone = op('read', { length: 1, during: changing('probe', 'unmap') });
    const [struck] = steps({ op: gone, allowed: [{ status: STATUS_INSUFFICIENT_RESOURCES }] });
    expect(struck?.notPerformed).toBe(
      'needs the buffer unmapped at probe, which no user-mode program can time',
    );
  });

  it('does not perform what needs a fault, unless it came to nothing', () => {
    const fault = op('write', { length: 1, during: failing('pool-allocation') });
    const [struck] = steps({ op: fault, allowed: [{ status: STATUS_INSUFFICIENT_RESOURCES }] });
    expect(struck?.notPerformed).toBe(
      'needs the fault pool-allocation, which no user-mode program can cause',
    );
    expect([struck?.allowed, struck?.notCompared, struck?.simulated]).toEqual([[], null, null]);
    const [missed] = steps({ op: fault, allowed: [success(1)] });
    expect([missed?.notPerformed, missed?.notCompared]).toEqual([
      null,
      'made without the fault pool-allocation',
    ]);
  });

  it('does not compare a control request whose buffers are in one piece of memory', () => {
    const { output } = canonicalOp('control');
    const [step] = steps({ op: op('control', { output: { ...output, at: 0 } }), allowed: [success(0)] });
    expect([step?.notPerformed, step?.notCompared]).toEqual([
      null,
      'made with memory of its own for each buffer',
    ]);
  });

  it.each<[pointer: PointedMemory, reason: string | null]>([
    ['caller', 'made without the memory that pointers among its bytes lead to'],
    ['read-only', 'made without the memory that pointers among its bytes lead to'],
    ['kernel', 'made without the memory that pointers among its bytes lead to'],
    ['unmapped', null],
    ['unmapped-kernel', null],
    ['non-canonical', null],
  ])('compares a write with a pointer to %s memory only where nothing is there', (pointer, reason) => {
    const data = { pattern: 'counter', seed: 0, places: [{ at: 0, pointer }] } as const;
    const [step] = steps({ op: op('write', { length: 8, data }), allowed: [success(8)] });
    expect([step?.notPerformed, step?.notCompared]).toEqual([null, reason]);
  });

  it("does not duplicate or close the trace's event", () => {
    for (const kind of ['duplicate', 'close'] as const) {
      const [step] = steps({
        op: op(kind, { handle: 'event' }),
        allowed: [{ status: STATUS_ACCESS_VIOLATION }],
      });
      expect(step?.notPerformed).toMatch(/keeps its event out/);
    }
  });

  it('keeps the text of an operation short and on one line', () => {
    const [step] = steps({ op: op('open', { name: `\\??\\${'x\n'.repeat(2000)}` }), allowed: [success(0)] });
    expect(step?.text.length).toBe(200);
    expect(step?.text).toMatch(/^[ -~]+$/);
  });
});
