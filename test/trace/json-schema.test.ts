import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatTrace } from '../../src/trace/json.ts';
import { OP_KINDS } from '../../src/trace/ops/index.ts';
import { traceJsonSchema } from '../../src/trace/schema.ts';
import { VERSION } from '../../src/trace/version.ts';
import { finding } from '../report/results.ts';
import { schemaProblems } from '../report/validators.ts';

const problems = schemaProblems(traceJsonSchema());

describe('the published JSON Schema of a trace', () => {
  it.each([
    ['another version', 'irptrace/2', 'irptrace/1'],
    ['an operation that is none', '"op": "write"', '"op": "scribble"'],
    ['a field that is unknown', '"subject"', '"topic"'],
    ['a version that is none', `"version": "${VERSION}"`, '"version": "next"'],
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
    expect(oneOf).toHaveLength(OP_KINDS.length);
    const undescribed = oneOf.flatMap((kind) =>
      Object.entries(kind.properties).flatMap(([key, schema]) =>
        key === 'op' || key === 'buffer' || JSON.stringify(schema).includes('"description"') ? [] : [key],
      ),
    );
    expect(undescribed).toEqual([]);
  });
});
