import { describe, expect, it } from 'vitest';
import { applicableKinds } from '../../../src/properties/generate/applicable-kinds.ts';
import { decodeCase, type GeneratedCase } from '../../../src/properties/generate/decode-case.ts';
import type { GenerationProfile } from '../../../src/trace/ops/draw/profile.ts';
import { canonicalOp, type Op, type OpKind, type OpOf } from '../../../src/trace/ops/index.ts';
import { FRAGMENTATIONS } from '../../../src/trace/trace.ts';
import { countBy, DEFAULT_PROFILE, sampleCases } from './sample.ts';

/** For a device named Example. */
const PROFILE: GenerationProfile = {
  ...DEFAULT_PROFILE,
  view: 'win32',
  names: [
    null,
    '\\\\.\\Example',
    '\\\\?\\Example',
    '\\\\.\\Missing',
    '\\??\\Nowhere\\Example',
    '',
    'Example',
  ],
};

const CASES = 3000;
const cases = sampleCases(PROFILE, CASES);
const kinds = applicableKinds(PROFILE);
const ops = cases.flatMap((generated) => generated.ops);

function opsOf<Kind extends OpKind>(...wanted: readonly Kind[]): OpOf<Kind>[] {
  return ops.filter((op): op is OpOf<Kind> => (wanted as readonly OpKind[]).includes(op.op));
}

const creates = opsOf('CreateFile');
const opens = opsOf('File::open');
const kernel32 = opsOf('ReadFile', 'WriteFile');
const transfers = opsOf('ReadFile', 'WriteFile', 'File::read', 'File::write', 'File::write_all');
const moves = opsOf('SetFilePointerEx');
const handles = ops.flatMap((op) => ('handle' in op ? [op.handle] : []));

describe('what 3,000 cases hold', () => {
  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['kind', ops.map(({ op }) => op), kinds],
    ['fragmentation', cases.map(({ machine }) => machine.fragmentation), FRAGMENTATIONS],
    ['access', creates.map(({ access }) => access), ['read-write', 'read', 'write', 'append', 'none']],
    [
      'disposition',
      creates.map(({ disposition }) => disposition),
      ['CREATE_NEW', 'CREATE_ALWAYS', 'OPEN_EXISTING', 'OPEN_ALWAYS', 'TRUNCATE_EXISTING'],
    ],
    ['FILE_FLAG_OVERLAPPED', creates.map(({ overlapped }) => overlapped), [true, false]],
    ['names of CreateFile', creates.map(({ name }) => name), PROFILE.names],
    ['names of File::open', opens.map(({ name }) => name), PROFILE.names],
    [
      'length',
      transfers.map(({ length }) => length),
      [0, 1, 2, 13, 64, 4095, 4096, 4097, 8191, 8192, 8193, 20_481],
    ],
    [
      'offset',
      kernel32.map(({ overlapped }) => overlapped),
      [
        null,
        '0',
        '1',
        '4294967295',
        '4294967296',
        '4294967297',
        '9223372036854775807',
        '9223372036854775808',
        '18446744073709551613',
        '18446744073709551614',
        '18446744073709551615',
      ],
    ],
    ['event', kernel32.map(({ event }) => event), [true, false]],
    [
      'memory',
      kernel32.map(({ buffer }) => buffer.memory),
      ['read-write', 'read-only', 'no-access', 'last-page-no-access', 'null', 'kernel'],
    ],
    ['in-page offset', kernel32.map(({ buffer }) => buffer.pageOffset), [0, 1, 4095]],
    ['method', moves.map(({ method }) => method), ['FILE_BEGIN', 'FILE_CURRENT', 'FILE_END']],
    [
      'distance',
      moves.map(({ distance }) => distance),
      ['0', '1', '-1', '13', '4096', '-4096', '4294967296', '9223372036854775807', '-9223372036854775808'],
    ],
    ['handle', handles, [0, 1, 2, 'none', 'closed', 'event']],
    ['data', opsOf('WriteFile').map(({ data }) => 'pattern' in data && data.pattern), ['counter', 'zero']],
  ])('%s', (_name, values, expected) => {
    const texts = expected.map(String);
    const counts = countBy(values, String, texts);
    for (const text of texts) expect(counts[text], text).toBeGreaterThan(0);
  });

  it('every combination of OpenOptions', () => {
    const combinations = new Set(opens.map(({ options }) => Object.values(options).join()));
    expect(combinations.size).toBe(64);
  });

  it('no CloseHandle of an event', () => {
    expect(opsOf('CloseHandle').filter(({ handle }) => handle === 'event')).toEqual([]);
  });

  it('offsets and lengths around what was written before', () => {
    for (const around of [-1, 0, 1]) {
      const near = cases.filter((generated) => hasNear(generated.ops, around)).length;
      expect(near, String(around)).toBeGreaterThan(50);
    }
  });
});

/** A write of some length and later a read of that length and `around` more, or from there. */
function hasNear(own: readonly Op[], around: number): boolean {
  let written = 0;
  for (const op of own) {
    if (op.op === 'WriteFile' || op.op === 'File::write') written = Number(op.length);
    if (!(written >= 16) || op.op !== 'ReadFile') continue;
    if (op.length === written + around || op.overlapped === String(written + around)) return true;
  }
  return false;
}

describe('length of cases', () => {
  it('averages 12 to 14 operations, and nearly all start with an open', () => {
    expect(ops.length / CASES).toBeGreaterThanOrEqual(12);
    expect(ops.length / CASES).toBeLessThanOrEqual(14);
    const opened = cases.filter(
      ({ ops: [first] }) => first?.op === 'CreateFile' || first?.op === 'File::open',
    );
    expect(opened.length / CASES).toBeGreaterThan(0.9);
    expect(opened.length).toBeLessThan(CASES);
  });
});

describe('depth', () => {
  it('reads after it wrote, on a handle, in at least half of the cases', () => {
    const reads = ['ReadFile', 'File::read', 'File::read_to_end'];
    const deep = cases.filter(({ ops: own }) => {
      const written = own.findIndex(
        (op) => op.op.includes('rite') && 'length' in op && Number(op.length) > 0,
      );
      return written >= 0 && own.slice(written).some((op) => reads.includes(op.op));
    });
    expect(deep.length / CASES).toBeGreaterThanOrEqual(0.5);
  });

  it('passes an OVERLAPPED to most transfers of handles that are overlapped', () => {
    const single = cases.filter(({ ops: [first, ...rest] }) => {
      return (
        first?.op === 'CreateFile' &&
        first.overlapped &&
        first.name === null &&
        rest.every((op) => op.op !== 'CreateFile' && op.op !== 'File::open' && op.op !== 'CloseHandle')
      );
    });
    const used = single
      .flatMap((generated) => generated.ops)
      .flatMap((op) => ((op.op === 'ReadFile' || op.op === 'WriteFile') && op.handle === 0 ? [op] : []));
    const passed = used.filter(({ overlapped }) => overlapped !== null);
    expect(used.length).toBeGreaterThan(100);
    expect(passed.length / used.length).toBeGreaterThan(0.7);
  });
});

describe('swarm', () => {
  it.each(kinds)('leaves %s out of some of the long cases', (kind) => {
    const long = cases.filter((generated) => generated.ops.length >= 13);
    const without = long.filter((generated) => generated.ops.every((op) => op.op !== kind));
    expect(without.length / long.length).toBeGreaterThan(0.05);
  });
});

describe('profiles', () => {
  it('uses other names only where there are some', () => {
    const plain = sampleCases({ ...PROFILE, names: [] }, 500).flatMap((generated) => generated.ops);
    for (const op of plain) if ('name' in op) expect(op.name).toBeNull();
  });

  it('counts on one handle of an exclusive device', () => {
    const own = sampleCases({ ...PROFILE, names: [], exclusive: true }, 500);
    const reopened = own.filter(({ ops: list }) =>
      list.some((op, index) => {
        const next = list[index + 1]?.op;
        return op.op === 'CloseHandle' && (next === 'CreateFile' || next === 'File::open');
      }),
    );
    expect(reopened.length).toBeGreaterThan(20);
  });
});

describe('decoding', () => {
  it('has words of 0 stand for the simplest case', () => {
    expect(decodeCase({ swarm: [], machine: 0, loading: 0, longCase: 0, ops: [[], []] }, PROFILE)).toEqual({
      load: [],
      unload: [],
      machine: { fragmentation: 'contiguous', frameSeed: 0 },
      ops: [canonicalOp('CreateFile'), canonicalOp('ReadFile')],
    });
  });

  it('gives operations of no other view', () => {
    const drawn: readonly GeneratedCase[] = sampleCases({ ...PROFILE, view: 'native' }, 100);
    expect(drawn.flatMap((each) => each.ops).filter(({ op }) => kinds.includes(op))).toEqual([]);
    expect(ops.filter(({ op }) => !kinds.includes(op))).toEqual([]);
  });
});
