import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/run-campaign.ts';
import { openSession, type Session, type SessionOptions } from '../../../src/campaign/session.ts';
import { Gate } from '../../../src/cli/gate/gate.ts';
import { checkDriverIn } from '../../../src/integration/vitest/check-driver.ts';
import { completeCheck } from '../../../src/integration/vitest/driver-check.ts';
import { runModeCampaign } from '../../../src/integration/vitest/mode-campaign.ts';
import { outcomeOf } from '../../../src/integration/vitest/outcome.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { accepts, type BaselineEntry, formatBaseline } from '../../../src/trace/finding/baseline.ts';
import { sameFinding } from '../../../src/trace/finding/finding.ts';
import { parseTrace } from '../../../src/trace/json.ts';
import { FakeThreads } from '../../hosts/fake-thread.ts';

const out = mkdtempSync(join(tmpdir(), 'irpcheck-vitest-'));
afterAll(() => rmSync(out, { recursive: true }));

/** Opens sessions whose workers are in this thread: none can be started from sources. */
function opener(): {
  open: (options: SessionOptions) => Promise<Session>;
  opened: Session[];
  closed: number;
} {
  const state = {
    opened: [] as Session[],
    closed: 0,
    open: async (options: SessionOptions): Promise<Session> => {
      const { name } = options.source;
      const { start } = new FakeThreads(() => findSubject(name));
      const session = await openSession({ ...options, startThread: start });
      const close = async (): Promise<void> => {
        state.closed += 1;
        await session.close();
      };
      const watched = { ...session, close };
      state.opened.push(watched);
      return watched;
    },
  };
  return state;
}

const sessions = opener();
// These are tests of the article's device themselves, made as a user makes them.
await checkDriverIn(sessions.open, { driver: 'article', modes: ['direct'], cases: 600, out });

const VERBATIM = 'article-verbatim';
const CASES = 600;
const verbatimModes = ['buffered', 'direct'] as const;
const corpus = join(out, 'corpus');
const baseline = join(out, 'baseline.json');

/** What the campaigns of both modes find, each finding in the first mode that shows it. */
async function verbatimEntries(): Promise<BaselineEntry[]> {
  const subject = findSubject(VERBATIM);
  const entries: BaselineEntry[] = [];
  for (const mode of verbatimModes) {
    const { findings } = await runCampaign({ subject, modes: [mode], cases: CASES, seed: 1 });
    for (const { severity, property, reason, origin, trace, op, minimization } of findings) {
      const entry = {
        subject: VERBATIM,
        mode,
        property,
        reason,
        ...(origin === undefined ? {} : { origin }),
      };
      const shown = { trace: { ...trace, seed: null }, op, minimization };
      const isNew = !entries.some((other) => accepts(other, { ...entry, ...shown }));
      if (severity === 'error' && isNew) entries.push({ ...entry, note: 'as it was published', shown });
    }
  }
  return entries;
}

const entries = await verbatimEntries();
writeFileSync(baseline, formatBaseline(entries));
// These are tests of a driver whose findings a baseline names, for whichever mode: all of them pass.
await checkDriverIn(opener().open, {
  driver: VERBATIM,
  modes: verbatimModes,
  cases: CASES,
  out,
  corpus,
  baseline,
});

describe('a corpus and a baseline', () => {
  it('keeps what was found', () => {
    expect(entries.length).toBeGreaterThan(3);
    const kept = readdirSync(corpus).map((name) => parseTrace(readFileSync(join(corpus, name), 'utf8')));
    for (const entry of entries) {
      expect(kept.some(({ finding }) => finding !== null && sameFinding(entry, finding))).toBe(true);
    }
  });

  it('finds in the first case what the corpus has, and fails for what the baseline lacks', async () => {
    const { open } = opener();
    const session = await open({ source: { name: VERBATIM, driver: null, model: null } });
    const again = join(out, 'again.json');
    const [first, ...others] = entries.filter(({ mode }) => mode === 'direct');
    if (first === undefined) throw new Error('nothing shows in direct mode first');
    writeFileSync(again, formatBaseline(others));
    const check = completeCheck({ driver: VERBATIM, cases: 1, seed: 9, out, corpus, baseline: again });
    const gate = await Gate.open(check.gate, VERBATIM, ['direct']);
    const { result } = await runModeCampaign(session, 'direct', check, gate);
    expect(result.corpus?.traces).toBeGreaterThan(0);
    for (const entry of [first, ...others]) {
      const finding = result.findings.find((found) => sameFinding(found, entry));
      expect(finding?.known).toBe(entry !== first);
    }
  });

  it('is refused where it cannot be read', async () => {
    const nowhere = { driver: VERBATIM, baseline: join(out, 'nowhere.json') };
    await expect(checkDriverIn(opener().open, nowhere)).rejects.toThrow('nowhere.json');
    const malformed = { driver: VERBATIM, corpus: mkdtempSync(join(out, 'malformed-')) };
    writeFileSync(join(malformed.corpus, 'a.json'), '{}');
    await expect(checkDriverIn(opener().open, malformed)).rejects.toThrow('a.json');
  });
});

describe('checkDriver', () => {
  it('opens a session to see the modes and one for each mode, and closes them', () => {
    expect([sessions.opened.length, sessions.closed]).toEqual([2, 2]);
    expect(existsSync(join(out, 'article-direct'))).toBe(false);
  });

  it('refuses modes that the driver does not have, and none', async () => {
    const { open } = opener();
    const check = { driver: 'article', modes: ['sideways' as 'direct'] };
    await expect(checkDriverIn(open, check)).rejects.toThrow(
      new RangeError("driver 'article' does not support mode sideways; its modes: buffered, direct, neither"),
    );
    await expect(checkDriverIn(open, { driver: 'article', modes: [] })).rejects.toThrow(RangeError);
  });

  it('refuses a driver that does not load', async () => {
    await expect(checkDriverIn(opener().open, { driver: './nowhere.ts' })).rejects.toThrow(
      "driver './nowhere.ts': there is no such file",
    );
  });
});

describe('runModeCampaign', () => {
  it('finds what a campaign finds, and writes its traces into a folder of driver and mode', async () => {
    const subject = findSubject('article-verbatim');
    const { start } = new FakeThreads(() => subject);
    const session = await openSession({
      source: { name: subject.name, driver: null, model: null },
      startThread: start,
    });
    const check = completeCheck({ driver: subject.name, cases: 60, seed: 3, out });
    const ended = await runModeCampaign(
      session,
      'direct',
      check,
      await Gate.open(check.gate, subject.name, ['direct']),
    );
    const { findings } = await runCampaign({ subject, modes: ['direct'], cases: 60, seed: 3 });
    expect(ended.result.findings).toEqual(findings);
    expect(findings.length).toBeGreaterThan(0);
    for (const [index, path] of ended.tracePaths.entries()) {
      expect(path.startsWith(join(out, 'article-verbatim.direct'))).toBe(true);
      expect(parseTrace(readFileSync(path, 'utf8')).trace).toEqual(findings[index]?.trace);
    }
    const { kind, text } = outcomeOf({ ...ended, strays: [] }, 'model/status');
    expect(kind).toBe('failed');
    expect(text).toContain(
      `npx irpcheck replay ${ended.tracePaths.find((path) => path.includes('model-status'))}`,
    );
  });
});
