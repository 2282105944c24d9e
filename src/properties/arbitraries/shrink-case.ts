import type fc from 'fast-check';
import type { Generated } from './generate-case.ts';

/** Simpler cases than `generated`, simplest first, each of which can be shrunk again. Lazy. */
export function* shrinkCase<Case>(
  arbitrary: fc.Arbitrary<Case>,
  generated: Generated<Case>,
): IterableIterator<Generated<Case>> {
  for (const { value, context } of arbitrary.shrink(generated.value, generated.context)) {
    yield { value, context };
  }
}
