import { expect, it } from 'vitest';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { MAX_LENGTH } from '../../src/trace/ops/fields/length.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import { Resolver } from '../../src/trace/resolve.ts';
import { NOTHING_OBSERVED } from '../../src/trace/run/observation.ts';

// The data of such a write is the largest there is: making it takes longer than all other tests of the resolver.
it.each(['read', 'write'] as const)('a %s after the longest write is never longer than that', (kind) => {
  const resolver = new Resolver('\\??\\Example');
  const write = resolver.resolve({ ...canonicalOp('write'), length: MAX_LENGTH });
  resolver.observe(write, {
    ...NOTHING_OBSERVED,
    status: STATUS_SUCCESS,
    iosbWritten: true,
    iosbStatus: STATUS_SUCCESS,
    information: MAX_LENGTH,
  });
  const call = resolver.resolve({ ...canonicalOp(kind), length: { last: 1 } });
  expect(call).toMatchObject({ length: MAX_LENGTH });
  expect('data' in call ? call.data.length : MAX_LENGTH).toBe(MAX_LENGTH);
});
