import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { defects } from '../../../src/subjects/index.ts';
import { ACTORS, type Evidence } from '../../../src/trace/finding/evidence.ts';
import { at, open, read, traceOf, write } from '../../campaign/subjects.ts';

function evidenceOn(runner: CaseRunner, { minimal, ...key }: (typeof defects)[number]): Evidence {
  const breach = runner.breachWith(minimal, key);
  if (breach === null) throw new Error('the minimal trace shows nothing');
  return explain(runner, minimal, breach).evidence;
}

/** Findings whose wrong bytes are told. */
const ABOUT_BYTES: ReadonlySet<string> = new Set([
  'model/data wrong-bytes',
  'model/data not-transferred',
  'model/data changed-beyond-data',
  'contract/read-only-respected caller-data-changed',
  'contract/no-disclosure stale-bytes',
  'metamorphic/fragmentation data',
]);

describe.each(defects.map((defect) => [defect.id, defect] as const))('%s', (_id, defect) => {
  const { minimal, property, reason } = defect;
  const runner = new CaseRunner(defect.subject);
  const evidence = evidenceOn(runner, defect);
  const { timeline, buffer, bytes, observed } = evidence;

  it('is a conversation of all three, with what the finding is about marked', () => {
    // A driver that was not loaded was called by nobody.
    const actors = minimal.setting.load.length > 0 ? ACTORS.filter((actor) => actor !== 'caller') : ACTORS;
    for (const actor of actors) expect(timeline.some((event) => event.actor === actor)).toBe(true);
    const marked = timeline.filter(({ isMarked }) => isMarked);
    expect(marked.length).toBeGreaterThan(0);
    // Of what is fetched again, each access: a pointer is two, and the length beside it a third.
    expect(marked.length).toBeLessThanOrEqual(property === 'contract/no-double-fetch' ? 3 : 2);
    const ops = timeline.map(({ op }) => op);
    expect(ops).toEqual(ops.toSorted((left, right) => left - right));
    for (const { text } of timeline) {
      expect(text).not.toBe('');
      // Neither a name of JavaScript's nor an address.
      expect(text).not.toMatch(/undefined|NaN|\[object|0x[0-9a-f]{8}/);
    }
  });

  it('says what was observed of each operation', () => {
    const last = timeline.find(({ isMarked }) => isMarked)?.op ?? 0;
    expect(observed.length).toBeGreaterThanOrEqual(Math.min(minimal.ops.length, last + 1));
    expect(observed.length).toBeLessThanOrEqual(minimal.ops.length);
    for (const each of observed.slice(0, -1)) expect(each.ending).toBe('returned');
  });

  it('has the bytes that a finding about bytes is about, and those of a buffer marked', () => {
    expect(bytes.filter(({ expected, observed: found }) => found === expected)).toEqual([]);
    if (!ABOUT_BYTES.has(`${property} ${reason}`)) return;
    expect(bytes.length).toBeGreaterThan(0);
    expect(buffer?.offending.length).toBeGreaterThan(0);
  });

  // A driver that is not repeatable itself has no evidence that is.
  it.skipIf(property === 'metamorphic/repeat')('is the same wherever and whenever it is made', () => {
    const { mode } = minimal.setting;
    runner.run(traceOf(mode, [open(), write({ length: 9000, buffer: at(77) }), read({ length: 5000 })]));
    expect(evidenceOn(runner, defect)).toEqual(evidence);
    expect(evidenceOn(new CaseRunner(defect.subject), defect)).toEqual(evidence);
    expect(structuredClone(evidence)).toEqual(evidence);
  });
});
