import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failing } from '../../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { canonicalOp, type Op } from '../../../src/trace/ops/index.ts';
import { describeOp } from '../../../src/trace/ops/words.ts';
import { arbitraryOp } from '../arbitrary-trace.ts';

const open = canonicalOp('open');
const read = canonicalOp('read');
const write = canonicalOp('write');

describe('an operation in one line', () => {
  it.each<[Op, string]>([
    [open, 'open  \\??\\Example'],
    [
      { ...open, name: '\\??\\Other', access: 'append', overlapped: true },
      'open  \\??\\Other, access append, overlapped',
    ],
    [{ ...open, name: '' }, 'open  ""'],
    [{ ...open, name: 'a\nb' }, 'open  a\\u000ab'],
    [{ ...write, length: 1 }, 'write offset 0, 1 byte'],
    [
      { ...write, length: 1, buffer: { ...PLAIN_BUFFER, pageOffset: 1 } },
      'write offset 0, 1 byte, buffer page 0 +0x001',
    ],
    [{ ...write, offset: '-1' }, 'write append (offset -1), 0 bytes'],
    [{ ...write, offset: '-2' }, 'write at the file position (offset -2), 0 bytes'],
    [{ ...read, offset: '1', length: 2 }, 'read  offset 1, 2 bytes'],
    [{ ...read, offset: '-1' }, 'read  offset -1, 0 bytes'],
    [{ ...read, offset: null }, 'read  at the file position (NULL offset), 0 bytes'],
    [
      { ...read, offset: { last: 0 }, length: { last: 3 } },
      'read  offset last written, length last written + 3',
    ],
    [{ ...read, offset: { last: -2 } }, 'read  offset last written - 2, 0 bytes'],
    [
      { ...read, handle: 2, key: 16, event: true, during: failing('system-mapping') },
      'read  offset 0, 0 bytes, handle 2, key 0x10, with an event, fault system-mapping',
    ],
    [
      { ...read, handle: 'none', buffer: { ...PLAIN_BUFFER, memory: 'null' } },
      'read  offset 0, 0 bytes, no handle, buffer NULL',
    ],
    [{ ...read, handle: 'closed' }, 'read  offset 0, 0 bytes, the handle closed last'],
    [
      { ...read, handle: 'event', buffer: { ...PLAIN_BUFFER, memory: 'kernel' } },
      "read  offset 0, 0 bytes, an event's handle, buffer at a kernel address",
    ],
    [
      { ...read, buffer: { ...PLAIN_BUFFER, memory: 'kernel-page' } },
      'read  offset 0, 0 bytes, buffer at the address of a kernel page',
    ],
    [
      { ...read, buffer: { ...PLAIN_BUFFER, memory: 'last-page-no-access' } },
      "read  offset 0, 0 bytes, buffer's last page no-access",
    ],
    [
      { ...read, buffer: { ...PLAIN_BUFFER, memory: 'read-only', shared: true } },
      'read  offset 0, 0 bytes, buffer read-only, buffer mapped twice',
    ],
    [{ ...write, data: { pattern: 'zero' } }, 'write offset 0, 0 bytes, data zeros'],
    [{ ...write, data: { pattern: 'counter', seed: 5 } }, 'write offset 0, 0 bytes, data counter from 5'],
    [{ ...write, data: { hex: '' } }, 'write offset 0, 0 bytes, data empty hex'],
    [{ ...write, data: { hex: 'ab'.repeat(9) } }, 'write offset 0, 0 bytes, data hex abababababababab…'],
    [
      {
        ...write,
        length: 16,
        data: {
          pattern: 'counter',
          seed: 0,
          places: [
            { at: 0, pointer: 'kernel' },
            { at: 8, bytes: '10000000' },
          ],
        },
      },
      'write offset 0, 16 bytes, data counter from 0, at 0 a pointer to a kernel page, at 8 0x10 in 4 bytes',
    ],
    [canonicalOp('flush'), 'flush'],
    [{ ...canonicalOp('flush'), handle: 1 }, 'flush handle 1'],
    [
      { ...canonicalOp('open'), during: failing('irp-allocation') },
      'open  \\??\\Example, fault irp-allocation',
    ],
    [{ ...canonicalOp('set-position'), position: '5' }, 'set-position 5'],
    [canonicalOp('query-position'), 'query-position'],
    [{ op: 'duplicate', handle: 3 }, 'duplicate handle 3'],
    [canonicalOp('close'), 'close'],
  ])('%j', (op, line) => {
    expect(describeOp(op, '\\??\\Example')).toBe(line);
  });

  it('is one line for any operation', () => {
    fc.assert(
      fc.property(arbitraryOp, (op) => {
        expect(describeOp(op, 'S').split(/[\r\n\u2028\u2029]/)).toHaveLength(1);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
