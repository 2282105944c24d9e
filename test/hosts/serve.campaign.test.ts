import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { Tally } from '../../src/execution/tally.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { cases, FakeChanges, readsWith, serverOf, setting } from './serve.setup.ts';

describe('cases', () => {
  it('are those of a campaign in one thread', async () => {
    const subject = findSubject('overclaim-verbatim');
    const { part, changed, next } = serverOf(subject).ask(cases);
    const tally = new Tally();
    tally.add(part);
    const whole = await runCampaign({ subject, ...setting, cases: 40 });
    expect([changed, next, part.cases]).toEqual([[], 40, 40]);
    expect([tally.calls, tally.executions]).toEqual([whole.calls, whole.executions]);
    expect(tally.firstCases().map(({ breach }) => breach.reason)).toEqual(
      whole.findings.map(({ reason }) => reason),
    );
  });

  it('can be counted carefully with the same result', () => {
    const subject = findSubject('article-verbatim');
    expect(serverOf(subject).ask({ ...cases, careful: true })).toEqual(serverOf(subject).ask(cases));
  });

  it('a change makes the counts worth nothing', () => {
    const changes = new FakeChanges();
    const { changed } = serverOf(
      readsWith(() => changes.change('Math')),
      changes,
    ).ask(cases);
    expect(new Set(changed)).toEqual(new Set(['Math']));
  });

  it('carefully, each case that changes something has this one breach', () => {
    const changes = new FakeChanges();
    const { part, changed, next } = serverOf(
      readsWith(() => changes.change('Math')),
      changes,
    ).ask({
      ...cases,
      careful: true,
    });
    expect([changed, next, part.cases]).toEqual([[], 40, 40]);
    expect(part.breached.get('contract/self-contained')).toBeGreaterThan(10);
    expect([...part.breached.keys()]).toEqual(['contract/self-contained']);
    expect(part.compared.get('contract/complete-once')).toBeGreaterThan(0);
  });

  it('what is changed between requests is told, and no case’s doing', () => {
    const changes = new FakeChanges();
    const { ask, told } = serverOf(findSubject('article'), changes);
    changes.change('JSON');
    expect(ask(cases).changed).toEqual([]);
    expect(told).toEqual([{ kind: 'stray', message: 'the driver changes JSON' }]);
  });
});
