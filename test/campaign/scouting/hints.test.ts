import { describe, expect, it } from 'vitest';
import { hintsOf } from '../../../src/campaign/scouting/hints.ts';
import type { ScoutedCode } from '../../../src/trace/result/scouted.ts';

const scouted = (code: number, parts: Partial<ScoutedCode> = {}): ScoutedCode => ({
  code,
  recognised: true,
  statuses: [],
  inputs: [],
  outputs: [],
  ...parts,
});

describe('what control requests are generated from', () => {
  it.each([
    ['a code of any length', scouted(4), [{ code: 4, input: 0, output: 0 }]],
    [
      'one length of each buffer',
      scouted(4, { inputs: [8], outputs: [2] }),
      [{ code: 4, input: 8, output: 2 }],
    ],
    [
      'several lengths',
      scouted(4, { inputs: [8, 9, 20, 30], outputs: [2, 3, 4] }),
      [
        { code: 4, input: 8, output: 2 },
        { code: 4, input: 9, output: 2 },
        { code: 4, input: 8, output: 3 },
        { code: 4, input: 20, output: 3 },
      ],
    ],
  ])('%s', (_title, code, hints) => {
    expect(hintsOf([], [code])).toEqual(hints);
  });

  it('what is declared comes first, and once', () => {
    const declared = [{ code: 8, input: 1, output: 1 }];
    expect(hintsOf(declared, [scouted(8, { inputs: [1], outputs: [1] }), scouted(4)])).toEqual([
      ...declared,
      { code: 4, input: 0, output: 0 },
    ]);
  });

  it('one code that was not recognised for four that were', () => {
    const unknown = [20, 24, 28].map((code) => scouted(code, { recognised: false }));
    const known = [4, 8, 12, 16, 17].map((code) => scouted(code));
    const codes = (from: readonly ScoutedCode[]) => hintsOf([], from).map(({ code }) => code);
    expect(codes([...unknown, ...known.slice(0, 4)])).toEqual([4, 8, 12, 16, 20]);
    expect(codes([...unknown, ...known])).toEqual([4, 8, 12, 16, 17, 20, 24]);
  });

  it('nothing for a driver that knows none and declares none', () => {
    expect(hintsOf([], [scouted(4, { recognised: false })])).toEqual([]);
    const declared = [{ code: 8, input: 1, output: 1 }];
    expect(hintsOf(declared, [])).toEqual(declared);
  });

  it('64 at most', () => {
    const many = Array.from({ length: 30 }, (_, code) =>
      scouted(code, { inputs: [1, 2, 3], outputs: [4, 5] }),
    );
    expect(hintsOf([], many)).toHaveLength(64);
  });
});
