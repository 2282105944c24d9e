import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { CTL_CODE, type TransferMethod } from '../../../src/nt/control-code.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import type { BufferEvidence, Evidence } from '../../../src/trace/finding/evidence.ts';
import { type ControlOp, canonicalOp } from '../../../src/trace/ops/index.ts';
import { during } from '../../../src/trace/run/where.ts';
import { open, read, traceOf } from '../../campaign/subjects.ts';

const runner = new CaseRunner(findSubject('controls'));
const CANONICAL = canonicalOp('control');

/** What is shown of an operation of the device `controls`. */
function evidenceAt(op: ControlOp | ReturnType<typeof read>): Evidence {
  const where = during(1);
  const breach = {
    property: 'model/status',
    reason: 'any',
    severity: 'error',
    op: 1,
    expected: '',
    observed: '',
    where,
  } as const;
  return explain(runner, traceOf('buffered', [open(), op]), breach).evidence;
}

function control(
  method: TransferMethod,
  fn: number,
  access = 0,
  inputLength = 3,
  outputLength = 9,
): ControlOp {
  return {
    ...CANONICAL,
    code: CTL_CODE(0x22, fn, method, access),
    input: { ...CANONICAL.input, length: inputLength },
    output: { ...CANONICAL.output, length: outputLength, pageOffset: 5 },
  };
}

type Given = BufferEvidence['irp'];

describe('the two buffers of a control request', () => {
  it.each<[string, ControlOp, input: Given, output: Given]>([
    [
      'METHOD_BUFFERED: one SystemBuffer',
      control(0, 0x900),
      { lengthBytes: 9, delivery: 'system-buffer' },
      { lengthBytes: 9, delivery: 'system-buffer' },
    ],
    [
      'METHOD_BUFFERED of nothing',
      control(0, 0x900, 0, 0, 0),
      { lengthBytes: 0, delivery: 'none' },
      { lengthBytes: 0, delivery: 'none' },
    ],
    [
      'METHOD_IN_DIRECT: a SystemBuffer and an MDL',
      control(1, 0x901, 2),
      { lengthBytes: 3, delivery: 'system-buffer' },
      { lengthBytes: 9, delivery: 'mdl' },
    ],
    [
      'METHOD_OUT_DIRECT of an input alone',
      control(2, 0x902, 1, 3, 0),
      { lengthBytes: 3, delivery: 'system-buffer' },
      { lengthBytes: 0, delivery: 'none' },
    ],
    [
      'METHOD_NEITHER: both addresses',
      control(3, 0x903),
      { lengthBytes: 3, delivery: 'user-buffer' },
      { lengthBytes: 9, delivery: 'user-buffer' },
    ],
  ])('%s', (_title, op, input, output) => {
    const evidence = evidenceAt(op);
    expect(evidence.input).toMatchObject({ lengthBytes: op.input.length, pageOffset: 0, irp: input });
    expect(evidence.buffer).toMatchObject({ lengthBytes: op.output.length, pageOffset: 5, irp: output });
    expect(evidence.input?.frames).not.toEqual(evidence.buffer?.frames);
  });

  it('of a request that the driver was not sent are shown without an IRP', () => {
    const refused = {
      ...control(0, 0x900),
      output: { ...CANONICAL.output, length: 9, memory: 'no-access' },
    } as const;
    const { input, buffer } = evidenceAt(refused);
    expect([input?.irp, buffer?.irp]).toEqual([null, null]);
  });

  it('are told in the steps', () => {
    const texts = (op: ControlOp): string[] => evidenceAt(op).timeline.map(({ text }) => text);
    expect(texts(control(1, 0x901, 2))).toEqual(
      expect.arrayContaining([
        'an IRP with a SystemBuffer of 3 bytes and an MDL, ByteOffset 5, ByteCount 9, its pages locked',
        'IRP_MJ_DEVICE_CONTROL, IoControlCode 0x22a405 (METHOD_IN_DIRECT), InputBufferLength 3, OutputBufferLength 9',
      ]),
    );
    expect(texts(control(3, 0x903))).toContain("an IRP with the caller's own addresses, not probed");
    expect(texts(control(0, 0x900, 0, 0, 0))).toContain('an IRP with neither SystemBuffer nor MDL');
  });

  it('are of a control request alone', () => {
    expect(evidenceAt(read({ length: 4 }))).not.toHaveProperty('input');
  });
});
