import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BaselineEntry, formatBaseline, parseBaseline } from '../../../src/trace/finding/baseline.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { BUFFERING_MODES } from '../../../src/trace/trace.ts';
import { unalignedWrite } from '../../report/results.ts';

const arbitraryEntry: fc.Arbitrary<BaselineEntry> = fc
  .record(
    {
      subject: fc.constantFrom('article', './my driver.ts', 'B'),
      mode: fc.constantFrom(...BUFFERING_MODES),
      property: fc.constantFrom('model/status', 'contract/in-bounds'),
      reason: fc.constantFrom('STATUS_END_OF_FILE-for-STATUS_SUCCESS', 'pool-overrun', '"quoted"'),
      origin: fc.constantFrom('IRP_MJ_READ', 'IRP_MJ_WRITE, under a fault'),
      note: fc.constantFrom('', 'see issue 5', 'два\nстроки'),
      shown: fc.constantFrom(null, 'complete' as const, 'unfinished' as const),
    },
    { requiredKeys: ['subject', 'mode', 'property', 'reason', 'note', 'shown'] },
  )
  .map(({ shown, ...fields }): BaselineEntry => {
    const trace = unalignedWrite({ subject: fields.subject, setting: settingOf(fields.mode), seed: null });
    return { ...fields, shown: shown === null ? null : { trace, op: 1, minimization: shown } };
  });

describe('a baseline', () => {
  it('gives every entry back once, in an order that does not depend on theirs', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry), (entries) => {
        const text = formatBaseline(entries);
        expect(formatBaseline(parseBaseline(text))).toBe(text);
        expect(formatBaseline([...entries].reverse().concat(entries))).toBe(text);
        const set = (all: readonly BaselineEntry[]) => new Set(all.map((entry) => JSON.stringify(entry)));
        const ordered = entries.map(({ subject, mode, property, reason, origin, note, shown }) => {
          return {
            subject,
            mode,
            property,
            reason,
            ...(origin === undefined ? {} : { origin }),
            note,
            shown,
          };
        });
        expect(set(parseBaseline(text))).toEqual(set(ordered));
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
