import { expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { openSession, type Session } from '../../src/campaign/session.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { findSubject, type Subject, summaryOf } from '../../src/subjects/index.ts';
import { FakeThreads } from '../hosts/fake-thread.ts';
import { driverOf, open, read, subjectOf, traceOf } from './subjects.ts';

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

it('no call is performed of a driver that dies while it is loaded, or of another one each time', async () => {
  const trace = traceOf('direct', [open(), read()]);
  for (const dyingLoads of [1, 2]) {
    let loads = 0;
    const threads: FakeThreads = new FakeThreads(() =>
      subjectOf(
        driverOf(() => {
          loads += 1;
          if (loads >= dyingLoads) threads.die('exit');
          return new ArticleDevice();
        }),
      ),
    );
    const session = await openSession({ source, onOutput: () => {}, startThread: threads.start });
    if (dyingLoads === 2) await session.replay(trace, null);
    expect(await session.perform(trace)).toEqual([]);
  }
});
