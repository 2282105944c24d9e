import { expect, it } from 'vitest';
import { openSession, type Session } from '../../src/campaign/session.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { Executor } from '../../src/execution/execute.ts';
import { perform } from '../../src/explanation/perform.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { FakeThreads } from '../hosts/fake-thread.ts';
import { driverOf, on, open, read, subjectOf, traceOf, write } from './subjects.ts';

const source = { name: 'test', driver: null, model: null };

function sessionOf(subject: Subject): Promise<Session> {
  return openSession({ source, startThread: new FakeThreads(() => subject).start });
}

/** A driver that dies of every read, and a trace with one. */
async function dyingInReads(): Promise<{ session: Session; trace: Trace }> {
  const threads: FakeThreads = new FakeThreads(() =>
    subjectOf(
      driverOf(
        () =>
          new (class extends ArticleDevice {
            override read(...parameters: Parameters<ArticleDevice['read']>) {
              threads.die('exit');
              return super.read(...parameters);
            }
          })(),
      ),
    ),
  );
  const session = await openSession({ source, onOutput: () => {}, startThread: threads.start });
  const trace = traceOf('direct', [open(), write({ length: 3 }), read({ length: 4 }), on('close')]);
  return { session, trace };
}

it('a replay is that of this thread', async () => {
  const session = await sessionOf(findSubject('article'));
  const { breaches, steps } = await session.replay(traceOf('direct', [open(), read()]), null);
  expect([breaches, steps.length]).toEqual([[], 2]);
});

it('a replay that the driver dies of breaches contract/terminates', async () => {
  const threads: FakeThreads = new FakeThreads(() =>
    subjectOf(
      driverOf(() => {
        threads.die('exit');
        return new ArticleDevice();
      }),
    ),
  );
  const session = await openSession({
    source,
    onOutput: () => {},
    startThread: threads.start,
    stallSeconds: 1,
  });
  const trace = traceOf('direct', [open(), read()]);
  const { breaches, steps, remarks } = await session.replay(trace, null);
  expect(breaches).toMatchObject([{ property: 'contract/terminates', reason: 'ends-the-process-loading' }]);
  expect([steps, remarks]).toEqual([[], ['the driver ends the process']]);
});

it('a replay that the driver dies of tells what the worker saw', async () => {
  const { session, trace } = await dyingInReads();
  const { breaches, evidence } = await session.replay(trace, null);
  expect(breaches).toMatchObject([{ property: 'contract/terminates', op: 2 }]);
  expect(evidence.observed.map(({ ending }) => ending)).toEqual(['returned', 'returned']);
  expect(evidence.timeline.filter(({ isMarked }) => isMarked)).toMatchObject([{ op: 2 }]);
  expect(evidence.timeline.at(-1)?.text).toBe('MmGetSystemAddressForMdlSafe: mapped');
  expect(evidence.buffer).toMatchObject({ irp: { delivery: 'mdl' }, lengthBytes: 4 });
});

it('calls are performed as in this thread', async () => {
  const subject = findSubject('article');
  const session = await sessionOf(subject);
  const trace = traceOf('direct', [open(), write({ length: 3 }), read({ length: 3 })]);
  expect(await session.perform(trace)).toEqual(perform(new Executor(subject), subject, trace, null));
});

it('calls are performed up to the one that the driver dies of', async () => {
  const { session, trace } = await dyingInReads();
  const calls = await session.perform(trace);
  expect(calls.map(({ call, observed }) => [call.call, observed.ending])).toEqual([
    ['NtCreateFile', 'returned'],
    ['NtWriteFile', 'returned'],
    ['NtReadFile', 'blocked'],
  ]);
});

it('a driver that does not load is an error', async () => {
  const startThread = () => {
    throw new RangeError('no thread');
  };
  await expect(openSession({ source, startThread })).rejects.toThrow('no thread');
});

it('a limit that names no metamorphic property is refused, and the worker ended', async () => {
  const limits = [{ property: 'model/status', reason: 'of its own kind' }];
  const threads = new FakeThreads(() => ({ ...findSubject('article'), limits }));
  await expect(openSession({ source, startThread: threads.start })).rejects.toMatchObject({
    name: 'ModuleError',
    message: expect.stringMatching(
      /^driver 'article': limits: unknown property 'model\/status'; expected one of metamorphic\/fragmentation, /,
    ),
  });
});

it('tells what a replay can not look for', async () => {
  const session = await sessionOf({ ...findSubject('article'), model: null });
  expect(session.notChecked('model/status', 'direct')).toBe('no model of the device');
  expect(session.notChecked('contract/in-bounds', 'direct')).toBeNull();
  expect(session.notChecked('contract/terminates', 'direct')).toBeNull();
  expect(session.notChecked('model/stature', 'direct')).toBe('this version knows no such property');
});
