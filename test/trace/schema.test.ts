import { describe, expect, it } from 'vitest';
import { parseTrace } from '../../src/trace/json.ts';
import { canonicalOp, OP_KINDS } from '../../src/trace/ops/index.ts';
import { traceJsonSchema } from '../../src/trace/schema.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { TRACE_FORMAT } from '../../src/trace/trace.ts';

describe('the schema of a trace', () => {
  it.each(OP_KINDS)('fills in the canonical values of %s', (kind) => {
    const text = JSON.stringify({
      format: TRACE_FORMAT,
      subject: 'article',
      setting: { mode: 'buffered' },
      ops: [{ op: kind }],
    });
    expect(parseTrace(text)).toEqual({
      trace: {
        format: TRACE_FORMAT,
        subject: 'article',
        setting: settingOf('buffered'),
        ops: [canonicalOp(kind)],
        seed: null,
      },
      finding: null,
      observed: [],
    });
  });

  it('is published as JSON Schema of what may be written', () => {
    expect(traceJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'irptrace/2',
      type: 'object',
      additionalProperties: false,
      required: ['format', 'subject', 'setting', 'ops'],
      properties: { format: { const: 'irptrace/2' }, setting: { required: ['mode'] } },
    });
    expect(JSON.stringify(traceJsonSchema())).toContain('"maximum":16777216');
  });
});
