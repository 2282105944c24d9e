import type { Expected } from '../../model/expected.ts';
import { type NTSTATUS, ntstatusName } from '../../nt/ntstatus.ts';
import type { Observation } from '../../trace/run/observation.ts';

/** `STATUS_SUCCESS, Information 1`. */
export function answerText({ status: value, iosb: block }: Expected): string {
  const name = value === undefined ? 'any NTSTATUS' : ntstatusName(value);
  return block?.written && block.information !== undefined
    ? `${name}, Information ${block.information}`
    : name;
}

/** An expected NTSTATUS as a part of a reason. */
export function statusReason(status: NTSTATUS | undefined): string {
  return status === undefined ? 'an-answer' : ntstatusName(status);
}

export function returnedText(observed: Observation): string {
  const name = ntstatusName(observed.status);
  return observed.iosbWritten ? `${name}, Information ${observed.information}` : name;
}
