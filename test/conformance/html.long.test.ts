import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/index.ts';
import { rich } from '../report/html/fixtures.ts';
import { amount } from './amount.ts';
import { hasBrowser, NO_BROWSER, openBrowser } from './browser.ts';
import { fromDist, irpcheck } from './dist.ts';

const { htmlReport } = await fromDist<typeof import('../../src/report/html/html.ts')>('report/html/html');
const { DOCUMENTED_PROPERTIES } =
  await fromDist<typeof import('../../src/properties/registry.ts')>('properties/registry');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Of what passes, the names are enough. */
const RUN_AXE = "axe.run({ resultTypes: ['violations'] })";
const CASES = 2000;

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 640 };
const VIEWS: readonly BrowserContextOptions[] = [
  { viewport: DESKTOP, colorScheme: 'light' },
  { viewport: DESKTOP, colorScheme: 'dark' },
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
];

// What is evaluated in the page is written as text: these tests are compiled without a browser's types.
const UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })";
const FINDING_IN_FOCUS = "document.activeElement.closest('article.finding')?.id ?? ''";
const LINK_IN_FOCUS = "document.activeElement.closest('nav a')?.getAttribute('href') ?? ''";
const FOCUS_IS_SEEN = 'document.activeElement.getBoundingClientRect().top < innerHeight';
const FOCUS_LEFT = 'document.activeElement === document.body';
const TOO_WIDE = 'document.documentElement.scrollWidth - innerWidth';

/** A page in a window of its own, and whatever it complained of or asked for. */
interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

/** Findings of a real campaign that its report tells. Looking at a page takes as long as the page is. */
const FINDINGS = amount(8, Number.POSITIVE_INFINITY);

/** The campaign of a driver as published, in all its modes, with findings from its first to its last. */
async function campaignOf(name: string): Promise<CampaignResult> {
  const subject = irpcheck.findSubject(name);
  const result = await irpcheck.runCampaign({ subject, modes: subject.modes, cases: CASES, seed: 1 });
  const step = Math.ceil(result.findings.length / FINDINGS) || 1;
  return { ...result, findings: result.findings.filter((_, index) => index % step === 0) };
}

describe.each([
  // Their sections are those of the last: two of the views tell what differs.
  ['article-verbatim', () => campaignOf('article-verbatim'), VIEWS.slice(amount(3, 0), 4)],
  ['record-verbatim', () => campaignOf('record-verbatim'), VIEWS.slice(1, amount(2, 3))],
  ['findings of every shape', async () => rich(), VIEWS],
] as const)('the HTML report of %s', (_, resultOf, views) => {
  const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
  const url = pathToFileURL(join(folder, 'report.html')).href;
  let browser: Browser | undefined;
  /** Ids of the findings, in order. */
  let ids: string[] = [];

  beforeAll(async () => {
    if (!hasBrowser) return;
    const result = await resultOf();
    const tracePaths = result.findings.map((_, index) => `reports/finding-${index + 1}.json`);
    ids = tracePaths.map((_, index) => `finding-${index + 1}`);
    expect(ids.length).toBeGreaterThan(5);
    const page = htmlReport(result, { tracePaths, documentation: DOCUMENTED_PROPERTIES });
    writeFileSync(join(folder, 'report.html'), page);
    browser = await openBrowser();
  });

  beforeEach(({ skip }) => skip(!hasBrowser, NO_BROWSER));

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the report, and closes it when it was looked at. */
  async function look(options: BrowserContextOptions, at: (opened: Opened) => Promise<void>): Promise<void> {
    const context = await browser?.newContext({ viewport: DESKTOP, ...options });
    if (context === undefined) throw new Error('no browser');
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('request', (request) => requests.push(request.url()));
    await page.goto(url);
    await at({ page, complaints, requests });
    await context.close();
  }

  it('asks for nothing but itself and complains of nothing', async () => {
    await look({}, async ({ page, complaints, requests }) => {
      await page.keyboard.press('End');
      await page.waitForTimeout(500);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([url]);
    });
  });

  it('has a policy that stops what would get into it, and is seen to break', async () => {
    await look({}, async ({ page, complaints, requests }) => {
      await page.setContent('<img src="file:///nowhere.png"><script>document.title = "run"</script>');
      await expect.poll(() => requests).toContain('file:///nowhere.png');
      expect(complaints.filter((text) => text.includes('Content Security Policy'))).toHaveLength(2);
      expect(await page.title()).not.toBe('run');
      await page.evaluate(AXE);
      const { violations }: AxeResults = await page.evaluate(RUN_AXE);
      expect(violations.map(({ id }) => id)).toContain('image-alt');
    });
  });

  it.each(views)('has nothing that axe finds serious, on %o', async (options) => {
    await look(options, async ({ page }) => {
      await page.evaluate(UNFOLD);
      await page.evaluate(AXE);
      const { violations, passes }: AxeResults = await page.evaluate(RUN_AXE);
      expect(passes.map(({ id }) => id)).toContain('color-contrast');
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
    });
  });

  it.each([DESKTOP, PHONE, NARROW])('never scrolls sideways as a whole, on %o', async (viewport) => {
    await look({ viewport }, async ({ page }) => {
      await page.evaluate(UNFOLD);
      expect(await page.evaluate(TOO_WIDE)).toBe(0);
    });
  });

  it('leads the Tab key to the skip link first, and through every finding', async () => {
    await look({}, async ({ page }) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('Skip to the findings');
      const linked = new Set<string>();
      const entered = new Set<string>();
      for (let presses = 0; presses < 60 * ids.length; presses += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(FOCUS_LEFT)) break;
        linked.add(await page.evaluate<string>(LINK_IN_FOCUS));
        entered.add(await page.evaluate<string>(FINDING_IN_FOCUS));
      }
      expect(ids.filter((id) => !linked.has(`#${id}`))).toEqual([]);
      // What is folded away is entered by its link.
      const told = await page
        .locator('article.finding:visible')
        .evaluateAll((all) => all.map(({ id }) => id));
      expect([...entered].filter((id) => id !== '')).toEqual(told);
      expect(told.length).toBeGreaterThan(1);
    });
  });

  it('jumps through every finding with j and n, and back with k and p', async () => {
    await look({}, async ({ page }) => {
      const press = async (keys: string, order: readonly string[]): Promise<void> => {
        for (const [index, id] of order.entries()) {
          await page.keyboard.press(keys.charAt(index % keys.length));
          expect(await page.evaluate(FINDING_IN_FOCUS)).toBe(id);
          expect(await page.evaluate(FOCUS_IS_SEEN)).toBe(true);
        }
      };
      await press('jn', ids);
      await press('kp', [...ids].reverse().slice(1));
    });
  });

  it('leaves keys alone that are typed into the filter, or switched off', async () => {
    await look({}, async ({ page }) => {
      await page.keyboard.press('/');
      await page.keyboard.type('njk-nothing');
      expect(await page.inputValue('#filter')).toBe('njk-nothing');
      expect(await page.textContent('#filtered')).toBe(`0 of ${ids.length} shown`);
      await page.fill('#filter', '');
      await page.uncheck('#keys');
      await page.keyboard.press('j');
      expect(await page.evaluate(FINDING_IN_FOCUS)).toBe('');
    });
  });

  it('shows the findings of the mode that is asked for alone', async () => {
    await look({}, async ({ page }) => {
      await page.evaluate(UNFOLD);
      const modes = await page.locator('.jump .mode').allTextContents();
      await page.selectOption('#mode', 'direct');
      const shown = await page.locator('article.finding:visible').count();
      expect(shown).toBe(modes.filter((mode) => mode === 'direct').length);
      expect(shown).toBeGreaterThan(0);
      expect(await page.locator('.jump li:visible').count()).toBe(shown);
    });
  });

  it('copies commands, and selects them where it may not', async () => {
    await look({ permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page }) => {
      await page.evaluate(UNFOLD);
      const button = page.locator('#finding-2 .copy').first();
      await button.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => button.innerText()).toContain('Copied');
      const copied = await page.evaluate('navigator.clipboard.readText()');
      expect(copied).toMatch(/^npx irpcheck replay reports\/finding-\d+\.json$/);
      expect(copied).toBe(await page.locator('#finding-2 .command > code').first().textContent());
      expect(await page.textContent('#said')).toBe('Copied');

      await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
      await page.evaluate('document.execCommand = () => false; null');
      await page.locator('#finding-1 .copy').first().click();
      await expect.poll(() => page.textContent('#said')).toBe('Selected');
      const selected = await page.evaluate('String(getSelection())');
      expect(selected).toBe(await page.locator('#finding-1 .command > code').first().textContent());
    });
  });

  it('can be read without its script', async () => {
    await look({ javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator('article.finding').count()).toBe(ids.length);
      for (const folded of await page.locator('.ways > details > summary').all()) await folded.click();
      expect(await page.locator('article.finding:visible').count()).toBe(ids.length);
      expect(await page.locator('.copy:visible, .filters:visible').count()).toBe(0);
      await page.locator('nav a[href="#finding-3"]').click();
      expect(page.url()).toBe(`${url}#finding-3`);
      await page.locator('#finding-3 summary').first().click();
      expect(await page.locator('#finding-3 details').first().getAttribute('open')).toBe('');
    });
  });

  it('takes the colours that are chosen over those of the system', async () => {
    await look({ colorScheme: 'light' }, async ({ page }) => {
      const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const light = await ground();
      await page.locator('label[for=theme-dark]').click();
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('label[for=theme-light]').click();
      expect(await ground()).toBe(light);
      await page.locator('label[for=theme-system]').click();
      expect(await ground()).toBe(dark);
    });
  });
});
