import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { Tally } from '../../src/execution/tally.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import { open, read, traceOf } from '../campaign/subjects.ts';
import { cases, explain, FakeChanges, fails, readsWith, serverOf, setting } from './serve.setup.ts';

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

describe('what is asked of a candidate', () => {
  const verbatim = findSubject('article-verbatim');
  const tally = new Tally();
  tally.add(serverOf(verbatim).ask(cases).part);
  const [first] = tally.firstCases();
  if (first === undefined) throw new Error('nothing was found');

  it('is whether it shows the finding, and what there is to say of it', () => {
    const { ask } = serverOf(verbatim);
    expect(ask(fails(first))).toEqual({ fails: true, spoiled: false });
    const shown = ask(explain(first));
    expect(shown?.breach).toMatchObject({ property: first.breach.property, reason: first.breach.reason });
    expect(shown?.evidence.facts).not.toEqual([]);
    expect(shown).toEqual(serverOf(verbatim).ask(explain(first)));
    const other = { ...first, breach: { ...first.breach, reason: 'another' } };
    expect([ask(fails(other)), ask(explain(other))]).toEqual([{ fails: false, spoiled: false }, null]);
  });

  it.each([true, false])('is what it changes of the engine, which can be put back: %s', (puttable) => {
    const changes = new FakeChanges(puttable);
    const { ask } = serverOf(
      readsWith(() => changes.change('Math')),
      changes,
    );
    const trace = traceOf('direct', [open(), read()]);
    const change = (reason: string, of = trace) =>
      ({
        trace: of,
        breach: { ...first.breach, property: 'contract/self-contained', reason },
        caseIndex: 0,
      }) as const;
    expect(ask(fails(change('changes-Math')))).toEqual({ fails: true, spoiled: !puttable });
    expect(ask(explain(change('changes-Math')))).toMatchObject({
      remarks: ['the driver changes Math'],
      evidence: NO_EVIDENCE,
    });
    expect(ask(fails(change('changes-JSON'))).fails).toBe(false);
    expect(ask(fails(change('changes-Math', traceOf('direct', [open()])))).fails).toBe(false);
  });

  it('tells what was changed meanwhile before the first of a row, and before each that is about such changes', () => {
    const changes = new FakeChanges();
    const { ask, told } = serverOf(verbatim, changes);
    const toldOf = (request: ReturnType<typeof fails | typeof explain>): number => {
      const before = told.length;
      changes.change('Math');
      ask(request);
      return told.length - before;
    };
    expect([fails(first), fails(first), explain(first), fails(first)].map(toldOf)).toEqual([1, 0, 1, 1]);
    const self = fails({ ...first, breach: { ...first.breach, property: 'contract/self-contained' } });
    expect([self, self].map(toldOf)).toEqual([1, 1]);
    expect(told[0]).toEqual({ kind: 'stray', message: 'the driver changes Math' });
  });

  it('any other error is thrown', () => {
    let loads = 0;
    const driver = {
      driverEntry: (...parameters: Parameters<typeof verbatim.driver.driverEntry>) => {
        loads += 1;
        return loads > 1 ? 0xc0000001 | 0 : verbatim.driver.driverEntry(...parameters);
      },
    };
    const { ask } = serverOf({ ...verbatim, driver });
    ask(fails(first));
    expect(() => ask(explain(first))).toThrow('STATUS_UNSUCCESSFUL');
  });
});
