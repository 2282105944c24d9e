import { expect, it } from 'vitest';
import { Kernel } from '../../../../src/impl/kernel/kernel.ts';
import { AccessViolation, RaisedException } from '../../../../src/impl/memory/exceptions.ts';
import { type Va, vaAdd } from '../../../../src/impl/memory/va.ts';
import { RegisterFile } from '../../../../src/impl/native/engine/register-file.ts';
import { writeRecords } from '../../../../src/impl/native/processor/exception-records.ts';
import { ProcessorContext } from '../../../../src/impl/native/processor/processor-context.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_BREAKPOINT } from '../../../../src/nt/ntstatus.ts';

const { memory, pool } = new Kernel();
const RSP = 4;
const R9 = 9;

/** A context on a stack of some room. */
function raised(): ProcessorContext {
  const context = ProcessorContext.of(new RegisterFile(new ArrayBuffer(512), 0));
  context.setPointer(RSP, vaAdd(pool.allocate(4096, 0, false), 4088), memory);
  context.set(R9, 0x1234, -1);
  context.ripLow = 0xd0001080 | 0;
  context.ripHigh = 0xfffff800 | 0;
  return context;
}

it('a filter is given what was accessed, how and from where', () => {
  const context = raised();
  const { pointers, stack } = writeRecords(new AccessViolation(0x1000 as Va, true), context, memory);
  expect(stack).toBe(pointers);
  const record = memory.readPointer(pointers);
  expect(memory.readI32(record)).toBe(STATUS_ACCESS_VIOLATION);
  expect(memory.readI32(vaAdd(record, 0x10))).toBe(context.ripLow);
  expect([memory.readI32(vaAdd(record, 0x18)), memory.readI32(vaAdd(record, 0x20))]).toEqual([2, 1]);
  expect(memory.readPointer(vaAdd(record, 0x28))).toBe(0x1000);
});

it('any other exception has no parameters', () => {
  const { pointers } = writeRecords(new RaisedException(STATUS_BREAKPOINT), raised(), memory);
  const record = memory.readPointer(pointers);
  expect([memory.readI32(record), memory.readI32(vaAdd(record, 0x18))]).toEqual([STATUS_BREAKPOINT, 0]);
});

it('what a filter changes of the registers is where code goes on', () => {
  const given = raised();
  const { pointers, context } = writeRecords(new RaisedException(STATUS_BREAKPOINT), given, memory);
  const changed = memory.readPointer(vaAdd(pointers, 8));
  expect(memory.readI32(vaAdd(changed, 0xc0))).toBe(0x1234);
  memory.writeI32(vaAdd(changed, 0xc0), 0x77);
  memory.writeI32(vaAdd(changed, 0xf8), given.ripLow + 2);
  const after = context();
  expect([after.low(R9), after.high(R9), after.ripLow, after.ripHigh]).toEqual([
    0x77,
    -1,
    given.ripLow + 2,
    given.ripHigh,
  ]);
  expect(after.low(RSP)).toBe(given.low(RSP));
});
