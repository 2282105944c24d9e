import { expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/campaign.ts';
import { DEFAULT_STALL_SECONDS, openSession, type Session } from '../../../src/campaign/isolated/session.ts';
import { ArticleDevice } from '../../../src/drivers/article.ts';
import { findSubject, type Subject, summaryOf } from '../../../src/subjects/index.ts';
import { driverOf, open, read, subjectOf, traceOf } from '../subjects.ts';
import { FakeThreads } from './fake-thread.ts';

const source = { name: 'test', driver: null, model: null };

function sessionOf(subject: Subject): Promise<Session> {
  return openSession({ source, startThread: new FakeThreads(() => subject).start });
}

it.each(['article', 'overclaim-verbatim'])(
  'a campaign on %s finds what one in this thread finds',
  async (name) => {
    const subject = findSubject(name);
    const session = await sessionOf(subject);
    expect(session.summary).toEqual(summaryOf(subject));
    const request = { modes: subject.modes, cases: 90, seed: 3 };
    const isolated = await session.runCampaign(request);
    const inThread = await runCampaign({ subject, ...request });
    const WORKER_ONLY = ['contract/terminates', 'contract/self-contained'];
    const others = ({ properties }: typeof isolated) =>
      properties.filter(({ id }) => !WORKER_ONLY.includes(id));
    expect(others(isolated)).toEqual(others(inThread));
    expect(isolated.findings).toEqual(inThread.findings);
    expect(isolated.conclusion).toBe(inThread.conclusion);
    for (const id of WORKER_ONLY) {
      const property = isolated.properties.find((each) => each.id === id);
      expect(property).toMatchObject({ verdict: 'ok', breaches: 0 });
      expect(property?.compared).toBeGreaterThan(0);
    }
    await session.close();
  },
);

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
  const { breaches, steps, cause } = await session.replay(trace, null);
  expect(breaches).toMatchObject([{ property: 'contract/terminates', reason: 'ends-the-process-loading' }]);
  expect([steps, cause]).toEqual([[], ['the driver ends the process']]);
});

it('a driver that does not load is an error', async () => {
  const startThread = () => {
    throw new RangeError('no thread');
  };
  await expect(openSession({ source, startThread })).rejects.toThrow('no thread');
});

it('waits long by default', () => {
  expect(DEFAULT_STALL_SECONDS).toBe(5);
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
