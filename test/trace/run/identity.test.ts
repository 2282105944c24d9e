import { describe, expect, it } from 'vitest';
import { Executor } from '../../../src/execution/execute.ts';
import { replay } from '../../../src/explanation/replay.ts';
import { type Ddi, type DriverModule, DriverObject, Irp, type Va } from '../../../src/impl/ddi/index.ts';
import { PAGE_FAULT_IN_NONPAGED_AREA } from '../../../src/nt/bug-check.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import {
  type NTSTATUS,
  STATUS_INVALID_PARAMETER,
  STATUS_PENDING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { CONTRACT_JUDGED } from '../../../src/properties/contract/judged.ts';
import { judgeModel } from '../../../src/properties/model/judge-model.ts';
import { locate } from '../../../src/properties/origin.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { visibleOf } from '../../../src/trace/run/history.ts';
import { requestOf } from '../../../src/trace/run/request.ts';
import type { Run } from '../../../src/trace/run/run.ts';
import type { Where } from '../../../src/trace/run/where.ts';
import { on, open, read, traceOf, withRoutine, write } from '../../campaign/subjects.ts';
import { bugCheck, irp, runOf } from '../../properties/contract/runs.ts';

function complete(ddi: Ddi, va: Va, status: NTSTATUS, information: number): NTSTATUS {
  const request = new Irp(ddi.memory, va);
  request.status = status;
  request.information = information;
  ddi.IoCompleteRequest(va, 0);
  return status;
}

/** Keeps each read and completes it in the next write, before that one; `after` is what it does with the read then. */
function pipe(information: number, after: (ddi: Ddi, read: Va) => void = () => {}): DriverModule {
  const kept: Va[] = [];
  // Not marked: a request that is pended as it may be ends the run.
  const reads = withRoutine(IRP_MJ_READ, () => (_device, va) => {
    kept.push(va);
    return STATUS_PENDING;
  });
  return {
    driverEntry: (ddi, va, mode) => {
      const status = reads.driverEntry(ddi, va, mode);
      const writes = ddi.routine((_device: Va, irp: Va): NTSTATUS => {
        const waiting = kept.pop();
        if (waiting !== undefined) {
          complete(ddi, waiting, STATUS_SUCCESS, information);
          after(ddi, waiting);
        }
        return complete(ddi, irp, STATUS_INVALID_PARAMETER, 0);
      });
      new DriverObject(ddi.memory, va).setMajorFunction(IRP_MJ_WRITE, writes);
      return status;
    },
  };
}

const OPS = [open({ overlapped: true }), read({ length: 4 }), write({ length: 3 }), on('flush')];

/** A run of a driver, recorded in full; what is recorded for judges is the same. */
function recorded(driver: DriverModule): Run {
  const trace = traceOf('buffered', OPS);
  const execute = (recording: 'judge' | 'full'): Run =>
    new Executor({ driver, openName: '\\??\\Example' }).execute(trace, recording);
  const run = execute('full');
  const judged = execute('judge');
  expect([judged.history, judged.requests, judged.violations]).toEqual([
    run.history,
    run.requests,
    run.violations,
  ]);
  return run;
}

const transfers = (run: Run) => run.requests.filter(({ parameters }) => parameters.length > 0);

describe('a request that is completed while another one is served', () => {
  const run = recorded(pipe(2));
  const [pended, written] = transfers(run);

  it('keeps its own operation, and is completed during the other', () => {
    expect(transfers(run)).toMatchObject([
      {
        op: 1,
        major: IRP_MJ_READ,
        completions: 1,
        returned: STATUS_PENDING,
        ioStatus: STATUS_SUCCESS,
        information: 2,
      },
      { op: 2, major: IRP_MJ_WRITE, completions: 1, ioStatus: STATUS_INVALID_PARAMETER, information: 0 },
    ]);
    const [, , called = 0] = run.history.called;
    expect(pended?.returnedAt).toBeLessThan(called);
    expect(pended?.completedAt).toBeGreaterThan(written?.dispatchedAt ?? Infinity);
    expect(pended?.completedAt).toBeLessThan(written?.completedAt ?? 0);
  });

  it('is what its events are about', () => {
    const completed = run.events.filter(({ kind, op }) => kind === 'complete' && op === 2);
    expect(completed.map(({ request, moment }) => [request, moment])).toEqual([
      [pended?.id, pended?.completedAt],
      [written?.id, written?.completedAt],
    ]);
    // Told of the routine that runs, though.
    const called = run.events.filter((event) => event.kind === 'ddi' && event.op === 2);
    expect(called.map(({ request }) => request)).toEqual([written?.id, written?.id]);
  });

  it('is the one that a touch afterwards is about', () => {
    const touched = recorded(pipe(2, (ddi, va) => new Irp(ddi.memory, va).status));
    const [read] = transfers(touched);
    expect(touched.violations).toMatchObject([
      { op: 2, request: read?.id, kind: 'irp-touched-after-complete' },
    ]);
  });
});

describe('what became visible', () => {
  it('is told in order, of each call and of each request that ended', () => {
    const run = recorded(pipe(2));
    const [, written] = transfers(run);
    const visible = visibleOf(run).map(({ what, op, during }) => `${what} ${op} during ${during}`);
    expect(visible).toEqual([
      'called 0 during 0',
      'completed 0 during 0',
      'returned 0 during 0',
      'called 1 during 1',
      // Nobody ends the read: its caller does not wait, and what completes later is not executed yet.
      'returned 1 during 1',
      'called 2 during 2',
      'completed 2 during 2',
      'returned 2 during 2',
      'called 3 during 3',
      'completed 3 during 3',
      'returned 3 during 3',
    ]);
    expect(visibleOf(run).find(({ what, op }) => what === 'completed' && op === 2)).toMatchObject({
      request: written?.id,
      moment: written?.finishedAt,
    });
  });

  it('may do so during a later operation', () => {
    const history = { called: [1, 4, 7], returned: [3, 6, 9], sent: [0, 1, 2], completed: [2, 0, 9] };
    const requests = [
      irp({ id: 0, op: 0, finishedAt: 8 }),
      irp({ id: 1, op: 1, finishedAt: null }),
      irp({ id: 2, op: 2, finishedAt: 7.5 }),
    ];
    const completed = visibleOf(runOf({ history, requests })).filter(({ what }) => what === 'completed');
    expect(completed.map(({ op, during, request }) => [op, during, request])).toEqual([
      [2, 2, 2],
      [0, 2, 0],
    ]);
  });
});

describe('the request of an identity', () => {
  it('is found also where a run leaves some out', () => {
    const requests = [irp({ id: 1 }), irp({ id: 4 })];
    expect(requestOf({ requests }, 4)).toBe(requests[1]);
    expect(requestOf({ requests }, 1)).toBe(requests[0]);
    expect([requestOf({ requests }, 0), requestOf({ requests }, null)]).toEqual([undefined, undefined]);
  });
});

describe('where a breach is', () => {
  const CONTEXT = { model: null, deviceNames: [], exclusive: false };
  const breachOf = (property: string, run: Run) =>
    CONTRACT_JUDGED.map(({ judge }) => locate(judge(run, CONTEXT), run).breach).find(
      (breach) => breach?.property === property,
    );

  it('contract/information-bounded: the read, when it was completed during the write', () => {
    const run = recorded(pipe(9));
    const [read] = transfers(run);
    const breach = breachOf('contract/information-bounded', run);
    expect(breach?.where).toEqual({ op: 1, request: read?.id, moment: read?.completedAt });
    expect(breach?.origin).toBe('IRP_MJ_READ');
  });

  it('contract/no-touch-after-complete: the read, though it is the write that the driver serves', () => {
    const run = recorded(pipe(2, (ddi, va) => new Irp(ddi.memory, va).status));
    const [read] = transfers(run);
    const breach = breachOf('contract/no-touch-after-complete', run);
    expect(breach).toMatchObject({ op: 2, where: { op: 2, request: read?.id }, origin: 'IRP_MJ_READ' });
    expect(breach?.where.moment).toBe(run.violations[0]?.moment);
  });

  it('contract/complete-once: the request that is completed twice, and not the one that is served', () => {
    const run = recorded(pipe(2, (ddi, va) => ddi.IoCompleteRequest(va, 0)));
    const [read] = transfers(run);
    expect(read).toMatchObject({ op: 1, completions: 2 });
    expect(breachOf('contract/complete-once', run)).toMatchObject({
      where: { op: 1, request: read?.id, moment: read?.completedAt },
      origin: 'IRP_MJ_READ',
    });
  });

  it.each<[string, Partial<Run>, Where]>([
    ['completed-or-pending', { requests: [irp({ completions: 0 })] }, { op: 1, request: 0, moment: 6 }],
    ['pending-marked', { requests: [irp({ returned: STATUS_PENDING })] }, { op: 1, request: 0, moment: 6 }],
    ['status-agrees', { requests: [irp({ ioStatus: -1 })] }, { op: 1, request: 0, moment: 6 }],
    ['no-leak', { requests: [irp({ leftMdls: 1 })] }, { op: 1, request: 0, moment: 7 }],
    ['in-bounds', { bugCheck: bugCheck(PAGE_FAULT_IN_NONPAGED_AREA) }, { op: 1, request: 0, moment: 8 }],
    [
      'lock-released',
      {
        spinLocks: {
          acquired: 1,
          heldAtReturn: null,
          heldAtCompletion: { op: 1, request: 0, moment: 5 },
          inTwoOrders: null,
        },
      },
      { op: 1, request: 0, moment: 5 },
    ],
  ])('contract/%s', (name, more, where) => {
    expect(breachOf(`contract/${name}`, runOf(more))?.where).toEqual(where);
  });

  it('model/status: the answer, and the request that the call became', () => {
    const subject = findSubject('article-verbatim');
    const trace = traceOf('direct', [open(), write({ offset: '1' })]);
    const run = new Executor(subject).execute(trace);
    const { verdicts } = judgeModel(run, subject);
    const where = verdicts.find(({ property }) => property === 'model/status')?.breach?.where;
    expect(where).toEqual({
      op: 1,
      request: requestOf(run, run.history.sent[1] ?? null)?.id,
      moment: run.history.returned[1],
    });
  });

  it('none of it is told: a finding has neither', () => {
    const subject = findSubject('article-verbatim');
    const { breaches } = replay(traceOf('direct', [open(), write({ offset: '1' })]), subject);
    expect(breaches.length).toBeGreaterThan(0);
    for (const breach of breaches) expect(breach).not.toHaveProperty('where');
  });
});
