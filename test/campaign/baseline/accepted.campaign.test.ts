import { describe, expect, it } from 'vitest';
import { applyBaseline } from '../../../src/campaign/baseline/apply-baseline.ts';
import { fixedEntries } from '../../../src/campaign/baseline/fixed-entries.ts';
import { updatedBaseline } from '../../../src/campaign/baseline/updated-baseline.ts';
import { runCampaign } from '../../../src/campaign/run-campaign.ts';
import { replay } from '../../../src/explanation/replay.ts';
import { defects, findSubject, type Subject } from '../../../src/subjects/index.ts';
import { sameFinding } from '../../../src/trace/finding/finding.ts';
import type { Trace } from '../../../src/trace/trace.ts';

const CASES = 300;

const subjectOf = (id: string): Subject => findSubject(`defects/${id}`);

function campaignOf(subject: Subject, seed: number, cases = CASES) {
  return runCampaign({ subject, modes: subject.modes, cases, seed });
}

async function acceptedOf(subject: Subject, seed: number) {
  return updatedBaseline(await campaignOf(subject, seed), [], []).findings;
}

/** Session-like: replays on a subject in this thread. */
const sessionOf = (subject: Subject) => ({
  notChecked: () => null,
  replay: async (trace: Trace) => replay(trace, subject),
});

/** Every fifth of the catalogue, without what a driver remembers of earlier runs. */
const SAMPLE = defects.filter(({ id }, index) => index % 5 === 1 && id !== 'static-kept-across-loads');

/** Findings that another seed minimizes to a trace of another shape: one accepts them as well when they come up. */
const OTHERWISE: readonly string[] = [
  // It has two ways to come upon pages that it can't lock, and two to come upon a mapping that fails.
  'maps-unlocked model/status bug-check-for-STATUS_INSUFFICIENT_RESOURCES',
  // Of a write and a read either may begin in its page elsewhere than the other.
  'pages-by-length metamorphic/alignment information',
  'pages-by-length metamorphic/buffering-mode information',
  // Either of the two buffers may be the one that can't be accessed.
  'control-status-from-irp model/status 0xFAFAFAFA-for-STATUS_ACCESS_VIOLATION',
  'control-status-from-irp contract/status-agrees 0xFAFAFAFA-for-STATUS_ACCESS_VIOLATION',
  // Of a direct buffer either the pages may not be locked or the mapping may fail.
  'control-status-from-irp model/status 0xFAFAFAFA-for-STATUS_INSUFFICIENT_RESOURCES',
  'control-status-from-irp contract/status-agrees 0xFAFAFAFA-for-STATUS_INSUFFICIENT_RESOURCES',
  'control-status-from-irp contract/no-touch-after-complete irp-touched',
  // Any of its codes shows it.
  'control-status-from-irp model/status 0xFAFAFAFA-for-STATUS_SUCCESS',
  'control-status-from-irp contract/status-agrees 0xFAFAFAFA-for-STATUS_SUCCESS',
  // The byte that it leaves shows where another was written, or where the buffer is gone.
  'writes-to-write-buffer contract/read-only-respected written-through-mdl',
];

describe('what was accepted with one seed', () => {
  it('is accepted with another', async () => {
    expect(SAMPLE.length).toBeGreaterThan(12);
    let compared = 0;
    const anew: string[] = [];
    for (const { id, subject } of SAMPLE) {
      const accepted = await acceptedOf(subject, 1);
      for (const seed of [2, 3]) {
        const { findings } = applyBaseline(await campaignOf(subject, seed), accepted);
        for (const finding of findings) {
          if (finding.severity !== 'error' || !accepted.some((entry) => sameFinding(entry, finding)))
            continue;
          compared += 1;
          if (!finding.known) anew.push(`${id} ${finding.property} ${finding.reason}`);
        }
      }
    }
    expect(compared).toBeGreaterThan(60);
    expect(anew.filter((finding) => !OTHERWISE.includes(finding))).toEqual([]);
  });
});

describe('two defects that show by one property, reason and request', () => {
  it.each([
    ['copies-all', 'read-offset-ignored', 'model/information', 'too-large'],
    ['overclaim', 'zeroes-first-page', 'contract/no-disclosure', 'stale-bytes'],
    ['overclaim', 'no-clamp', 'model/status', 'bug-check-for-STATUS_SUCCESS'],
  ])('%s, which was accepted, does not hide %s', async (accepted, other, property, reason) => {
    const entries = (await acceptedOf(subjectOf(accepted), 1)).map((entry) => ({
      ...entry,
      subject: `defects/${other}`,
    }));
    const found = await campaignOf(subjectOf(other), 1);
    const { findings } = applyBaseline(found, entries);
    const same = findings.filter(
      (finding) =>
        finding.property === property &&
        finding.reason === reason &&
        entries.some((entry) => sameFinding(entry, finding)),
    );
    expect(same.length).toBeGreaterThan(0);
    expect(same.map(({ known }) => known)).toEqual(same.map(() => false));
  });
});

describe('a finding is fixed', () => {
  it('when its own trace does not show it, and not when too few cases are executed to come upon it', async () => {
    const defect = subjectOf('overclaim');
    const entries = await acceptedOf(defect, 1);
    expect(entries.length).toBeGreaterThan(2);
    expect(await fixedEntries(sessionOf(defect), entries)).toEqual([]);
    expect(await fixedEntries(sessionOf(findSubject('article')), entries)).toEqual(entries);
  });

  it('never as far as nobody can tell', async () => {
    const entries = await acceptedOf(subjectOf('overclaim'), 1);
    const mended = sessionOf(findSubject('article'));
    const withoutTraces = entries.map((entry) => ({ ...entry, shown: null }));
    expect(await fixedEntries(mended, withoutTraces)).toEqual([]);
    expect(await fixedEntries({ ...mended, notChecked: () => 'no model of the device' }, entries)).toEqual(
      [],
    );
  });
});
