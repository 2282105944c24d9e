import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatTrace } from '../../src/trace/json.ts';
import { kindsOf } from '../../src/trace/ops/index.ts';
import { traceJsonSchema } from '../../src/trace/schema.ts';
import { isEarlier } from '../../src/trace/written-trace.ts';
import { finding } from '../report/results.ts';
import { schemaProblems } from '../report/validators.ts';
import { arbitraryTrace } from './arbitrary-trace.ts';

const problems = schemaProblems(traceJsonSchema());

describe('the published JSON Schema of a trace', () => {
  it('takes every trace that is written', () => {
    fc.assert(
      fc.property(arbitraryTrace(12), fc.boolean(), (trace, hasFinding) => {
        if (isEarlier(trace)) expect(problems(formatTrace(trace, hasFinding ? finding() : null))).toEqual([]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it.each([
    ['another version', 'irptrace/1', 'irptrace/2'],
    ['an operation that is none', '"op": "write"', '"op": "scribble"'],
    ['a field that is unknown', '"subject"', '"topic"'],
    ['a mode that is none', '"mode": "direct"', '"mode": "both"'],
  ])('refuses %s', (_what, from, to) => {
    const text = formatTrace(finding().trace, finding());
    expect(text).toContain(from);
    expect(problems(text.replace(from, to))).not.toEqual([]);
  });

  it('says of each field of each operation what it is', () => {
    const described = z.array(z.object({ properties: z.record(z.string(), z.unknown()) }));
    const { properties } = z
      .object({ properties: z.object({ ops: z.object({ items: z.object({ oneOf: described }) }) }) })
      .parse(traceJsonSchema());
    const { oneOf } = properties.ops.items;
    expect(oneOf).toHaveLength(kindsOf('native').kinds.length);
    const undescribed = oneOf.flatMap((kind) =>
      Object.entries(kind.properties).flatMap(([key, schema]) =>
        key === 'op' || key === 'buffer' || JSON.stringify(schema).includes('"description"') ? [] : [key],
      ),
    );
    expect(undescribed).toEqual([]);
  });
});
