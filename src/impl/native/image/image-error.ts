/**
 * The bytes are no sound x64 driver image: one line says what is wrong, and what to do where something can be done.
 * Who shows it names the file.
 */
export class MalformedImageError extends Error {
  override readonly name = 'MalformedImageError';
}

/** A sound image that needs what is not supported, named in one line. */
export class UnsupportedImageError extends Error {
  override readonly name = 'UnsupportedImageError';
}
