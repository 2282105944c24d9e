import * as values from '../nt/ntstatus-values.ts';
import type { Step } from './program.ts';

/** What devices and the I/O manager answer with most often: these a program can name whatever it expects. */
const USUAL: readonly string[] = [
  'STATUS_SUCCESS',
  'STATUS_PENDING',
  'STATUS_BUFFER_OVERFLOW',
  'STATUS_UNSUCCESSFUL',
  'STATUS_NOT_IMPLEMENTED',
  'STATUS_ACCESS_VIOLATION',
  'STATUS_INVALID_HANDLE',
  'STATUS_INVALID_PARAMETER',
  'STATUS_NO_SUCH_DEVICE',
  'STATUS_INVALID_DEVICE_REQUEST',
  'STATUS_END_OF_FILE',
  'STATUS_NO_MEMORY',
  'STATUS_ACCESS_DENIED',
  'STATUS_BUFFER_TOO_SMALL',
  'STATUS_OBJECT_TYPE_MISMATCH',
  'STATUS_OBJECT_NAME_INVALID',
  'STATUS_OBJECT_NAME_NOT_FOUND',
  'STATUS_OBJECT_PATH_NOT_FOUND',
  'STATUS_OBJECT_PATH_SYNTAX_BAD',
  'STATUS_SHARING_VIOLATION',
  'STATUS_INSUFFICIENT_RESOURCES',
  'STATUS_DEVICE_NOT_READY',
  'STATUS_NOT_SUPPORTED',
  'STATUS_CANCELLED',
  'STATUS_INVALID_USER_BUFFER',
];

/** An NTSTATUS with its Windows name. */
export interface NamedStatus {
  readonly name: string;
  /** As Windows prints it: `0xC0000011`. */
  readonly hex: string;
}

/** `0xC0000011`. */
export function statusHex(status: number): string {
  return `0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** The statuses that a program names: the usual ones, and those that its steps expect. In the order of their values. */
export function namedStatuses(steps: readonly Step[]): readonly NamedStatus[] {
  const expected = new Set(steps.flatMap(({ allowed }) => allowed.map(({ status }) => status)));
  return Object.entries(values)
    .filter(([name, value]) => USUAL.includes(name) || expected.has(value))
    .sort(([, left], [, right]) => (left >>> 0) - (right >>> 0))
    .map(([name, value]) => ({ name, hex: statusHex(value) }));
}
