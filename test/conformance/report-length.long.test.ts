import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/index.ts';
import { hasBrowser, NO_BROWSER, openBrowser } from './browser.ts';
import { fromDist, irpcheck } from './dist.ts';

const { causesOf } = await fromDist<typeof import('../../src/report/causes.ts')>('report/causes');

/** As many as the guides run, which find all that is wrong with the published code. */
const CASES = 12_000;
const MOST_LINES = 120;
/** CSS pixels, of about thirteen screens. */
const MOST_HEIGHT = 12_000;
const DESKTOP = { width: 1280, height: 900 };
const HEIGHT = 'document.documentElement.scrollHeight';

const subject = irpcheck.findSubject('article-verbatim');

describe.each(subject.modes)('reports of what was published, in %s mode', (mode) => {
  let result: CampaignResult;
  let context: { readonly tracePaths: string[]; readonly documentation: [] };

  beforeAll(async () => {
    result = await irpcheck.runCampaign({ subject, modes: [mode], cases: CASES, seed: 1 });
    // As long as names are.
    const tracePaths = result.findings.map(({ property }, index) => {
      const digest = String(index).padStart(12, '0');
      return `reports/article-verbatim/${property.replace('/', '-')}-${digest}.json`;
    });
    context = { tracePaths, documentation: [] };
  });

  it('name each cause once in the text, which is short', () => {
    const causes = causesOf(result);
    expect(causes.length).toBeGreaterThan(1);
    expect(causes.length).toBeLessThan(result.findings.length);
    const lines = irpcheck.textReport(result, context, { colour: false }).trimEnd().split('\n');
    const named = lines.flatMap((line) => /^(?:FINDING|WARNING) (\S+) {2}(\S+)/.exec(line)?.slice(1) ?? []);
    expect(named).toEqual(causes.flatMap(({ simplest: { finding } }) => [finding.property, finding.reason]));
    expect(lines.filter((line) => /^ {2}and [\d,]+ more ways? it shows:$/.test(line))).toHaveLength(
      causes.filter(({ others }) => others.length > 0).length,
    );
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
    // The bound means something: one finding after the other is beyond it, but in neither mode, which has few.
    const ungrouped = { ...result, causes: result.findings.map((_, index) => [index]) };
    const length = irpcheck.textReport(ungrouped, context, { colour: false }).split('\n').length;
    expect(length).toBeGreaterThan(mode === 'neither' ? lines.length : MOST_LINES);
  });

  it('are a page of a few screens, which has a section for each cause', async ({ skip }) => {
    skip(!hasBrowser, NO_BROWSER);
    const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
    const browser = await openBrowser();
    try {
      const file = join(folder, 'report.html');
      const page = irpcheck.htmlReport(result, context);
      writeFileSync(file, page);
      const causes = causesOf(result);
      expect(page.match(/<section class="ways"/g) ?? []).toHaveLength(
        causes.filter(({ others }) => others.length > 0).length,
      );
      const shown = await browser.newPage({ viewport: DESKTOP });
      await shown.goto(pathToFileURL(file).href);
      expect(await shown.locator('article.finding:visible').count()).toBe(causes.length);
      const height = await shown.evaluate(HEIGHT);
      expect(height).toBeGreaterThan(DESKTOP.height);
      expect(height).toBeLessThanOrEqual(MOST_HEIGHT);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true });
    }
  });
});
