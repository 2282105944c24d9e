import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { CTL_CODE } from '../../../src/nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM, FILE_DEVICE_UNKNOWN } from '../../../src/nt/device.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import type { Evidence } from '../../../src/trace/finding/evidence.ts';
import { canonicalOp, type OpOf } from '../../../src/trace/ops/index.ts';
import { during } from '../../../src/trace/run/where.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { traceOf } from '../../campaign/subjects.ts';

const runner = new CaseRunner(findSubject('controls'));
const BREACH = {
  property: 'win32/result',
  reason: 'any',
  severity: 'error',
  expected: '',
  observed: '',
} as const;
const CANONICAL = canonicalOp('DeviceIoControl');

/** What is shown of a DeviceIoControl on the device `controls`, that of its code which inverts unless said otherwise. */
function evidenceOf(fields: Partial<OpOf<'DeviceIoControl'>>): Evidence {
  const request = {
    ...CANONICAL,
    code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, 0, 0),
    input: { ...CANONICAL.input, length: 3 },
    output: { ...CANONICAL.output, length: 9, pageOffset: 5 },
    ...fields,
  };
  const ops = [{ ...canonicalOp('CreateFile'), overlapped: true }, request];
  const setting = settingOf('buffered', { view: 'win32' });
  const breach = { ...BREACH, op: 1, where: during(1) };
  return explain(runner, traceOf('buffered', ops, { setting }), breach).evidence;
}

/** The steps of the request. */
const stepsOf = ({ timeline }: Evidence): string[] =>
  timeline.filter(({ op, isMarked }) => op === 1 && !isMarked).map(({ text }) => text);

describe('what is shown of a DeviceIoControl', () => {
  it('is the conversation, from the call to the answer', () => {
    expect(stepsOf(evidenceOf({ overlapped: true, event: true }))).toEqual([
      'DeviceIoControl: handle 0, dwIoControlCode 0x222400, input 3 bytes, output 9 bytes, ' +
        'output buffer page 0 +0x005, OVERLAPPED with an event',
      'an IRP with a SystemBuffer of 9 bytes',
      'IRP_MJ_DEVICE_CONTROL, IoControlCode 0x222400 (METHOD_BUFFERED), InputBufferLength 3, OutputBufferLength 9',
      'IoCompleteRequest: STATUS_SUCCESS, Information 3',
      "3 bytes of the SystemBuffer copied to the caller's buffer",
      'the IRP is freed, IoStatus written: STATUS_SUCCESS, Information 3, event set',
      'the dispatch routine returned STATUS_SUCCESS',
      'TRUE, 3 bytes, Internal STATUS_SUCCESS, InternalHigh 3, event signaled',
    ]);
  });

  it('is another major for a code of a file system', () => {
    const steps = stepsOf(evidenceOf({ code: CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 0x900, 0, 0) }));
    expect(steps[2]).toMatch(/^IRP_MJ_FILE_SYSTEM_CONTROL, IoControlCode 0x92400 \(METHOD_BUFFERED\), /);
    expect(steps.at(-1)).toBe('FALSE, ERROR_INVALID_FUNCTION');
  });

  it('are both buffers', () => {
    const { input, buffer } = evidenceOf({});
    const irp = { lengthBytes: 9, delivery: 'system-buffer' };
    expect(input).toMatchObject({ lengthBytes: 3, pageOffset: 0, irp });
    expect(buffer).toMatchObject({ lengthBytes: 9, pageOffset: 5, irp });
  });
});
