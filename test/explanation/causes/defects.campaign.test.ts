import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/run-campaign.ts';
import { type Defect, defects, findDefect, findSubject, type Subject } from '../../../src/subjects/index.ts';
import { sameFinding } from '../../../src/trace/finding/finding.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { twoMistakes } from './two-mistakes.ts';

/** In the mode that a defect is looked for in: one seed finds nearly all of them. */
const CASES = 500;
/** For those that one finds later. */
const MANY_CASES = 5000;

/** Why the ways in which one defect shows are not told to have one cause: what recorded runs do not say. */
const OFFSETS = 'a wrong place is read from, or written to: more bytes, fewer and others, each by itself';
const ANSWERS = 'reads and writes are answered wrong, each by itself; no routine of the kernel is misused';
const CONTENTS = 'wrong bytes are told in one trace, wrong accesses in another';
const TRACES = 'each shows in a request of its own, and what led to it was before that';
const SEVERAL: Readonly<Record<string, string>> = {
  'append-at-zero': OFFSETS,
  'boot-code-shortened': ANSWERS,
  'claims-whole-buffer':
    'the block is not written where a fault meets the bytes claimed, and nothing else is wrong',
  'context-shared': TRACES,
  'control-method-ignored': CONTENTS,
  'control-output-unprobed': CONTENTS,
  'control-tail-disclosed': ANSWERS,
  'control-wrong-buffer': CONTENTS,
  'count-overflow': CONTENTS,
  'double-fetch': 'the block is left by another path than the one that is judged',
  'end-off-by-one': ANSWERS,
  'escapes-high-bytes': ANSWERS,
  'frames-in-a-row': CONTENTS,
  'freed-before-copied': CONTENTS,
  'keeps-the-buffer': CONTENTS,
  'key-as-byte': ANSWERS,
  'last-in-first-out': OFFSETS,
  'length-signed': ANSWERS,
  'length-sum-wraps': ANSWERS,
  'mdl-offset-as-file-offset': OFFSETS,
  'message-dropped': TRACES,
  'one-page-in-direct-mode': ANSWERS,
  'page-start-for-buffer': CONTENTS,
  'pages-by-length': ANSWERS,
  'partial-beyond-source': CONTENTS,
  'read-offset-ignored': OFFSETS,
  'scratch-overrun': CONTENTS,
  'static-kept-across-loads': 'what it shows depends on earlier runs, and does not show again',
  'user-ptr-error-ignored': 'one is told by the framework, the other one by comparing modes alone',
  'user-touched-at-dispatch': 'it locks no pages, and so refuses otherwise what can not be locked',
  'write-lost-unmapped': TRACES,
  'zeroes-whole-pages': CONTENTS,
};

async function found(subject: Subject, mode: BufferingMode): Promise<CampaignResult> {
  const campaign = (cases: number) => runCampaign({ subject, modes: [mode], cases, seed: 1 });
  const first = await campaign(CASES);
  return first.findings.length > 0 ? first : await campaign(MANY_CASES);
}

/** Places of the findings that a defect is known by. */
function placesOf({ findings }: CampaignResult, defect: Defect): number[] {
  return findings.flatMap((finding, index) => (sameFinding(finding, defect) ? [index] : []));
}

describe('a seeded defect', () => {
  it.each(defects.map((defect) => [defect.id, defect] as const))(
    '%s has one cause, or says why not',
    async (id, defect) => {
      const { findings, causes = [] } = await found(defect.subject, defect.minimal.setting.mode);
      expect(findings.length).toBeGreaterThan(0);
      expect(causes.flat().sort((left, right) => left - right)).toEqual([...findings.keys()]);
      if (causes.length > 1) expect(SEVERAL[id]).toBeDefined();
    },
  );

  it('has one cause for nearly all of them', () => {
    expect(Object.keys(SEVERAL).every((id) => findDefect(id) !== undefined)).toBe(true);
    expect(Object.keys(SEVERAL).length).toBeLessThan(defects.length / 4);
  });
});

describe('two seeded defects in one driver', () => {
  it.each(twoMistakes.map((two) => [two.ids.join(' and '), two] as const))(
    '%s stay two',
    async (_name, { ids, driver }) => {
      const [one, other] = ids.map(findDefect);
      if (one === undefined || other === undefined) throw new Error('a defect of the catalogue');
      const result = await found({ ...one.subject, name: 'two-mistakes', driver }, one.minimal.setting.mode);
      const [left, right] = [placesOf(result, one), placesOf(result, other)];
      expect(left.length).toBeGreaterThan(0);
      expect(right.length).toBeGreaterThan(0);
      const causesOf = (places: readonly number[]): readonly number[] =>
        (result.causes ?? []).flatMap((cause, index) =>
          places.some((place) => cause.includes(place)) ? [index] : [],
        );
      expect(causesOf(left).filter((cause) => causesOf(right).includes(cause))).toEqual([]);
    },
  );
});

describe('the article’s code as published', () => {
  it.each([
    ['buffered', 3],
    ['direct', 4],
    ['neither', 2],
  ] as const)('names each of its defects that %s mode shows once', async (mode, count) => {
    const subject = findSubject('article-verbatim');
    const { causes, findings } = await runCampaign({ subject, modes: [mode], cases: 3000, seed: 1 });
    expect(findings.length).toBeGreaterThan(count);
    expect(causes).toHaveLength(count);
  });
});
