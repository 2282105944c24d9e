import { describe, expect, it } from 'vitest';
import { replayExitCode, replayText } from '../../src/report/replay-text.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { ReplayResult } from '../../src/trace/result/replay-result.ts';
import { EVIDENCE, finding, generatedTrace, OPEN_NAME, unalignedWrite } from './results.ts';

const SUCCESS = {
  op: canonicalOp('open'),
  ending: 'returned',
  status: 0,
  iosbWritten: true,
  information: 1,
} as const;
const END_OF_FILE = {
  op: canonicalOp('write'),
  ending: 'returned',
  status: 0xc0000011 | 0,
  iosbWritten: false,
  information: 0,
} as const;
const recorded = finding();
const options = { colour: false, openName: OPEN_NAME, recorded, observed: [], notChecked: null };

function replayed(parts: Partial<ReplayResult> = {}): ReplayResult {
  return {
    trace: unalignedWrite(),
    breaches: [recorded],
    refused: null,
    steps: [SUCCESS, END_OF_FILE],
    remarks: [],
    evidence: EVIDENCE,
    ...parts,
  };
}

const clean = { breaches: [], steps: [SUCCESS, SUCCESS], evidence: NO_EVIDENCE };

describe('replayText', () => {
  it('tells what was observed and what that breaches', () => {
    expect(replayText(replayed(), options)).toMatchInlineSnapshot(`
      "article-verbatim · direct · 2 ops
        1 open  \\??\\Example                             STATUS_SUCCESS, Information 1
        2 write offset 0, 1 byte, buffer page 0 +0x001  STATUS_END_OF_FILE
                page 0 +0x001, 1 byte ─ MDL ByteOffset 1, ByteCount 1 ─ frames 7
        Cause: request.offset() = 1; stack ByteOffset = 0
               the dispatch routine returned STATUS_END_OF_FILE

      FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS  operation 2
        expected STATUS_SUCCESS, Information 1
        observed STATUS_END_OF_FILE

      recorded finding model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS: still shows
      1 finding (exit 1)
      "
    `);
  });

  it('tells of a run that went astray by remarks alone', () => {
    const text = replayText(replayed({ steps: [], remarks: ['the driver does not come back'] }), options);
    expect(text).toContain('  Cause: the driver does not come back\n\n');
    expect(text).not.toContain('frames');
  });

  it('tells that a recorded finding is gone', () => {
    expect(replayText(replayed(clean), options)).toMatch(
      /: does not show any more\nno finding \(exit 0\)\n$/,
    );
  });

  it('keeps other findings apart from the recorded one', () => {
    const breaches = [finding({ reason: 'bug-check-for-STATUS_SUCCESS' }), finding({ severity: 'warning' })];
    const other = { ...options, recorded: finding({ property: 'model/data' }) };
    const text = replayText(replayed({ breaches }), other);
    expect(text).toMatch(/model\/data STATUS_END_OF_FILE-for-STATUS_SUCCESS: does not show any more\n/);
    expect(text).toMatch(/1 finding, 1 warning \(exit 1\)\n$/);
  });

  it('needs no recorded finding', () => {
    const text = replayText(replayed(clean), { ...options, recorded: null });
    expect(text).toContain('the trace names no finding that it should show\n');
  });

  it('tells how the machine stopped, and what was not reached', () => {
    const stopped = (ending: 'blocked' | 'bug-check') =>
      replayed({ steps: [{ ...SUCCESS, ending }], breaches: [] });
    expect(replayText(stopped('blocked'), options)).toMatch(/open .* never returns\n.*not reached\n/);
    expect(replayText(stopped('bug-check'), options)).toMatch(/open .* bug check\n.*not reached\n/);
  });

  it('shows a breach of the unload at the end', () => {
    const text = replayText(replayed({ breaches: [finding({ op: 2 })] }), options);
    expect(text).toMatch(/\n {4}end +after the last operation\n/);
    expect(text).toContain('  at the end\n');
  });
});

it('replayExitCode is 1 when a breach shows', () => {
  expect(replayExitCode(replayed(), options)).toBe(1);
  expect(replayExitCode(replayed(clean), options)).toBe(0);
});

describe('a recorded finding that could not be looked for', () => {
  const unchecked = { ...options, notChecked: 'no model of the device' };

  it('is neither there nor gone: exit 5', () => {
    expect(replayExitCode(replayed(clean), unchecked)).toBe(5);
    expect(replayText(replayed(clean), unchecked)).toMatch(
      /: not checked: no model of the device\nno finding \(exit 5\)\n$/,
    );
  });

  it('shows all the same where it does, and another error is one', () => {
    expect(replayExitCode(replayed(), unchecked)).toBe(1);
    expect(replayText(replayed(), unchecked)).toContain(': still shows\n');
    const other = replayed({ breaches: [finding({ property: 'contract/in-bounds' })] });
    expect(replayExitCode(other, unchecked)).toBe(1);
    expect(replayExitCode(replayed(clean), { ...unchecked, recorded: null })).toBe(0);
  });
});

describe('what was recorded of the operations', () => {
  const observed = [
    { ending: 'returned', status: 0, iosbWritten: true, information: 1 },
    { ending: 'returned', status: 0xc0000011 | 0, iosbWritten: false, information: 0 },
  ] as const;

  it('goes without saying where the replay observes the same', () => {
    expect(replayText(replayed(), { ...options, observed })).toBe(replayText(replayed(), options));
  });

  it('is compared with what the replay observes', () => {
    const text = replayText(replayed(clean), { ...options, observed });
    expect(text).toMatch(/: does not show any more\nobserved otherwise than recorded:\n/);
    expect(text).toContain(
      '  2 write offset 0, 1 byte, buffer page 0 +0x001  was STATUS_END_OF_FILE, now STATUS_SUCCESS, Information 1\n',
    );
  });

  it('is compared where the finding still shows, too', () => {
    const stopped = replayed({ steps: [{ ...SUCCESS, ending: 'bug-check' }] });
    const text = replayText(stopped, { ...options, observed });
    expect(text).toMatch(/: still shows\nobserved otherwise than recorded:\n {2}1 open .*, now bug check\n/);
    expect(text).toContain('  was STATUS_END_OF_FILE, now not reached\n');
  });

  it('that alone does not tell why a finding is gone', () => {
    const text = replayText(replayed({ breaches: [], evidence: NO_EVIDENCE }), { ...options, observed });
    expect(text).toContain(
      ': does not show any more\nevery operation was observed as it was recorded\nno finding',
    );
  });

  it('of an operation that was not reached then', () => {
    const text = replayText(replayed(), { ...options, observed: observed.slice(0, 1) });
    expect(text).toContain('  was not reached, now STATUS_END_OF_FILE\n');
  });

  it('is cut off after a dozen', () => {
    const trace = generatedTrace();
    const text = replayText(replayed({ trace, steps: [] }), {
      ...options,
      observed: trace.ops.map(() => observed[0]),
    });
    expect(text.match(/ was STATUS_SUCCESS/g)).toHaveLength(12);
    expect(text).toContain('  … 29 operations more\n');
  });
});
