import {
  type ControlOp,
  canonicalOp,
  type Op,
  type OpenOp,
  type OpKind,
  type ReadOp,
  type WriteOp,
} from '../../trace/ops/index.ts';

/** Canonical operations with the fields that differ: published minimal traces are written in them. */

export function open(fields: Partial<OpenOp> = {}): OpenOp {
  return { ...canonicalOp('open'), ...fields };
}

export function read(fields: Partial<ReadOp> = {}): ReadOp {
  return { ...canonicalOp('read'), ...fields };
}

export function write(fields: Partial<WriteOp> = {}): WriteOp {
  return { ...canonicalOp('write'), ...fields };
}

/** What of a control request differs from the canonical one: of a buffer, too, what differs alone. */
interface ControlFields extends Partial<Omit<ControlOp, 'op' | 'input' | 'output'>> {
  readonly input?: Partial<ControlOp['input']>;
  readonly output?: Partial<ControlOp['output']>;
}

export function control({ input, output, ...fields }: ControlFields = {}): ControlOp {
  const canonical = canonicalOp('control');
  return {
    ...canonical,
    ...fields,
    input: { ...canonical.input, ...input },
    output: { ...canonical.output, ...output },
  };
}

/** An operation of a kind that has no fields to choose, on the first open handle. */
export function on(kind: Exclude<OpKind, 'open' | 'read' | 'write'>): Op {
  return canonicalOp(kind);
}
