import { expect, it } from 'vitest';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { MAX_LENGTH } from '../../src/trace/ops/fields/length.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import { Resolver } from '../../src/trace/resolve.ts';

// The data of such a write is the largest there is: making it takes longer than all other tests of the resolver.
it.each(['read', 'write'] as const)('a %s after the longest write is never longer than that', (kind) => {
  const resolver = new Resolver('\\??\\Example');
  const write = resolver.resolve({ ...canonicalOp('write'), length: MAX_LENGTH });
  resolver.observe(write, {
    ending: 'returned',
    status: STATUS_SUCCESS,
    iosbWritten: true,
    iosbStatus: STATUS_SUCCESS,
    information: MAX_LENGTH,
    eventSignaled: null,
    fileSignaled: null,
    position: null,
    buffer: null,
    surroundingsChanged: 0,
    surroundingsHash: 0,
  });
  const call = resolver.resolve({ ...canonicalOp(kind), length: { last: 1 } });
  expect(call).toMatchObject({ length: MAX_LENGTH });
  expect('data' in call ? call.data.length : MAX_LENGTH).toBe(MAX_LENGTH);
});
