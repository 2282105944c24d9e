/** A trace asks for something that this version does not execute. */
export class UnsupportedTraceError extends Error {
  override readonly name = 'UnsupportedTraceError';
}
