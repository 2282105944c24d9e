import { expect, it } from 'vitest';
import { openSession, type Session } from '../../src/campaign/session.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { FakeThreads } from '../hosts/fake-thread.ts';
import { driverOf, on, open, read, subjectOf, traceOf, write } from './subjects.ts';

const source = { name: 'test', driver: null, model: null };

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

it('a replay that the driver dies of tells what the worker saw', async () => {
  const { session, trace } = await dyingInReads();
  const { breaches, evidence } = await session.replay(trace, null);
  expect(breaches).toMatchObject([{ property: 'contract/terminates', op: 2 }]);
  expect(evidence.observed.map(({ ending }) => ending)).toEqual(['returned', 'returned']);
  expect(evidence.timeline.filter(({ isMarked }) => isMarked)).toMatchObject([{ op: 2 }]);
  expect(evidence.timeline.at(-1)?.text).toBe('MmGetSystemAddressForMdlSafe: mapped');
  expect(evidence.buffer).toMatchObject({ irp: { delivery: 'mdl' }, lengthBytes: 4 });
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
