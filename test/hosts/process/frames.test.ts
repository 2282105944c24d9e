import { expect, it } from 'vitest';
import { FrameError, FrameReader, frameOf, TOKEN_BYTES } from '../../../src/hosts/process/frames.ts';

const token = Buffer.alloc(TOKEN_BYTES, 7);
const MESSAGES = [
  { kind: 'alive' },
  { big: 2n ** 63n, bytes: new Uint8Array([1, 2]) },
  new Map([['a', 1]]),
  null,
];

function read(reader: FrameReader, bytes: Buffer): unknown[] {
  return [...reader.read(bytes)];
}

it.each([1, 3, 19, 20, 21, 1_000])(
  'messages are read as they were written, in pieces of %i bytes',
  (size) => {
    const bytes = Buffer.concat(MESSAGES.map((message) => frameOf(token, message)));
    const reader = new FrameReader(token);
    const seen: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size) seen.push(...read(reader, bytes.subarray(at, at + size)));
    expect(seen).toEqual(MESSAGES);
  },
);

it('the first frame makes the token known to an end that has none', () => {
  const reader = new FrameReader(null);
  expect(reader.token).toBeNull();
  read(reader, frameOf(token, 1));
  expect(reader.token).toEqual(token);
  expect(() => read(reader, frameOf(Buffer.alloc(TOKEN_BYTES, 8), 2))).toThrow(FrameError);
});

const withLength = (lengthBytes: number): Buffer => {
  const frame = frameOf(token, 'x');
  frame.writeUInt32LE(lengthBytes, TOKEN_BYTES);
  return frame;
};

it.each<[what: string, bytes: Buffer, message: string]>([
  ['bytes without the token', Buffer.alloc(64, 'x'), 'bytes of someone else'],
  ['a length beyond the limit', withLength(2 ** 32 - 1), 'a frame that is too long'],
  ['a content that is no message', withLength(1), 'a frame without a message'],
])('%s are refused', (_what, bytes, message) => {
  expect(() => read(new FrameReader(token), bytes)).toThrow(new FrameError(message));
});

it('a message that is too long is not written', () => {
  expect(() => frameOf(token, Buffer.alloc(64 * 2 ** 20))).toThrow(FrameError);
});
