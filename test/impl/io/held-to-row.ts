import type { Expected } from '../../../src/model/expected.ts';
import { type Observation, USER_FILL } from '../../../src/trace/run/observation.ts';

/** What of an observation a row has a say in, in the row's form. */
export function seen(observed: Observation, expected: Partial<Expected>): Partial<Expected> {
  const { status, eventSignaled, fileSignaled, position, ending } = observed;
  const { iosbStatus, information } = observed;
  const iosb = observed.iosbWritten
    ? ({ written: true, status: iosbStatus, information } as const)
    : ({ written: false } as const);
  const all = { status, iosb, eventSignaled, fileSignaled, position, ending, buffer: observed.buffer };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in expected));
}

/** The bytes of a row in the whole of the buffer. */
export function filled(
  { buffer }: Partial<Expected>,
  lengthBytes: number,
  before: Uint8Array | null,
): Uint8Array | null {
  if (buffer === null || buffer === undefined) return null;
  const all = before === null ? new Uint8Array(lengthBytes).fill(USER_FILL) : new Uint8Array(before);
  all.set(buffer);
  return all;
}
