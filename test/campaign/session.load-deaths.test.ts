import { expect, it } from 'vitest';
import { openSession } from '../../src/campaign/session.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { FakeThreads } from '../hosts/fake-thread.ts';
import { driverOf, open, read, subjectOf, traceOf } from './subjects.ts';

const source = { name: 'test', driver: null, model: null };

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
