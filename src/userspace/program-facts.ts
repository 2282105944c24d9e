import { SENT, VALUE } from './controls.ts';
import { BUFFER_BYTES } from './read-write.ts';
import type { Program } from './session.ts';
import { DEVICE_PATH } from './with-device.ts';

/** What a program of a session does, for who writes it in another language. */
export function programFacts(program: Program) {
  return program.name === 'read-write'
    ? { ...program, devicePath: DEVICE_PATH, bufferBytes: BUFFER_BYTES }
    : { ...program, devicePath: DEVICE_PATH, codes: SENT, value: VALUE };
}
