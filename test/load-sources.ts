import { readdirSync } from 'node:fs';
import { runCampaign } from '../src/campaign/run-campaign.ts';
import { services } from '../src/cli/services.ts';
import { findSubject } from '../src/subjects/index.ts';

// What is loaded when it is asked for, and what is slow until it has been compiled for speed, is not to be the time of
// whichever file of the unit lane comes first: scripts/check-durations.js reads these times.

const LOADED = Symbol.for('irpcheck: sources are loaded');

async function loadSources(): Promise<void> {
  for (const folder of [
    'cli/commands/',
    'report/',
    'report/html/',
    'campaign/shards/',
    'campaign/baseline/',
  ]) {
    const url = new URL(`../src/${folder}`, import.meta.url);
    for (const name of readdirSync(url)) if (name.endsWith('.ts')) await import(new URL(name, url).href);
  }
  await Promise.all([import('../src/index.ts'), ...Object.values(services).map((load) => load())]);
  const subject = findSubject('article-verbatim');
  await runCampaign({ subject, modes: ['direct'], cases: 100, seed: 1 });
}

// Once in each worker: this file runs before each one of tests.
if (Reflect.get(globalThis, LOADED) !== true) {
  Reflect.set(globalThis, LOADED, true);
  await loadSources();
}
