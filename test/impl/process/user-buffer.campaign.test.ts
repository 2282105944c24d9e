import { expect, it } from 'vitest';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { buffer, prepare, space } from './user-buffer.setup.ts';

it('the addresses of user buffers start over when they run out', () => {
  space.reset(PLAIN_MACHINE);
  const first = prepare(0, 60 * PAGE_SIZE);
  for (let round = 0; round < 7600; round += 1) prepare(0, 60 * PAGE_SIZE, 'no-access');
  expect(prepare(0, 1)).toBeGreaterThanOrEqual(first);
  buffer.release();
  buffer.release();
});
