import { describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../src/campaign/session.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { minimizeTrace } from '../../src/explanation/minimize-trace.ts';
import { relevance } from '../../src/explanation/relevance/relevance.ts';
import { type MinimizeProgress, minimizeIn, sought } from '../../src/hosts/minimize-in.ts';
import { ThreadHost } from '../../src/hosts/thread-host.ts';
import { type Device, Ok, type Result, type WriteRequest } from '../../src/impl/framework/index.ts';
import { askAll } from '../../src/minimize/asking.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import { failing } from '../../src/trace/during.ts';
import { type FindingKey, NO_RELEVANCE } from '../../src/trace/finding/finding.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { at, driverOf, on, open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';
import { type Dying, FakeThreads } from './fake-thread.ts';
import { FakeChanges, readsWith } from './serve.setup.ts';

const source = { name: 'test', driver: null, model: null };

const LONG = traceOf('direct', [
  open(),
  read({ length: 5 }),
  write({ length: 7, buffer: at(33) }),
  on('flush'),
  write({ length: 900, offset: '3' }),
]);

const STATUS = { property: 'model/status', reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS' };

function sessionWith(threads: FakeThreads): Promise<Session> {
  return openSession({ source, startThread: threads.start });
}

/** The first finding that a trace shows. */
async function firstOf(session: Session, trace: Trace): Promise<FindingKey> {
  const [first] = (await session.replay(trace, null)).breaches;
  if (first === undefined) throw new Error('the trace shows nothing');
  return first;
}

const kindsOf = (threads: FakeThreads) => threads.requests.map(({ kind }) => kind);

/** Candidates that a minimization asked about so far: before it asks for the result. */
function candidatesIn(threads: FakeThreads): number {
  const [candidates = ''] = kindsOf(threads).join().split('explain');
  return candidates.split(',').filter((kind) => kind === 'fails').length;
}

/** Whether the fields of a minimal trace are being tried. */
function triesFields(threads: FakeThreads): boolean {
  const kinds = kindsOf(threads);
  return kinds.at(-1) === 'fails' && kinds.includes('explain');
}

/** Forgets to complete reads; `onWrite` is called at each write. */
function forgetful(onWrite: () => void): Subject {
  return subjectOf(
    driverOf(
      () =>
        new (class extends ArticleDevice {
          override write(device: Device, request: WriteRequest): Result<void> {
            onWrite();
            return super.write(device, request);
          }

          override read(): Result<void> {
            return Ok();
          }
        })(),
    ),
  );
}

describe('minimizing a trace from anywhere', () => {
  it('keeps the origin of the finding', async () => {
    const session = await sessionWith(new FakeThreads(() => findSubject('article-verbatim')));
    const during = failing('system-mapping');
    const trace = traceOf('direct', [open(), write({ length: 1 }), read({ length: 1, during })]);
    const key = { property: 'contract/survives-faults', reason: 'bug-check-0x3b' };
    const origin = 'IRP_MJ_READ, under a fault';
    expect((await session.minimize(trace, { ...key, origin }))?.trace.ops).toEqual(trace.ops);
    const any = await session.minimize(trace, key);
    expect(any?.trace.ops).toEqual([open(), write({ length: 1, during })]);
    expect(any?.origin).toBe('IRP_MJ_WRITE, under a fault');
    await session.close();
  });

  it('comes to what this thread comes to, and tells each simpler trace', async () => {
    const subject = findSubject('article-verbatim');
    const session = await sessionWith(new FakeThreads(() => subject));
    const progress: MinimizeProgress[] = [];
    const finding = await session.minimize(LONG, STATUS, { onProgress: (state) => progress.push(state) });
    const runner = new CaseRunner(subject);
    const local = minimizeTrace(runner, LONG, STATUS);
    expect(local).not.toBeNull();
    const fields =
      local &&
      askAll(
        relevance(local.trace, { op: local.op, modes: runner.modes }),
        (candidate) => runner.breachWith(candidate, local) !== null,
      );
    expect(finding).toEqual({ ...local, relevance: fields });
    expect(await minimizeIn(new ThreadHost(subject), LONG, sought(STATUS), {})).toEqual(finding);
    expect(finding).toMatchObject({ ...STATUS, original: LONG, minimization: 'complete' });
    expect(finding?.relevance.matters).toContain('in-page offset (≥ 1)');
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.at(-1)?.ops).toBe(2);
    expect(progress.map(({ ops }) => ops)).toEqual(progress.map(({ ops }) => ops).sort((a, b) => b - a));
  });

  it('keeps to a budget', async () => {
    const session = await sessionWith(new FakeThreads(() => findSubject('article-verbatim')));
    const finding = await session.minimize(LONG, STATUS, { budget: 3 });
    expect(finding).toMatchObject({ executions: 3, minimization: 'unfinished' });
  });

  it.each([
    STATUS,
    { property: 'contract/terminates', reason: 'never-returns' },
    {
      property: 'contract/self-contained',
      reason: 'changes-Array.prototype.at',
    },
  ])('a trace that does not show $property has no minimum', async (key) => {
    const session = await sessionWith(new FakeThreads(() => findSubject('article')));
    expect(await session.minimize(LONG, key)).toBeNull();
  });
});

describe('a driver that changes the engine', () => {
  const changing = { property: 'contract/self-contained', reason: 'changes-Math' };
  const trace = traceOf('direct', [
    open(),
    write({ length: 7 }),
    on('flush'),
    read({ length: 5 }),
    on('close'),
  ]);

  /** A session on a driver whose reads change something, `times` at most. */
  async function sessionChanging(
    changes: FakeChanges,
    name: (read: number) => string | null,
  ): Promise<Session> {
    let reads = 0;
    const subject = readsWith(() => {
      reads += 1;
      const changed = name(reads);
      if (changed !== null) changes.change(changed);
    });
    return await sessionWith(new FakeThreads(() => subject, changes));
  }

  it('has what it takes to see the same change', async () => {
    const session = await sessionChanging(new FakeChanges(), () => 'Math');
    const finding = await session.minimize(trace, changing);
    expect(finding).toMatchObject({ ...changing, remarks: ['the driver changes Math'], original: trace });
    expect(finding?.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
    expect(finding?.minimization).toBe('complete');
    expect(finding?.relevance).toBe(NO_RELEVANCE);
  });

  it('keeps the trace where a simpler one changes something else', async () => {
    const session = await sessionChanging(new FakeChanges(), (read) => (read <= 2 ? 'Math' : 'JSON'));
    expect(await session.minimize(trace, { ...changing, reason: 'changes-Array' })).toBeNull();
    expect(await session.minimize(trace, { ...changing, reason: 'changes-JSON' })).not.toBeNull();
  });

  it('is not tried again where the change can not be put back', async () => {
    const changes = new FakeChanges(false);
    const session = await sessionChanging(changes, () => 'Math');
    const finding = await session.minimize(trace, changing);
    expect(finding).toMatchObject({ trace, executions: 0 });
    expect(finding?.remarks).toEqual(['not minimized: what the driver changes can not be put back']);
  });

  it.each([1, 2])('has no minimum when it shows %i times and never again', async (times) => {
    const session = await sessionChanging(new FakeChanges(), (read) => (read <= times ? 'Math' : null));
    expect(await session.minimize(trace, changing)).toBeNull();
  });
});

describe('a driver that dies of what is tried', () => {
  it('is asked about the next one, and counts it as one that does not show it', async () => {
    const died: string[] = [];
    const threads: FakeThreads = new FakeThreads(() =>
      forgetful(() => {
        const last = threads.requests.at(-1);
        if (last?.kind !== 'fails' || candidatesIn(threads) === 1 || died.length === 2) return;
        died.push(JSON.stringify(last.trace));
        threads.die('exit');
      }),
    );
    const session = await sessionWith(threads);
    const trace = traceOf('direct', [open(), write({ length: 3 }), write(), read({ length: 1 })]);
    const finding = await session.minimize(trace, await firstOf(session, trace));
    expect(finding).toMatchObject({ original: trace, minimization: 'complete' });
    expect(finding?.trace.ops).toEqual([open(), read()]);
    expect(died).toHaveLength(2);
    expect(finding?.executions).toBe(candidatesIn(threads));
    const asked = threads.requests
      .filter(({ kind }) => kind === 'fails')
      .slice(0, finding?.executions)
      .map((request) => JSON.stringify('trace' in request ? request.trace : null));
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toEqual(expect.arrayContaining(died));
  });

  it('is left when it dies of five of them, with the simplest trace so far', async () => {
    let simpler = 0;
    const deadly = new Set<unknown>();
    const threads: FakeThreads = new FakeThreads(() =>
      forgetful(() => {
        const last = threads.requests.at(-1);
        if (last?.kind !== 'fails' || simpler === 0 || triesFields(threads)) return;
        deadly.add(last);
        threads.die('exit');
      }),
    );
    const session = await sessionWith(threads);
    const ops = [open(), write({ length: 3 }), write(), write({ key: 2 }), read({ length: 1 }), read()];
    const trace = traceOf('direct', ops);
    const finding = await session.minimize(trace, await firstOf(session, trace), {
      onProgress: (state) => {
        simpler = state.ops;
      },
    });
    expect(finding).toMatchObject({ original: trace, minimization: 'unfinished' });
    expect(finding?.trace.ops).toHaveLength(simpler);
    expect(deadly.size).toBe(5);
    const before = kindsOf(threads).slice(0, kindsOf(threads).indexOf('explain'));
    expect(finding?.executions).toBeLessThan(before.length);
  });

  it('of the result once more has the trace as it was', async () => {
    const threads: FakeThreads = new FakeThreads(() => {
      const { driver } = findSubject('article-verbatim');
      return subjectOf({
        driverEntry(...parameters) {
          if (threads.requests.at(-1)?.kind === 'explain') threads.die('exit');
          return driver.driverEntry(...parameters);
        },
      });
    });
    const session = await sessionWith(threads);
    const finding = await session.minimize(LONG, await firstOf(session, LONG));
    expect(finding).toMatchObject({ trace: LONG, minimization: 'none', relevance: NO_RELEVANCE });
    expect(finding?.remarks).toEqual([
      'not minimized: the driver does not come back from the traces that are tried',
    ]);
    expect(kindsOf(threads).slice(-2)).toEqual(['explain', 'explain']);
  });

  it('has no fields that matter when trying them kills it again and again', async () => {
    const threads: FakeThreads = new FakeThreads(() => {
      const { driver } = findSubject('article-verbatim');
      return subjectOf({
        driverEntry(...parameters) {
          if (triesFields(threads)) threads.die('exit');
          return driver.driverEntry(...parameters);
        },
      });
    });
    const session = await sessionWith(threads);
    const trace = traceOf('direct', [open(), on('flush')]);
    const finding = await session.minimize(trace, await firstOf(session, trace));
    expect(finding).toMatchObject({ minimization: 'complete', relevance: NO_RELEVANCE });
    expect(kindsOf(threads).slice(kindsOf(threads).indexOf('explain'))).toEqual([
      'explain',
      'fails',
      'fails',
      'fails',
    ]);
  });

  it('of contract/terminates has the simplest trace it dies of', async () => {
    const dying = (how: Dying): FakeThreads => {
      const threads: FakeThreads = new FakeThreads(() => forgetful(() => threads.die(how)));
      return threads;
    };
    const session = await sessionWith(dying('exit'));
    const finding = await session.minimize(LONG, {
      property: 'contract/terminates',
      reason: 'ends-the-process',
    });
    expect(finding?.trace.ops).toEqual([open(), write()]);
    expect(finding).toMatchObject({ minimization: 'complete', relevance: NO_RELEVANCE });
    const other = await sessionWith(dying('exit'));
    expect(
      await other.minimize(LONG, { property: 'contract/terminates', reason: 'never-returns' }),
    ).toBeNull();
  });
});

it('an interrupt ends the worker and keeps the simplest trace so far', async () => {
  const controller = new AbortController();
  let simpler = 4;
  const threads: FakeThreads = new FakeThreads(() =>
    forgetful(() => {
      if (threads.requests.at(-1)?.kind !== 'fails' || simpler === 4) return;
      controller.abort();
      threads.die('exit');
    }),
  );
  const session = await sessionWith(threads);
  const trace = traceOf('direct', [open(), write({ length: 3 }), write({ key: 9 }), read({ length: 1 })]);
  const finding = await session.minimize(trace, await firstOf(session, trace), {
    signal: controller.signal,
    onProgress: ({ ops }) => {
      simpler = ops;
    },
  });
  expect(controller.signal.aborted).toBe(true);
  expect(finding).toMatchObject({ minimization: 'unfinished', original: trace, relevance: NO_RELEVANCE });
  expect(finding?.trace.ops.length).toBe(simpler);
  expect(kindsOf(threads).slice(-2)).toEqual(['fails', 'explain']);
});

it('an interrupt between two candidates ends it as well', async () => {
  const controller = new AbortController();
  const threads = new FakeThreads(() => forgetful(() => {}));
  const session = await sessionWith(threads);
  const trace = traceOf('direct', [open(), write({ length: 3 }), write({ key: 9 }), read({ length: 1 })]);
  const finding = await session.minimize(trace, await firstOf(session, trace), {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  expect(finding).toMatchObject({ minimization: 'unfinished', original: trace, relevance: NO_RELEVANCE });
  expect(finding?.executions).toBe(candidatesIn(threads));
});

it('an interrupt while a worker is started again leaves only the confirmation', async () => {
  const controller = new AbortController();
  const threads: FakeThreads = new FakeThreads(() => {
    if (candidatesIn(threads) === 2) controller.abort();
    return forgetful(() => {
      if (candidatesIn(threads) === 2) threads.die('exit');
    });
  });
  const session = await sessionWith(threads);
  const trace = traceOf('direct', [open(), write({ length: 3 }), write(), read({ length: 1 }), read()]);
  const { signal } = controller;
  const finding = await session.minimize(trace, await firstOf(session, trace), { signal });
  expect(finding).toMatchObject({ minimization: 'unfinished', relevance: NO_RELEVANCE });
  expect(candidatesIn(threads)).toBe(2);
  expect(kindsOf(threads).at(-1)).toBe('explain');
});

it('an interrupt while fields are tried keeps them from being tried again', async () => {
  const controller = new AbortController();
  const threads: FakeThreads = new FakeThreads(() => {
    const { driver } = findSubject('article-verbatim');
    return subjectOf({
      driverEntry(...parameters) {
        if (triesFields(threads)) {
          controller.abort();
          threads.die('exit');
        }
        return driver.driverEntry(...parameters);
      },
    });
  });
  const session = await sessionWith(threads);
  const trace = traceOf('direct', [open(), on('flush')]);
  const { signal } = controller;
  const finding = await session.minimize(trace, await firstOf(session, trace), { signal });
  expect(finding).toMatchObject({ minimization: 'complete', relevance: NO_RELEVANCE });
  expect(kindsOf(threads).slice(-2)).toEqual(['explain', 'fails']);
});
