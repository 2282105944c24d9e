import { describe, expect, it } from 'vitest';
import { Executor } from '../../../src/execution/execute.ts';
import { vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { bufferName, surroundings, unchangedData } from '../../../src/properties/evidence/contents.ts';
import { USER_SURROUNDINGS } from '../../../src/trace/run/observation.ts';
import { on, open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Routine, wdmDriver } from '../contract/wdm-driver.ts';

/** Stores 7 in the byte before the UserBuffer and in the two behind it. */
const beside: Routine = ({ ddi, irp, location, complete }) => {
  const { length } = location;
  ddi.memory.writeU8(vaAdd(irp.userBuffer, -1), 7);
  ddi.memory.fill(vaAdd(irp.userBuffer, length), 7, 2);
  return complete(length);
};

function runOf(routine: Routine) {
  const driver = wdmDriver({ [IRP_MJ_READ]: routine, [IRP_MJ_WRITE]: routine });
  const buffer = { pageOffset: 16, memory: 'read-write', shared: false } as const;
  const ops = [open(), read({ length: 4, buffer }), write({ length: 3, buffer }), on('flush')];
  return new Executor(subjectOf(driver)).execute(traceOf('neither', ops), 'full');
}

describe('the bytes near the buffer that changed', () => {
  it('are told with what they were, before and behind it, of the operation alone', () => {
    const run = runOf(beside);
    expect(surroundings(run, 1)).toEqual([
      {
        what: "the caller's memory before its buffer",
        start: -1,
        observed: Uint8Array.of(7),
        other: Uint8Array.of(USER_SURROUNDINGS),
        isExpected: true,
      },
      {
        what: "the caller's memory behind its buffer",
        start: 4,
        observed: Uint8Array.of(7, 7),
        other: Uint8Array.of(USER_SURROUNDINGS, USER_SURROUNDINGS),
        isExpected: true,
      },
    ]);
    expect(surroundings(run, 2).map(({ start }) => start)).toEqual([-1, 3]);
    expect(surroundings(run, 0)).toEqual([]);
  });

  it('are none where none did', () => {
    const run = runOf(({ complete }) => complete());
    expect(surroundings(run, 1)).toEqual([]);
  });
});

describe("the caller's own bytes", () => {
  it('are those of a write, beside what its buffer holds afterwards', () => {
    const run = runOf(({ ddi, irp, location, complete }) => {
      ddi.memory.fill(irp.userBuffer, 9, location.length);
      return complete(location.length);
    });
    expect(unchangedData(run, 2)).toEqual([
      {
        what: "the caller's buffer after the write",
        start: 0,
        observed: Uint8Array.of(9, 9, 9),
        other: Uint8Array.of(1, 2, 3),
        isExpected: true,
      },
    ]);
    expect(unchangedData(run, 1)).toEqual([]);
    expect(unchangedData(run, 3)).toEqual([]);
  });

  it('are named by the call', () => {
    const { calls } = runOf(({ complete }) => complete());
    expect(bufferName(calls[1])).toBe("the caller's buffer after the read");
    expect(bufferName(calls[2])).toBe("the caller's buffer after the write");
  });
});
