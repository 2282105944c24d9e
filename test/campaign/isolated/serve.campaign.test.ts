import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/campaign.ts';
import { Tally } from '../../../src/campaign/tally.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { cases, FakeChanges, minimize, readsWith, serverOf, setting } from './serve.setup.ts';

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

describe('minimizing', () => {
  const verbatim = findSubject('article-verbatim');
  const tally = new Tally();
  tally.add(serverOf(verbatim).ask(cases).part);
  const [first] = tally.firstCases();
  if (first === undefined) throw new Error('nothing was found');

  it('passes over executions that are deadly', () => {
    const { ask } = serverOf(verbatim);
    const finding = ask(minimize(first, [2]));
    expect(finding).toMatchObject({ reason: first.breach.reason });
    // Nothing is passed over any more.
    const again = ask(minimize(first, []));
    expect(again).toEqual(serverOf(verbatim).ask(minimize(first, [])));
  });

  it('the last execution may be the deadly one: the finding is kept as it was', () => {
    const { ask, beacon } = serverOf(verbatim);
    ask(minimize(first, []));
    const last = beacon.executions;
    const finding = serverOf(verbatim).ask(minimize(first, [last]));
    expect(finding?.cause).toEqual([
      'not minimized: the driver does not come back from the traces that are tried',
    ]);
    expect(finding?.trace).toEqual(first.trace);
  });

  it('a change of the engine is minimized by what it changes', () => {
    const changes = new FakeChanges();
    const { ask } = serverOf(
      readsWith(() => changes.change('Math')),
      changes,
    );
    const counts = new Tally();
    counts.add(ask({ ...cases, careful: true }).part);
    const [change] = counts.firstCases();
    if (change === undefined) throw new Error('nothing was found');
    const finding = ask(minimize(change, []));
    expect(finding?.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
  });
});
