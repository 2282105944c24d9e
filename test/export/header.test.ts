import { describe, expect, it } from 'vitest';
import type { ExportedTrace } from '../../src/export/exported-trace.ts';
import { fileName, headerLines, windowsHeaderLines } from '../../src/export/header.ts';
import { programOf } from '../../src/export/program.ts';
import { STATUS_INSUFFICIENT_RESOURCES } from '../../src/nt/ntstatus.ts';
import { failing, failingAt } from '../../src/trace/during.ts';
import type { RecordedBreach } from '../../src/trace/finding/finding.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { exported, op, success } from './traces.ts';

const OPENED = exported([
  { op: op('open'), allowed: [success(0)] },
  { op: op('write'), allowed: [success(0)] },
]);

function finding(parts: Partial<RecordedBreach> = {}): RecordedBreach {
  return {
    property: 'model/status',
    reason: 'x',
    severity: 'error',
    op: 1,
    expected: 'STATUS_SUCCESS',
    observed: 'STATUS_END_OF_FILE',
    ...parts,
  };
}

function head(parts: Partial<ExportedTrace> = {}): string {
  const all = { ...OPENED, ...parts };
  return windowsHeaderLines(all, programOf(all)).join(' ');
}

describe('windowsHeaderLines', () => {
  it('says what happens while the driver is loaded or unloaded', () => {
    const setting = settingOf('direct', {
      load: failing('device-creation'),
      unload: failingAt('pool-allocation', 1),
    });
    const text = head({ trace: { ...OPENED.trace, setting } });
    expect(text).toContain('The trace has the fault device-creation while the driver is loaded, which no');
    expect(text).toContain('the fault pool-allocation (nth 1) while the driver is unloaded, which no');
  });

  it('says what the trace shows, of which driver, in which mode', () => {
    const text = head({ finding: finding(), consequence: 'callers see an error' });
    expect(text).toContain('A finding of irpcheck: model/status, x.');
    expect(text).toContain('At operation 2: expected STATUS_SUCCESS; observed STATUS_END_OF_FILE.');
    expect(text).toContain('On Windows: callers see an error.');
    expect(text).toContain(
      'Driver: article-verbatim. Its device, \\??\\Example, is to use direct I/O (DO_DIRECT_IO).',
    );
    expect(text).not.toContain('Verifier');
    expect(head()).toContain('without a recorded finding');
  });

  it('says what to watch for where a caller sees nothing', () => {
    const contract = finding({ property: 'contract/no-leak' });
    expect(head({ finding: contract, consequence: 'bug check 0x76' })).toMatch(
      /A caller may see nothing of this\. Watch for: bug check 0x76\..* verifier \/standard \/driver <name>\.sys/,
    );
    expect(head({ finding: contract })).toContain('Watch for: a bug check.');
    expect(head({ finding: finding({ property: 'metamorphic/alignment' }) })).toContain(
      'under other conditions',
    );
  });

  it('says what of the machine is left out', () => {
    const { trace } = OPENED;
    const text = head({
      trace: {
        ...trace,
        setting: settingOf('neither', {
          machine: { fragmentation: 'scattered', frameSeed: 3 },
          dialect: { systemBuffer: 'zeroed', strictOffsets: false },
        }),
      },
    });
    expect(text).toContain('scattered physical pages');
    expect(text).toContain('negative offsets');
    expect(text).toContain('clears the SystemBuffer');
    expect(text).not.toContain('while the driver is');
  });

  it('warns of a trace that stopped the machine, and says what never ran', () => {
    const { trace } = OPENED;
    const stopping = exported([{ op: op('open'), allowed: [success(0)], observed: { ending: 'bug-check' } }]);
    const rest = (count: number) =>
      head({ calls: stopping.calls, trace: { ...trace, ops: Array(1 + count).fill(op('flush')) } });
    expect(rest(0)).toMatch(/CAUTION: .* stopped at operation 1\./);
    expect(rest(0)).not.toContain('never ran');
    expect(rest(1)).toContain("The trace's last operation never ran there");
    expect(rest(2)).toContain("The trace's last 2 operations never ran there");
  });

  it('says where the finding is out of a program’s reach', () => {
    expect(head({ finding: finding({ op: 2 }) })).toMatch(
      /When the driver is unloaded: .* stop the driver when this/,
    );
    const { calls } = exported([
      { op: op('open'), allowed: [success(0)] },
      {
        op: op('write', { during: failing('system-mapping') }),
        allowed: [{ status: STATUS_INSUFFICIENT_RESOURCES }],
      },
    ]);
    expect(head({ finding: finding(), calls })).toMatch(
      /does not show it: operation 2: needs the fault system-mapping.* operation 2 has the fault system-mapping\. Driver V/,
    );
    expect(head({ finding: finding() })).not.toMatch(/does not show it|fault/);
  });

  it('says where the finding’s operation is compared with nothing', () => {
    const lost = exported([
      { op: op('open'), allowed: [success(0)] },
      { op: op('write'), allowed: null },
    ]);
    const without = exported([
      { op: op('open'), allowed: null },
      { op: op('write'), allowed: null },
    ]);
    const of = ({ calls }: ExportedTrace, at: number) => head({ finding: finding({ op: at }), calls });
    expect(of(lost, 0)).not.toContain('does not show it');
    expect(of(lost, 1)).toMatch(/does not show it: operation 2: no expectation: an earlier call led to/);
    expect(of(without, 1)).toMatch(/does not show it: operation 2: no expectation: no model/);
  });

  it('names the faults up to the finding’s operation, whatever they came to', () => {
    const fault = { during: failing('pool-allocation') } as const;
    const { calls } = exported([
      { op: op('open'), allowed: [success(0)] },
      { op: op('write', { length: 1, ...fault }), allowed: [{ status: STATUS_INSUFFICIENT_RESOURCES }] },
      { op: op('write', { length: 1, ...fault }), allowed: [success(1)] },
      { op: op('write', { length: 1 }), allowed: [success(1)] },
      { op: op('write', { length: 1, ...fault }), allowed: [success(1)] },
    ]);
    const ops = Array(5).fill(op('write'));
    const text = head({ finding: finding({ op: 3 }), calls, trace: { ...OPENED.trace, ops } });
    expect(text).toContain(
      'can cause or time: operation 2 has the fault pool-allocation, operation 3 has the fault pool-allocation. Driver',
    );
    expect(text).not.toContain('does not show it');
  });
});

it('headerLines: what a test says, which performs the trace as it is', () => {
  const { trace } = OPENED;
  const all: ExportedTrace = {
    ...OPENED,
    finding: finding({ property: 'contract/no-leak' }),
    trace: {
      ...trace,
      setting: settingOf('direct', { machine: { fragmentation: 'reversed', frameSeed: 0 } }),
    },
  };
  const text = headerLines(all).join(' ');
  expect(text).toMatch(/^A finding of irpcheck: contract\/no-leak, x\. .* Driver: article-verbatim\./);
  expect(text).not.toMatch(/Verifier|physical pages/);
});

it('fileName is a name that needs no quotes', () => {
  expect(fileName({ ...OPENED, name: 'model-status-1.min' })).toBe('model-status-1.min');
  expect(fileName({ ...OPENED, name: 'a b' })).toBe('trace');
  expect(fileName({ ...OPENED, name: '' })).toBe('trace');
});
