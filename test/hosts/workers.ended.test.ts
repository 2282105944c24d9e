import { expect, it } from 'vitest';
import { attemptIn } from '../../src/hosts/attempt-in.ts';
import { dying, REPLAY, trace, workersOf } from './workers.setup.ts';

it('what is ended from here is no death of the driver', async () => {
  const workers = workersOf(dying('driver', 'exit'));
  await workers.summary();
  const answer = workers.ask(REPLAY);
  await workers.end();
  expect(await answer).toMatchObject({ died: true, wasEnded: true });
});

it('nor of a trace that is tried', async () => {
  const workers = workersOf(dying('driver', 'exit'));
  await workers.summary();
  const attempt = attemptIn(workers, trace, 'candidate');
  await workers.end();
  expect(await attempt).toBeNull();
  // Asked again, it dies of it.
  expect(await attemptIn(workers, trace, 'candidate')).toMatchObject({ reason: 'ends-the-process' });
});
