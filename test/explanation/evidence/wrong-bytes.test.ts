import { describe, expect, it } from 'vitest';
import { findDefect, findSubject } from '../../../src/subjects/index.ts';
import { open, read } from '../../campaign/subjects.ts';
import { evidence } from './evidence.setup.ts';

describe('the bytes that are wrong', () => {
  it.each<[string, { from: number; to: number }[]]>([
    // Beyond a SystemBuffer of one byte.
    ['copies-all', [{ from: 1, to: 2 }]],
    ['double-fetch', [{ from: 0, to: 1 }]],
    ['overclaim', [{ from: 0, to: 1 }]],
    ['read-source-not-advanced', [{ from: 0, to: 1 }]],
    ['frames-in-a-row', [{ from: 0, to: 1 }]],
  ])('of %s', (id, offending) => {
    const defect = findDefect(id);
    if (defect === undefined) throw new Error('no such defect');
    const { subject, minimal } = defect;
    const { mode } = minimal.setting;
    expect(evidence(subject, mode, minimal.ops, defect).buffer?.offending).toEqual(offending);
  });

  it('of a reading of memory that nobody wrote are those of both runs', () => {
    const { bytes } = evidence(
      findSubject('defects/claims-whole-buffer'),
      'buffered',
      [open(), read({ length: 2 })],
      { property: 'contract/no-disclosure', reason: 'stale-bytes' },
    );
    expect(bytes).toEqual([
      {
        what: "the caller's buffer after the read",
        from: 0,
        expected: null,
        observed: 'fafa',
        totalBytes: 2,
      },
      {
        what: "the caller's buffer after the read, with other bytes in memory that nobody wrote",
        from: 0,
        expected: null,
        observed: 'fdfd',
        totalBytes: 2,
      },
    ]);
  });
});
