import { expect, it } from 'vitest';
import { changing } from '../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { CONFIG, open, outcomesAfter, read, SILENT, write } from './calls.ts';

const unmapped = changing('dispatch', 'unmap');
const noAccess = { ...PLAIN_BUFFER, memory: 'no-access' } as const;

/** Only a driver that is given the address itself, of memory that was probed, finds it gone (R22a, R41). */
it.each<[BufferingMode, string, Call, boolean]>([
  ['neither', 'a read', read({ during: unmapped }), true],
  ['neither', 'a read of nothing', read({ length: 0, during: unmapped }), false],
  ['neither', 'a read of what is there', read(), false],
  ['neither', 'a write, which is not probed', write({ buffer: noAccess }), false],
  ['buffered', 'a read', read({ during: unmapped }), false],
  ['direct', 'a read', read({ during: unmapped }), false],
])('in %s mode %s may find its buffer gone: $3', (mode, _what, call, may) => {
  const config = { ...CONFIG, mode, device: { ...SILENT, create: CONFIG.device.create } };
  const arms = outcomesAfter(config as typeof CONFIG, [open(), call]).flatMap((outcome) => outcome.arms);
  expect(arms.includes('R41 buffer gone')).toBe(may);
});
