import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { findingRelevance } from '../../../src/campaign/finding-relevance.ts';
import type { MinimizeProgress } from '../../../src/campaign/isolated/minimize-in.ts';
import { openSession, type Session } from '../../../src/campaign/isolated/session.ts';
import { minimizeTrace } from '../../../src/campaign/minimize-trace.ts';
import { ArticleDevice } from '../../../src/drivers/article.ts';
import { type Device, Ok, type Result, type WriteRequest } from '../../../src/impl/framework/index.ts';
import { findSubject, type Subject } from '../../../src/subjects/index.ts';
import { failing } from '../../../src/trace/during.ts';
import { type FindingKey, NO_RELEVANCE } from '../../../src/trace/finding.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { at, driverOf, on, open, read, subjectOf, traceOf, write } from '../subjects.ts';
import { type Dying, FakeThreads } from './fake-thread.ts';

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

/** Forgets to complete reads; `onWrite` is called at each write with the kind of the request under way. */
function forgetful(threads: () => FakeThreads, onWrite: (kind: string | undefined) => void): Subject {
  return subjectOf(
    driverOf(
      () =>
        new (class extends ArticleDevice {
          override write(device: Device, request: WriteRequest): Result<void> {
            onWrite(threads().requests.at(-1)?.kind);
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
    expect(finding).toEqual(local && { ...local, relevance: findingRelevance(runner, local) });
    expect(finding).toMatchObject({ ...STATUS, original: LONG, minimization: 'complete' });
    expect(finding?.relevance.matters).toContain('in-page offset (≠ 0)');
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

describe('a driver that dies of what is tried', () => {
  it('is asked again without it', async () => {
    let request = 0;
    let writes = 0;
    const threads: FakeThreads = new FakeThreads(() =>
      forgetful(
        () => threads,
        (kind) => {
          writes = request === threads.requests.length ? writes + 1 : 1;
          request = threads.requests.length;
          const tries = threads.requests.filter((each) => each.kind === 'minimize').length;
          if (kind === 'minimize' && tries <= 2 && writes === 2) threads.die('exit');
        },
      ),
    );
    const session = await sessionWith(threads);
    const trace = traceOf('direct', [open(), write({ length: 3 }), read({ length: 1 })]);
    const finding = await session.minimize(trace, await firstOf(session, trace));
    expect(finding).toMatchObject({ original: trace, minimization: 'complete' });
    expect(finding?.trace.ops).toEqual([open(), read()]);
    const deadly = threads.requests.flatMap((each) => (each.kind === 'minimize' ? [each.deadly.length] : []));
    expect(deadly).toEqual([0, 1, 2]);
  });

  it('is left when it dies of all of them, with the simplest trace so far', async () => {
    const threads: FakeThreads = new FakeThreads(() =>
      forgetful(
        () => threads,
        () => {
          const last = threads.requests.at(-1);
          if (last?.kind === 'minimize' && last.budget > 1 && simpler > 0) threads.die('exit');
        },
      ),
    );
    let simpler = 0;
    const session = await sessionWith(threads);
    const trace = traceOf('direct', [open(), write({ length: 3 }), write(), read({ length: 1 }), read()]);
    const finding = await session.minimize(trace, await firstOf(session, trace), {
      onProgress: ({ ops }) => {
        simpler = ops;
      },
    });
    expect(finding).toMatchObject({ original: trace, minimization: 'unfinished' });
    expect(finding?.trace.ops).toHaveLength(simpler);
  });

  it('has no fields that matter when trying them kills it again and again', async () => {
    const threads: FakeThreads = new FakeThreads(() => {
      const { driver } = findSubject('article-verbatim');
      return subjectOf({
        driverEntry(...parameters) {
          if (threads.requests.at(-1)?.kind === 'relevance') threads.die('exit');
          return driver.driverEntry(...parameters);
        },
      });
    });
    const session = await sessionWith(threads);
    const trace = traceOf('direct', [open(), on('flush')]);
    const finding = await session.minimize(trace, await firstOf(session, trace));
    expect(finding).toMatchObject({ minimization: 'complete', relevance: NO_RELEVANCE });
    expect(threads.requests.filter(({ kind }) => kind === 'relevance')).toHaveLength(3);
  });

  it('of contract/terminates has the simplest trace it dies of', async () => {
    const dying = (how: Dying): FakeThreads => {
      const threads: FakeThreads = new FakeThreads(() =>
        forgetful(
          () => threads,
          () => threads.die(how),
        ),
      );
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
  const threads: FakeThreads = new FakeThreads(() =>
    forgetful(
      () => threads,
      () => {
        if (controller.signal.aborted) threads.die('exit');
      },
    ),
  );
  const session = await sessionWith(threads);
  const trace = traceOf('direct', [open(), write({ length: 3 }), write({ key: 9 }), read({ length: 1 })]);
  const finding = await session.minimize(trace, await firstOf(session, trace), {
    signal: controller.signal,
    onProgress: ({ ops }) => {
      if (ops < 4) controller.abort();
    },
  });
  expect(finding).toMatchObject({ minimization: 'unfinished', original: trace, relevance: NO_RELEVANCE });
  expect(finding?.trace.ops.length).toBeLessThan(4);
});

it('an interrupt while a worker is started again leaves only the confirmation', async () => {
  const controller = new AbortController();
  const minimizing = () => threads.requests.filter(({ kind }) => kind === 'minimize');
  const threads: FakeThreads = new FakeThreads(() => {
    if (minimizing().length === 1) controller.abort();
    return forgetful(
      () => threads,
      () => {
        if (minimizing().length === 1) threads.die('exit');
      },
    );
  });
  const session = await sessionWith(threads);
  const trace = traceOf('direct', [open(), write({ length: 3 }), read({ length: 1 })]);
  const { signal } = controller;
  const finding = await session.minimize(trace, await firstOf(session, trace), { signal });
  expect(finding).toMatchObject({ minimization: 'unfinished', relevance: NO_RELEVANCE });
  expect(minimizing()).toMatchObject([{ deadly: [] }, { budget: 1 }]);
});

it('an interrupt while fields are tried keeps them from being tried again', async () => {
  const controller = new AbortController();
  const threads: FakeThreads = new FakeThreads(() => {
    const { driver } = findSubject('article-verbatim');
    return subjectOf({
      driverEntry(...parameters) {
        if (threads.requests.at(-1)?.kind === 'relevance') {
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
  expect(threads.requests.filter(({ kind }) => kind === 'relevance')).toHaveLength(1);
});
