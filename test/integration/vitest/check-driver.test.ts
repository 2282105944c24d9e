import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/campaign.ts';
import { openSession, type Session, type SessionOptions } from '../../../src/campaign/isolated/session.ts';
import { checkDriverIn } from '../../../src/integration/vitest/check-driver.ts';
import { completeCheck } from '../../../src/integration/vitest/driver-check.ts';
import { runModeCampaign } from '../../../src/integration/vitest/mode-campaign.ts';
import { outcomeOf } from '../../../src/integration/vitest/outcome.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { parseTrace } from '../../../src/trace/json.ts';
import { FakeThreads } from '../../campaign/isolated/fake-thread.ts';

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
    const ended = await runModeCampaign(session, 'direct', check);
    const { findings } = await runCampaign({ subject, modes: ['direct'], cases: 60, seed: 3 });
    expect(ended.result.findings).toEqual(findings);
    expect(findings.length).toBeGreaterThan(0);
    for (const [index, path] of ended.tracePaths.entries()) {
      expect(path.startsWith(join(out, 'article-verbatim-direct'))).toBe(true);
      expect(parseTrace(readFileSync(path, 'utf8')).trace).toEqual(findings[index]?.trace);
    }
    const { kind, text } = outcomeOf(ended, 'model/status');
    expect(kind).toBe('failed');
    expect(text).toContain(
      `npx irpcheck replay ${join(out, 'article-verbatim-direct', 'model-status-1.json')}`,
    );
  });
});
