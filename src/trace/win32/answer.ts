import { ntstatusName } from '../../nt/ntstatus.ts';
import { ERROR_SUCCESS, win32ErrorName } from '../../nt/win32-error.ts';
import { count } from '../describe.ts';
import type { Win32OpKind } from '../ops/index.ts';
import type { Win32Observation } from './observation.ts';

/** What a call answers, without its data, observed or expected. A field that is undefined is left open. */
export type Win32Answer = {
  readonly [Key in Exclude<keyof Win32Observation, 'data'>]: Win32Observation[Key] | undefined;
};

/** One line that tells people what a call answers, such as `FALSE, ERROR_HANDLE_EOF, 0 bytes` or `Ok(13)`. */
export function answerText(kind: Win32OpKind, answer: Win32Answer): string {
  if (answer.ending === 'bug-check') return 'bug check';
  if (answer.ending === 'blocked') return 'never returns';
  if (answer.succeeded === undefined) return 'left open';
  return kind.startsWith('File::') ? rustText(answer) : kernel32Text(kind, answer);
}

function rustText({ succeeded, bytes, errorKind, lastError }: Win32Answer): string {
  if (succeeded) return `Ok(${bytes ?? ''})`;
  // Neither Ok nor an Err.
  if (errorKind === null) return 'panics';
  const kind = errorKind ?? 'any';
  return lastError === undefined || lastError === ERROR_SUCCESS
    ? `Err(${kind})`
    : `Err(${kind}, ${win32ErrorName(lastError)})`;
}

function kernel32Text(kind: Win32OpKind, answer: Win32Answer): string {
  const { succeeded, lastError, bytes, position, overlapped, eventSignaled } = answer;
  const opens = kind === 'CreateFile';
  const parts = succeeded
    ? [opens ? 'a handle' : 'TRUE']
    : [opens ? 'INVALID_HANDLE_VALUE' : 'FALSE', lastError === undefined ? 'any' : win32ErrorName(lastError)];
  if (typeof bytes === 'number') parts.push(count(bytes, 'byte'));
  if (typeof position === 'bigint') parts.push(`position ${position}`);
  if (overlapped) {
    parts.push(`Internal ${ntstatusName(overlapped.internal)}`, `InternalHigh ${overlapped.internalHigh}`);
  }
  if (typeof eventSignaled === 'boolean') parts.push(eventSignaled ? 'event signaled' : 'event not signaled');
  return parts.join(', ');
}
