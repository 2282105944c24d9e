import { expect, it } from 'vitest';
import { parseTrace } from '../src/trace/json.ts';

/** Where an error comes from. */
function stackOf(attempt: () => void): string {
  try {
    attempt();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? '') : '';
  }
  return '';
}

it('campaigns run what is built', () => {
  const stack = stackOf(() => parseTrace(''));
  expect(stack).toContain('/dist/trace/json.js');
  expect(stack).not.toContain('/src/');
});
