import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/index.ts';
import { irpcheck, ROOT } from './dist.ts';
import { type Replayed, replayed } from './earlier-traces/replayed.ts';

/**
 * Trace files that 0.1.0 wrote in `irptrace/1`, each with what it showed there. They are not written again: what has
 * been kept in a corpus or sent with a report has to mean the same for ever.
 */
interface Entry extends Pick<Replayed, 'breaches' | 'digest'> {
  /** A driver and a model in files, where it is of no built-in driver. */
  readonly driver?: string;
  readonly model?: string;
  /** The text of the file. */
  readonly trace: string;
}

const FOLDER = new URL('earlier-traces/', import.meta.url);

function entriesOf(file: string): readonly Entry[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Entry => JSON.parse(line));
}

const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
const ENTRIES = FILES.flatMap(entriesOf);

/**
 * Where the kernel's own code faults, Windows stops with 0xA, which is for contract/irql-restored (R22a, R71). What is freed
 * and should not be is named by what it is, in contract/in-bounds, and what was written beyond a block by the request that did it.
 * What is written into a flush that was completed is written into freed memory (R45c).
 */
const JUDGED_OTHERWISE = new Set([
  'defects/probes-at-dispatch',
  'defects/freed-twice',
  'defects/freed-in-cleanup',
  'defects/scratch-overrun',
]);

async function subjectOf({ driver, model }: Entry, name: string): Promise<Subject> {
  if (driver === undefined || model === undefined) return irpcheck.findSubject(name);
  return irpcheck.loadSubject(await irpcheck.subjectSource(`${ROOT}${driver}`, `${ROOT}${model}`));
}

describe('traces of irptrace/1', () => {
  it('are at least 300, with each of the faults in a read and in a write', () => {
    expect(ENTRIES.length).toBeGreaterThanOrEqual(300);
    for (const op of ['read', 'write'])
      for (const fault of ['irp-allocation', 'buffer-allocation', 'system-mapping', 'pool-allocation'])
        expect(
          ENTRIES.filter(({ trace }) => new RegExp(`"op": "${op}".*"fault": "${fault}"`).test(trace)).length,
        ).toBeGreaterThan(2);
  });

  it.each(FILES)('%s: each shows what it showed', async (file) => {
    for (const entry of entriesOf(file)) {
      const { trace, finding, observed } = irpcheck.parseTrace(entry.trace);
      const shown = replayed(await subjectOf(entry, trace.subject), trace, finding);
      expect(shown, entry.trace).toEqual({ breaches: entry.breaches, observed, digest: entry.digest });
      // What the example's corpus keeps has been mended in its driver.
      if (finding === null || entry.driver !== undefined || JUDGED_OTHERWISE.has(trace.subject)) continue;
      const { property, reason, origin = '', severity, op } = finding;
      expect(shown.breaches).toContainEqual([property, reason, origin, severity, op]);
    }
  });

  it('would be noticed if their faults were left out', () => {
    const unlike = ENTRIES.filter(
      ({ driver, trace }) => driver === undefined && trace.includes('"fault"'),
    ).filter((entry) => {
      const { trace, finding } = irpcheck.parseTrace(entry.trace.replaceAll(/, "fault": "[a-z-]+"/g, ''));
      const shown = replayed(irpcheck.findSubject(trace.subject), trace, finding);
      return shown.digest !== entry.digest;
    });
    expect(unlike.length).toBeGreaterThan(100);
  });
});
