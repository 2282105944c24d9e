import { deserialize, serialize } from 'node:v8';

/** Bytes of what stands ahead of every frame's content, known to the two ends alone. */
export const TOKEN_BYTES = 16;
const HEADER_BYTES = TOKEN_BYTES + 4;

/** The longest content of a frame, bytes: many times what the longest trace comes to. */
const MAX_CONTENT_BYTES = 64 * 2 ** 20;

/** Bytes that are no frame of the other end. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/**
 * A message as a frame: token, length, content as the structured clone algorithm writes it.
 *
 * @throws {FrameError} when it is too long
 */
export function frameOf(token: Buffer, message: unknown): Buffer {
  const content = serialize(message);
  if (content.length > MAX_CONTENT_BYTES)
    throw new FrameError(`a message of ${content.length} bytes; at most ${MAX_CONTENT_BYTES} are passed on`);
  const header = Buffer.alloc(HEADER_BYTES);
  token.copy(header);
  header.writeUInt32LE(content.length, TOKEN_BYTES);
  return Buffer.concat([header, content]);
}

/** Reads frames from bytes as they come. */
export class FrameReader {
  #token: Buffer | null;
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** @param token null to take the first frame's for it */
  constructor(token: Buffer | null) {
    this.#token = token;
  }

  /** The token; null before the first frame of an end that takes it from there. */
  get token(): Buffer | null {
    return this.#token;
  }

  /**
   * The messages that are whole with these bytes.
   *
   * @throws {FrameError} for bytes that no frame has: nothing after them can be read
   */
  *read(chunk: Buffer): Generator<unknown> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes >= HEADER_BYTES) {
      const header = this.#joined(HEADER_BYTES);
      const lengthBytes = this.#lengthIn(header);
      if (this.#bytes < HEADER_BYTES + lengthBytes) return;
      const frame = this.#joined(HEADER_BYTES + lengthBytes);
      this.#chunks = [frame.subarray(HEADER_BYTES + lengthBytes)];
      this.#bytes -= HEADER_BYTES + lengthBytes;
      yield contentOf(frame.subarray(HEADER_BYTES, HEADER_BYTES + lengthBytes));
    }
  }

  #lengthIn(header: Buffer): number {
    this.#token ??= Buffer.from(header.subarray(0, TOKEN_BYTES));
    if (!this.#token.equals(header.subarray(0, TOKEN_BYTES))) throw new FrameError('bytes of someone else');
    const lengthBytes = header.readUInt32LE(TOKEN_BYTES);
    if (lengthBytes > MAX_CONTENT_BYTES) throw new FrameError('a frame that is too long');
    return lengthBytes;
  }

  /** What has come, with at least so many bytes in one piece at its start. */
  #joined(bytes: number): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= bytes) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}

function contentOf(bytes: Buffer): unknown {
  try {
    return deserialize(bytes);
  } catch {
    throw new FrameError('a frame without a message');
  }
}
