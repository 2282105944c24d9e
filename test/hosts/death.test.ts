import { describe, expect, it } from 'vitest';
import { BOOT_OP } from '../../src/execution/beacon.ts';
import { deadlyOpKind, deathBreach, longRunBreach, minimizeDeath } from '../../src/hosts/death.ts';
import type { Death } from '../../src/hosts/host.ts';
import { IRP_MJ_READ } from '../../src/nt/irp.ts';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { toldBreach } from '../../src/trace/finding/finding.ts';
import type { RunEvent } from '../../src/trace/run/event.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { on, open, read, traceOf, write } from '../campaign/subjects.ts';
import { eventOf } from '../trace/run/events.ts';

const trace = traceOf('direct', [
  open(),
  write({ length: 70 }),
  on('flush'),
  read({ length: 500 }),
  on('close'),
]);

const death = (parts: Partial<Death> = {}): Death => ({
  died: true,
  reason: 'never-returns',
  caseIndex: 0,
  op: 3,
  modelCall: null,
  executions: 1,
  trace: null,
  events: [],
  ...parts,
});

describe('the breach', () => {
  it.each<[Partial<Death>, string, number, string, string]>([
    [{}, 'never-returns', 3, 'the call', 'does not come back'],
    [{ reason: 'out-of-memory' }, 'never-returns', 3, 'the call', 'does not come back'],
    [{ reason: 'ends-the-process' }, 'ends-the-process', 3, 'the call', 'ends the process'],
    [{ op: BOOT_OP }, 'never-returns-loading', 0, 'DriverEntry', 'does not come back'],
    [{ op: 5 }, 'never-returns-unloading', 5, 'closing and unloading', 'does not come back'],
  ])('%o', (parts, reason, op, from, observed) => {
    expect(deathBreach(death(parts), trace)).toEqual({
      property: 'contract/terminates',
      reason,
      severity: 'error',
      op,
      where: { op, request: null, moment: 0 },
      expected: `the driver comes back from ${from}`,
      observed: `the driver ${observed}`,
    });
  });

  it.each([
    ['out-of-memory', 'never-returns-in-the-long-run'],
    ['ends-the-process', 'ends-the-process-in-the-long-run'],
  ] as const)('of %s that no case shows alone is %s', (reason, code) => {
    expect(longRunBreach(death({ reason, op: BOOT_OP }), trace).reason).toBe(code);
  });

  it('the kind of the operation is that under way, if any', () => {
    expect([0, 3, 5, BOOT_OP].map((op) => deadlyOpKind(death({ op }), trace))).toEqual([
      'open',
      'read',
      null,
      null,
    ]);
  });
});

/** Dies of the first read, telling these events. */
function dyingOf(kind: 'read' | 'flush', events: Death['events'] = []) {
  return (candidate: Trace, role: 'candidate' | 'careful' | 'result'): Promise<Death | null> => {
    const op = candidate.ops.findIndex((each) => each.op === kind);
    const told = role === 'result' ? events.map((event) => ({ ...event, op })) : [];
    return Promise.resolve(op < 0 ? null : death({ op, events: told }));
  };
}

describe('minimizing', () => {
  it('keeps what the driver dies of, for the same reason', async () => {
    const finding = await minimizeDeath(deathBreach(death(), trace), trace, dyingOf('read'));
    expect(finding).toMatchObject({
      property: 'contract/terminates',
      reason: 'never-returns',
      op: 0,
      original: trace,
    });
    expect(finding.trace.ops.map(({ op }) => op)).toEqual(['read']);
    expect([finding.remarks, finding.evidence.facts, finding.evidence.buffer]).toEqual([[], [], null]);
    expect(finding.executions).toBeGreaterThan(2);
  });

  const completing = { name: 'IoCompleteRequest', bytes: null, irql: null };
  it.each<[RunEvent, string]>([
    [
      eventOf('dispatch', {
        major: IRP_MJ_READ,
        length: 1,
        byteOffset: 0n,
        key: 0,
        control: null,
        systemBuffer: true,
        mdl: false,
        mdlByteOffset: 0,
        userBuffer: true,
        level: 0,
      }),
      'the dispatch routine for IRP_MJ_READ was entered and not left',
    ],
    [eventOf('ddi', completing), 'the last call into the kernel was IoCompleteRequest'],
    [
      eventOf('ddi.raised', { name: 'ProbeForRead', status: -1 }),
      'the last call into the kernel was ProbeForRead',
    ],
  ])('tells the last word: $kind', async (event, word) => {
    const finding = await minimizeDeath(deathBreach(death(), trace), trace, dyingOf('read', [event]));
    expect(finding.remarks).toEqual([word]);
  });

  it('no other kind of event is a last word', async () => {
    const events = [
      eventOf('returned', { status: STATUS_SUCCESS, completions: 1, pendingMarked: false, level: 0 }),
    ];
    const finding = await minimizeDeath(deathBreach(death(), trace), trace, dyingOf('read', events));
    expect(finding.remarks).toEqual([]);
  });

  it('a death for another reason is not the same finding', async () => {
    const attempt = async (candidate: Trace): Promise<Death> =>
      death(candidate.ops.length === 5 ? {} : { op: BOOT_OP });
    const finding = await minimizeDeath(deathBreach(death(), trace), trace, attempt);
    expect(finding.trace.ops).toHaveLength(5);
  });

  it('candidates that only seemed to hang are tried again with more time', async () => {
    const attempt = dyingOf('read');
    const finding = await minimizeDeath(deathBreach(death(), trace), trace, async (candidate, role) =>
      role === 'candidate' ? death() : await attempt(candidate, role),
    );
    expect(finding).toMatchObject({ minimization: 'complete' });
    expect(finding.trace.ops.map(({ op }) => op)).toEqual(['read']);
  });

  it('what is not seen when it is tried a last time is kept as it was', async () => {
    const attempt = dyingOf('read');
    const finding = await minimizeDeath(deathBreach(death(), trace), trace, async (candidate, role) =>
      role === 'result' ? null : await attempt(candidate, role),
    );
    expect(finding).toMatchObject({ trace, executions: 0 });
    expect(finding.remarks[0]).toContain('did not show again');
  });
});

it('a trace that is survived when it is tried again stays as it was generated', async () => {
  const breach = deathBreach(death(), trace);
  const finding = await minimizeDeath(breach, trace, async () => null);
  expect(finding).toMatchObject({ ...toldBreach(breach), trace, executions: 0 });
  expect(finding.where).toEqual({ op: breach.op, request: null, moment: 0 });
  expect(finding.remarks).toEqual([expect.stringMatching(/^it did not show again/)]);
});

it('what goes wrong in an attempt is passed on', async () => {
  const attempt = () => Promise.reject(new RangeError('no thread'));
  await expect(minimizeDeath(deathBreach(death(), trace), trace, attempt)).rejects.toThrow('no thread');
});
