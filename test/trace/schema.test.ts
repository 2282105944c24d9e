import { describe, expect, it } from 'vitest';
import { parseTrace } from '../../src/trace/json.ts';
import { canonicalOp, kindsOf } from '../../src/trace/ops/index.ts';
import { VIEWS } from '../../src/trace/ops/view.ts';
import { traceJsonSchema } from '../../src/trace/schema.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { TRACE_FORMAT } from '../../src/trace/trace.ts';
import { VERSION } from '../../src/trace/version.ts';

describe('the schema of a trace', () => {
  it.each(kindsOf('native').kinds)('fills in the canonical values of %s', (kind) => {
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
      driver: null,
      model: null,
    });
  });

  const withOps = (setting: object, ...ops: readonly object[]): string =>
    JSON.stringify({
      format: TRACE_FORMAT,
      subject: 'article',
      setting: { mode: 'buffered', ...setting },
      ops,
    });

  it.each(VIEWS.flatMap((view) => kindsOf(view).kinds.map((kind) => [view, kind] as const)))(
    'takes, in the %s view, an operation of the kind %s, which is canonical where it says nothing',
    (view, kind) => {
      const { trace } = parseTrace(withOps({ view }, { op: kind }));
      expect(trace).toMatchObject({ setting: settingOf('buffered', { view }), ops: [canonicalOp(kind)] });
    },
  );

  it('refuses operations of another view than the setting names', () => {
    expect(() => parseTrace(withOps({}, { op: 'open' }, { op: 'ReadFile' }))).toThrow(
      'ops[1].op: expected "open", "read", "write", "flush", "set-position", "query-position", "duplicate", "close", "control" or "fs-control" in the native view, found "ReadFile"',
    );
    expect(() => parseTrace(withOps({ view: 'win32' }, { op: 'open' }))).toThrow(
      /^ops\[0\]\.op: expected "CreateFile", .* in the win32 view, found "open"$/,
    );
    expect(() => parseTrace(withOps({ view: 'posix' }))).toThrow(
      'setting.view: expected "native" or "win32"',
    );
  });

  it('is published as JSON Schema of what may be written', () => {
    expect(traceJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'irptrace/2',
      type: 'object',
      additionalProperties: false,
      required: ['format', 'subject', 'setting', 'ops'],
      properties: {
        format: { const: 'irptrace/2' },
        version: { default: VERSION },
        setting: { required: ['mode'] },
      },
    });
    expect(JSON.stringify(traceJsonSchema())).toContain('"maximum":16777216');
  });
});
