import type { Expected } from '../../model/expected.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import type { Observation } from '../../trace/run/observation.ts';

/** `STATUS_SUCCESS, Information 1`. */
export function answerText({ status: value, iosb: block }: Expected): string {
  const name = ntstatusName(value);
  return block?.written ? `${name}, Information ${block.information}` : name;
}

export function returnedText(observed: Observation): string {
  const name = ntstatusName(observed.status);
  return observed.iosbWritten ? `${name}, Information ${observed.information}` : name;
}
