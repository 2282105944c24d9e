import fc from 'fast-check';
import { DOCUMENTED_PROPERTIES } from '../../src/properties/registry.ts';
import { ACTORS, DELIVERIES, type Evidence } from '../../src/trace/finding/evidence.ts';
import type { Fact, FactDetails, FactKind } from '../../src/trace/finding/fact.ts';
import type { Finding } from '../../src/trace/finding/finding.ts';
import { kindsOf } from '../../src/trace/ops/index.ts';
import {
  type CampaignResult,
  CONCLUSIONS,
  RESULT_FORMAT,
  SIZE_CLASSES,
} from '../../src/trace/result/result.ts';
import { VIOLATION_KINDS } from '../../src/trace/run/violation.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { arbitraryTrace } from '../trace/arbitrary-trace.ts';

const OP_KINDS = kindsOf('native').kinds;

/** Text that means something to a format that reports are written in, or to what shows them. */
export const HOSTILE = [
  '<&"\']]>\u0000\u001b\uffff\ud800 -->',
  '</script><img src=x onerror=alert(1)>',
  '</details></summary></code></pre></td></tr></table>',
  '| a | b |\n|---|---|',
  '\\| \\\\| `code` ``` ```` ~~~',
  '# heading\r\n- item\r\n1. item\n> quote',
  '[link](http://example.org) ![image](http://example.org) <http://example.org> www.example.org',
  '{0} {{1}} [text](1)',
  '::error::x%0A::set-output name=a::b',
  '\u200b\ufeff\u00ad\u{e0041}\ufe0f\u0085 ##vso[task.complete] ##[error]',
  '%25%0D%0A, : title=x,file=/etc/passwd',
  '\u202eesrever\u2066 @everyone #1 :smile: $x^2$ &amp; &#124;',
  'x'.repeat(70),
  '',
];

/** Any text, such as a driver may cause. */
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(fc.constantFrom('|', '`', '\\', '<', '\n', '&', '_', '*', '[', ']', '(', ')', '-', 'a'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);
const name = text.map((value) => `d${value}`);
const amount = fc.oneof(fc.constantFrom(0, 1, 1_000_000, Number.MAX_SAFE_INTEGER), fc.nat());
const mode = fc.constantFrom(...BUFFERING_MODES);
const property = fc.constantFrom(...DOCUMENTED_PROPERTIES.map(({ id }) => id), 'model/unheard-of');
const reason = fc.string({
  unit: fc.constantFrom(...'abcXYZ019-_ <>|`[]()%:,#&"\\'),
  minLength: 1,
  maxLength: 40,
});
const hex = fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('hex'));

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const factDetails: { readonly [Kind in FactKind]: fc.Arbitrary<FactDetails[Kind]> } = {
  'request.offset': fc.record({ offset: int64, byteOffset: int64 }),
  'request.userPtr': fc.record({ readSizeBytes: amount, writeSizeBytes: amount }),
  complete: fc.record({ status: fc.integer(), information: amount }),
  returned: fc.record({ status: fc.integer() }),
  violation: fc.record({ kind: fc.constantFrom(...VIOLATION_KINDS), detail: text }),
  userPtr: fc.record({
    method: fc.constantFrom('read', 'write'),
    sizeBytes: amount,
    movedBytes: amount,
  }),
  'bug-check': fc.record({ code: fc.nat(), reason: text }),
};
function factOf<Kind extends FactKind>(kind: Kind) {
  return fc.record({ kind: fc.constant(kind), request: fc.option(amount), detail: factDetails[kind] });
}
const fact: fc.Arbitrary<Fact> = fc.oneof(
  factOf('request.offset'),
  factOf('request.userPtr'),
  factOf('complete'),
  factOf('returned'),
  factOf('violation'),
  factOf('userPtr'),
  factOf('bug-check'),
);

const evidence: fc.Arbitrary<Evidence> = fc.record({
  timeline: fc.array(
    fc.record({
      op: fc.nat(5),
      actor: fc.constantFrom(...ACTORS),
      to: fc.option(fc.constantFrom(...ACTORS)),
      text,
      isMarked: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  facts: fc.array(fact, { maxLength: 3 }),
  buffer: fc.option(
    fc.record({
      pageOffset: fc.nat(4095),
      lengthBytes: fc.nat(9000),
      memory: fc.constantFrom(
        'read-write',
        'read-only',
        'no-access',
        'last-page-no-access',
        'null',
        'kernel',
        'kernel-page',
        'first-page',
      ),
      shared: fc.boolean(),
      frames: fc.array(fc.nat(99), { maxLength: 3 }),
      irp: fc.option(fc.record({ lengthBytes: fc.nat(9000), delivery: fc.constantFrom(...DELIVERIES) })),
      mapped: fc.boolean(),
      offending: fc.array(fc.record({ from: fc.integer(), to: fc.integer() }), { maxLength: 2 }),
    }),
  ),
  bytes: fc.array(
    fc.record({ what: text, from: fc.nat(), expected: fc.option(hex), observed: hex, totalBytes: amount }),
    { maxLength: 2 },
  ),
  observed: fc.array(
    fc.record({
      ending: fc.constantFrom('returned', 'blocked', 'bug-check'),
      status: fc.integer(),
      iosbWritten: fc.boolean(),
      information: fc.oneof(amount, fc.constant(2 ** 64)),
    }),
    { maxLength: 3 },
  ),
  signs: fc.array(text, { maxLength: 3 }),
});

const finding: fc.Arbitrary<Finding> = fc
  .record(
    {
      property,
      reason,
      origin: name,
      severity: fc.constantFrom('error', 'warning'),
      op: fc.nat(5),
      where: fc.record({ op: fc.nat(5), request: fc.option(amount), moment: amount }),
      expected: text,
      observed: text,
      consequence: text,
      remarks: fc.array(text, { maxLength: 2 }),
      trace: arbitraryTrace(5),
      original: arbitraryTrace(5),
      executions: amount,
      minimization: fc.constantFrom('complete', 'unfinished', 'none'),
      relevance: fc.record({
        matters: fc.array(text, { maxLength: 2 }),
        doesNotMatter: fc.array(text, { maxLength: 2 }),
        executions: amount,
      }),
      evidence,
      known: fc.boolean(),
      note: text,
    },
    { noNullPrototype: true },
  )
  .chain(({ origin, note, ...rest }) =>
    fc.tuple(fc.boolean(), fc.boolean()).map(
      ([hasOrigin, hasNote]): Finding => ({
        ...rest,
        ...(hasOrigin ? { origin } : {}),
        ...(hasNote ? { note } : {}),
      }),
    ),
  );

const timing = fc.record({
  startedAt: fc
    .date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  elapsedMs: fc.double({ min: 0, max: 1e17, noNaN: true }),
  workers: fc.integer({ min: 1, max: 64 }),
  shards: fc.integer({ min: 1, max: 64 }),
});

const refused = fc.record({
  cases: amount,
  traces: amount,
  first: fc.record({
    caseIndex: fc.integer(),
    feature: fc.constantFrom('asynchronous requests', 'a routine with an argument'),
    op: fc.integer({ min: -1, max: 5 }),
    operation: fc.constantFrom(...OP_KINDS, 'exit', 'load'),
    major: fc.constantFrom('IRP_MJ_READ', 'IRP_MJ_CLEANUP', null),
    variant: fc.option(property),
  }),
});

const code = fc.constantFrom(0, 0x222000, 0xffff_ffff);
const lengths = fc.array(fc.nat(9000), { maxLength: 2 });
const scouted = fc.record({
  requests: amount,
  ended: fc.boolean(),
  codes: fc.array(
    fc.record({
      code,
      recognised: fc.boolean(),
      statuses: fc.array(name, { maxLength: 2 }),
      inputs: lengths,
      outputs: lengths,
    }),
    { maxLength: 3 },
  ),
});
const controls = fc.array(
  fc.record({
    code: fc.option(code),
    sent: amount,
    statuses: fc.array(fc.record({ status: fc.option(name), requests: amount }), { maxLength: 4 }),
  }),
  { maxLength: 8 },
);

const known = fc.record({ property, reason, mode, note: text });

const arbitraryParts = fc.record(
  {
    format: fc.constant(RESULT_FORMAT),
    version: fc.constantFrom('0.1.0', '1.0.0-beta.1'),
    subject: fc.oneof(
      name,
      fc.constantFrom('article', './my driver.ts', '/abs/driver.js', 'C:\\x\\d.ts', '../a:b.mts'),
    ),
    openName: name,
    model: fc.option(name),
    seed: fc.nat(),
    casesRequested: amount,
    cases: amount,
    calls: amount,
    executions: amount,
    distinctTraces: amount,
    modes: fc.array(fc.record({ mode, cases: amount, calls: amount }), { maxLength: 3 }),
    opKinds: fc.record(
      Object.fromEntries(OP_KINDS.map((kind) => [kind, amount])) as Record<
        (typeof OP_KINDS)[number],
        typeof amount
      >,
    ),
    coverage: fc.array(
      fc.record({
        op: fc.constantFrom(...OP_KINDS),
        mode,
        size: fc.option(fc.constantFrom(...SIZE_CLASSES)),
        calls: amount,
      }),
      { maxLength: 3 },
    ),
    modelArms: fc.dictionary(name, amount, { maxKeys: 3, noNullPrototype: true }),
    properties: fc.array(
      fc.record({
        id: property,
        verdict: fc.constantFrom('ok', 'finding', 'known', 'warning', 'vacuous', 'skipped'),
        compared: amount,
        unit: fc.constantFrom('cases', 'calls', 'bytes', 'IRPs', 'uses of UserPtr'),
        breaches: amount,
        note: text,
      }),
      { maxLength: 4 },
    ),
    notChecked: fc.array(text, { maxLength: 3 }),
    during: fc.record({ entries: amount, struck: amount }),
    findings: fc.array(finding, { maxLength: 3 }),
    corpus: fc.option(fc.record({ traces: amount, showing: amount })),
    baseline: fc.option(fc.record({ known: amount, fixed: fc.array(known, { maxLength: 2 }) })),
    conclusion: fc.constantFrom(...CONCLUSIONS),
    timing: fc.option(timing),
  },
  { noNullPrototype: true },
);

/** Any result that the format can hold; its parts need not fit each other. */
export const arbitraryResult: fc.Arbitrary<CampaignResult> = fc
  .tuple(arbitraryParts, fc.option(refused), fc.option(scouted), fc.option(controls))
  .map(
    ([parts, some, found, counts]): CampaignResult => ({
      ...parts,
      ...(some !== null && { refused: some }),
      ...(found !== null && { scouted: found }),
      ...(counts !== null && { controls: counts }),
    }),
  );
