import type fc from 'fast-check';
import type { GeneratedCase } from './decode-case.ts';
import type { Generated } from './generate-case.ts';

/** Simpler cases than `generated`, simplest first, each of which can be shrunk again. Lazy. */
export function* shrinkCase(
  arbitrary: fc.Arbitrary<GeneratedCase>,
  generated: Generated,
): IterableIterator<Generated> {
  for (const { value, context } of arbitrary.shrink(generated.value, generated.context)) {
    yield { value, context };
  }
}
