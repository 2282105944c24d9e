/** A trace asks for something that this version does not execute, or that it does not know. */
export class UnsupportedTraceError extends Error {
  override readonly name = 'UnsupportedTraceError';
}
