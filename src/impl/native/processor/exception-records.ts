import { AccessViolation, type RaisedException } from '../../memory/exceptions.ts';
import type { Memory } from '../../memory/memory.ts';
import { type Va, vaAdd } from '../../memory/va.ts';
import { RSP } from '../engine/register-file.ts';
import type { ProcessorContext } from './processor-context.ts';

/** EXCEPTION_RECORD, CONTEXT and EXCEPTION_POINTERS of x64, as winnt.h lays them out. */
const RECORD = {
  code: 0,
  flags: 4,
  address: 0x10,
  parameterCount: 0x18,
  information: 0x20,
  bytes: 0x98,
} as const;
const CONTEXT = { flags: 0x30, rax: 0x78, rip: 0xf8, bytes: 0x4d0 } as const;
const POINTERS_BYTES = 16;
/** CONTEXT_AMD64 with control and integer registers. */
const CONTROL_AND_INTEGER = 0x10_0003;
const REGISTERS = 16;
const ALIGNMENT = 16;
const ACCESS_VIOLATION_PARAMETERS = 2;

/** What a filter is given: where the exception was, and what it was. */
export interface ExceptionRecords {
  /** EXCEPTION_POINTERS. */
  readonly pointers: Va;
  /** Below it nothing of the stack is in use. */
  readonly stack: Va;
  /** The context as a filter may have changed it. */
  readonly context: () => ProcessorContext;
}

/** Writes what filters are given below the stack of where it was raised. */
export function writeRecords(
  error: RaisedException,
  raised: ProcessorContext,
  memory: Memory,
): ExceptionRecords {
  const top = (raised.pointer(RSP, memory) & -ALIGNMENT) as Va;
  const record = vaAdd(top, -RECORD.bytes);
  const context = (vaAdd(record, -CONTEXT.bytes) & -ALIGNMENT) as Va;
  const pointers = vaAdd(context, -POINTERS_BYTES);
  memory.fill(context, 0, top - context);
  memory.writeI32(vaAdd(record, RECORD.code), error.status);
  writeHalves(memory, vaAdd(record, RECORD.address), raised.ripLow, raised.ripHigh);
  if (error instanceof AccessViolation) {
    memory.writeI32(vaAdd(record, RECORD.parameterCount), ACCESS_VIOLATION_PARAMETERS);
    memory.writeI32(vaAdd(record, RECORD.information), error.write ? 1 : 0);
    memory.writePointer(vaAdd(record, RECORD.information + 8), error.address);
  }
  memory.writeI32(vaAdd(context, CONTEXT.flags), CONTROL_AND_INTEGER);
  for (let register = 0; register < REGISTERS; register += 1)
    writeHalves(
      memory,
      vaAdd(context, CONTEXT.rax + 8 * register),
      raised.low(register),
      raised.high(register),
    );
  writeHalves(memory, vaAdd(context, CONTEXT.rip), raised.ripLow, raised.ripHigh);
  memory.writePointer(pointers, record);
  memory.writePointer(vaAdd(pointers, 8), context);
  return { pointers, stack: pointers, context: () => readContext(memory, context, raised) };
}

function writeHalves(memory: Memory, at: Va, low: number, high: number): void {
  memory.writeI32(at, low);
  memory.writeI32(vaAdd(at, 4), high);
}

function readContext(memory: Memory, context: Va, raised: ProcessorContext): ProcessorContext {
  const changed = raised.copy();
  for (let register = 0; register < REGISTERS; register += 1) {
    const at = vaAdd(context, CONTEXT.rax + 8 * register);
    changed.set(register, memory.readI32(at), memory.readI32(vaAdd(at, 4)));
  }
  changed.ripLow = memory.readI32(vaAdd(context, CONTEXT.rip));
  changed.ripHigh = memory.readI32(vaAdd(context, CONTEXT.rip + 4));
  return changed;
}
