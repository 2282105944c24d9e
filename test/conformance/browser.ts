import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's. */
const CHROMIUM = '/usr/bin/chromium';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether tests in a browser can run. Where tools are required they do, and fail without it. */
export const hasBrowser = existsSync(CHROMIUM) || process.env['IRPCHECK_REQUIRE_TOOLS'] === '1';

/** Why tests are skipped. */
export const NO_BROWSER = `skipped: there is no ${CHROMIUM}`;

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}
