import type { HandleRef, Op, OpenOp, ReadOp, SetPositionOp, WriteOp } from '../../trace/op.ts';
import type { Trace } from '../../trace/trace.ts';
import { ACCESSES, FAULTS, MEMORIES } from '../minimize/order.ts';
import type { Field, Value } from './field.ts';
import {
  dataValue,
  handleValue,
  lengthValue,
  numberValue,
  offsetValue,
  otherData,
  otherKeys,
  otherLengths,
  otherOffsets,
  otherPageOffsets,
  otherPositions,
  textValue,
} from './values.ts';

/** Handles beyond this many are not tried. */
const MAX_HANDLES = 4;

/** What a driver's name is not. */
const OTHER_NAME = '\\??\\Other';

/** Makes the fields of one operation. */
class OpFields {
  readonly fields: Field[] = [];
  readonly #trace: Trace;
  readonly #index: number;

  constructor(trace: Trace, index: number) {
    this.#trace = trace;
    this.#index = index;
  }

  /** A field with other values, each with what shows it and the operation that has it; none if there are none. */
  add<Content>(
    name: string,
    value: Content,
    others: readonly Content[],
    shown: (content: Content) => Value,
    withContent: (content: Content) => Op,
  ): void {
    const alternatives = others.map((other) => ({
      value: shown(other),
      trace: { ...this.#trace, ops: this.#trace.ops.with(this.#index, withContent(other)) },
    }));
    if (alternatives.length > 0) {
      this.fields.push({ name, op: this.#index, value: shown(value), alternatives });
    }
  }
}

function without<Content>(values: readonly Content[], value: Content): Content[] {
  return values.filter((each) => each !== value);
}

const onOff =
  (on: string, off: string) =>
  (value: boolean): Value =>
    textValue(value ? on : off);

/** The other handles that there can be by then, and for one that is none of a file the others of its kind. */
function otherHandles(handle: HandleRef, before: readonly Op[]): HandleRef[] {
  const opened = before.filter(({ op }) => op === 'open' || op === 'duplicate').length;
  const numbers: HandleRef[] = [...Array(Math.min(opened, MAX_HANDLES)).keys()];
  const wrong: readonly HandleRef[] = typeof handle === 'number' ? [] : ['none', 'closed', 'event'];
  return without([...numbers, ...wrong], handle);
}

function openFields(add: OpFields, op: OpenOp): void {
  // Another name for the device's own is another device: nothing would be learned.
  const names = op.name === null ? [] : without<string | null>([null, OTHER_NAME], op.name);
  add.add(
    'name',
    op.name,
    names,
    (name) => textValue(name ?? "the device's"),
    (name) => ({ ...op, name }),
  );
  add.add('access', op.access, without(ACCESSES, op.access), textValue, (access) => ({ ...op, access }));
  add.add('overlapped', op.overlapped, [!op.overlapped], onOff('yes', 'no'), (overlapped) => ({
    ...op,
    overlapped,
  }));
}

/** A fault, or memory that is none, is tried only where the trace has one: it would always change the outcome. */
function transferFields(add: OpFields, op: ReadOp | WriteOp): void {
  const { buffer, fault } = op;
  const memories = buffer.memory === 'read-write' ? [] : without(MEMORIES, buffer.memory);
  const faults = fault === null ? [] : without(FAULTS, fault);
  add.add(
    'in-page offset',
    buffer.pageOffset,
    otherPageOffsets(buffer.pageOffset),
    numberValue,
    (pageOffset) => ({ ...op, buffer: { ...buffer, pageOffset } }),
  );
  add.add('offset', op.offset, otherOffsets(op.offset), offsetValue, (offset) => ({ ...op, offset }));
  add.add('length', op.length, otherLengths(op.length), lengthValue, (length) => ({ ...op, length }));
  add.add('memory', buffer.memory, memories, textValue, (memory) => ({
    ...op,
    buffer: { ...buffer, memory },
  }));
  add.add('second mapping', buffer.shared, [!buffer.shared], onOff('yes', 'no'), (shared) => ({
    ...op,
    buffer: { ...buffer, shared },
  }));
  add.add(
    'fault',
    fault,
    faults,
    (each) => textValue(each ?? 'none'),
    (each) => ({ ...op, fault: each }),
  );
  add.add('event', op.event, [!op.event], onOff('yes', 'no'), (event) => ({ ...op, event }));
  add.add('key', op.key, otherKeys(op.key), numberValue, (key) => ({ ...op, key }));
  if (op.op === 'write') {
    add.add('data', op.data, otherData(op.data), dataValue, (data) => ({ ...op, data }));
  }
}

function positionFields(add: OpFields, op: SetPositionOp): void {
  add.add('position', op.position, otherPositions(op.position), offsetValue, (position) => ({
    ...op,
    position,
  }));
}

/** The fields of an operation, with other values of each: neighbours, boundaries, other kinds. */
export function opFields(trace: Trace, index: number): readonly Field[] {
  const op = trace.ops[index];
  if (op === undefined) return [];
  const add = new OpFields(trace, index);
  if (op.op === 'read' || op.op === 'write') transferFields(add, op);
  if (op.op === 'set-position') positionFields(add, op);
  if (op.op === 'open') openFields(add, op);
  else {
    const handles = otherHandles(op.handle, trace.ops.slice(0, index));
    add.add('handle', op.handle, handles, handleValue, (handle) => ({ ...op, handle }));
  }
  return add.fields;
}
