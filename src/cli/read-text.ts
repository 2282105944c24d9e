import { type InputFile, readBytes } from './read-bytes.ts';

/**
 * Reads the text of a file or a pipe. A named pipe that nobody writes to is empty.
 *
 * @throws {UsageError} when it can't be read, or is too large.
 */
export async function readText(path: string, file: InputFile): Promise<string> {
  return (await readBytes(path, file)).toString('utf8');
}
