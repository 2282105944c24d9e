import { describe, expect, it } from 'vitest';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import type { Breach } from '../../src/trace/finding/finding.ts';
import { caseText, formatTrace, parseTrace } from '../../src/trace/json.ts';
import { UnsupportedTraceError } from '../../src/trace/unsupported-trace.ts';
import { VERSION } from '../../src/trace/version.ts';

const EXAMPLE = `{
  "format": "irptrace/2",
  "version": "${VERSION}",
  "subject": "article",
  "setting": { "mode": "direct" },
  "ops": [
    { "op": "open" },
    { "op": "write", "length": 1, "buffer": { "pageOffset": 1 } },
    { "op": "write", "offset": "-1", "data": { "pattern": "counter", "seed": 7 } },
    { "op": "read", "handle": "none", "offset": null, "length": { "last": -1 } }
  ]
}
`;

describe('the JSON form of a trace', () => {
  it('leaves canonical values out, one line for each operation', () => {
    expect(formatTrace(parseTrace(EXAMPLE).trace)).toBe(EXAMPLE);
  });

  it('writes the same text whatever the order of the keys was', () => {
    const shuffled = `{"ops":[{"op":"open"},{"buffer":{"shared":false,"pageOffset":1},"length":1,"op":"write","key":0},
      {"data":{"seed":7,"pattern":"counter"},"offset":"-1","op":"write"},
      {"length":{"last":-1},"op":"read","offset":null,"handle":"none"}],"seed":null,"finding":null,"subject":"article",
      "setting":{"machine":{"frameSeed":-0,"fragmentation":"contiguous"},"unload":[],"load":[],"stack":[],
        "conditions":{"refetched":"unchanged"},"dialect":{"strictOffsets":true},"mode":"direct"},"version":"${VERSION}","format":"irptrace/2"}`;
    expect(formatTrace(parseTrace(shuffled).trace)).toBe(EXAMPLE);
  });

  it('writes setting, seed and finding when they are not canonical', () => {
    const text = `{
  "format": "irptrace/2",
  "version": "${VERSION}",
  "subject": "record",
  "setting": { "mode": "neither", "dialect": { "strictOffsets": false }, "machine": { "fragmentation": "scattered", "frameSeed": 3 }, "stack": ["copy"], "conditions": { "refetched": "ones" }, "load": [{ "at": "pool-allocation", "do": "fail" }], "unload": [{ "at": { "point": "system-mapping", "nth": 1 }, "do": "fail" }] },
  "ops": [
    { "op": "read", "during": [{ "at": { "point": "pool-allocation", "nth": 2 }, "do": "fail" }] }
  ],
  "seed": { "seed": -5, "caseIndex": 7 },
  "finding": {
    "property": "model/status",
    "reason": "A-for-B",
    "severity": "error",
    "op": 0,
    "expected": "B",
    "observed": "A"
  }
}
`;
    const { trace, finding } = parseTrace(text);
    expect(formatTrace(trace, finding)).toBe(text);
  });

  it('writes what was observed, one line for each operation', () => {
    const observed = `  "observed": [
    { "status": "STATUS_SUCCESS", "information": 1 },
    { "status": "0xE0001234", "iosbWritten": false },
    { "ending": "bug-check", "iosbWritten": false }
  ]
}
`;
    const text = EXAMPLE.replace('  ]\n}\n', `  ],\n${observed}`);
    const document = parseTrace(text);
    expect(document.observed).toEqual([
      { ending: 'returned', status: STATUS_SUCCESS, iosbWritten: true, information: 1 },
      { ending: 'returned', status: 0xe0001234 | 0, iosbWritten: false, information: 0 },
      { ending: 'bug-check', status: 0, iosbWritten: false, information: 0 },
    ]);
    expect(formatTrace(document.trace, null, document.observed)).toBe(text);
  });

  it('reads what earlier versions wrote: a fault becomes an entry, options and machine the setting', () => {
    const earlier = `{"format":"irptrace/1","subject":"x","options":{"mode":"direct","dialect":{"strictOffsets":false}},
      "machine":{"fragmentation":"reversed"},"schedule":[],"ops":[{"op":"write","fault":"system-mapping","length":3}]}`;
    expect(formatTrace(parseTrace(earlier).trace)).toBe(`{
  "format": "irptrace/2",
  "version": "${VERSION}",
  "subject": "x",
  "setting": { "mode": "direct", "dialect": { "strictOffsets": false }, "machine": { "fragmentation": "reversed" } },
  "ops": [
    { "op": "write", "length": 3, "during": [{ "at": "system-mapping", "do": "fail" }] }
  ]
}
`);
  });

  it('has no words for a schedule of theirs, which nothing executed', () => {
    const text = `{"format":"irptrace/1","subject":"x","options":{"mode":"direct"},"ops":[],
      "schedule":[{"op":0,"point":1,"run":"dpc"}]}`;
    expect(() => parseTrace(text)).toThrow(UnsupportedTraceError);
  });

  it('names the version that wrote it, which is no part of the case', () => {
    const { trace } = parseTrace(EXAMPLE);
    const written = `  "version": "${VERSION}",\n`;
    expect(formatTrace(trace)).toContain(written);
    expect(caseText(trace)).toBe(EXAMPLE.replace(written, ''));
    expect(parseTrace(caseText(trace))).toEqual(parseTrace(EXAMPLE));
    expect(parseTrace(EXAMPLE.replace(VERSION, '0.0.9'))).toEqual(parseTrace(EXAMPLE));
    expect(parseTrace(EXAMPLE.replace(VERSION, '999.0.0'))).toEqual(parseTrace(EXAMPLE));
  });

  it('skips a byte order mark', () => {
    expect(parseTrace(`\ufeff${EXAMPLE}`)).toEqual(parseTrace(EXAMPLE));
  });

  it('leaves out what a full finding has beyond a breach', () => {
    const { trace } = parseTrace(EXAMPLE);
    const breach = {
      property: 'model/data',
      reason: 'x',
      severity: 'error',
      op: 1,
      expected: '',
      observed: '',
    } as const;
    expect(parseTrace(formatTrace(trace, { ...breach, executions: 5 } as Breach)).finding).toEqual(breach);
  });
});
