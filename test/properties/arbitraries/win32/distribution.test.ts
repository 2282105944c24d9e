import { describe, expect, it } from 'vitest';
import { generateCase } from '../../../../src/properties/arbitraries/generate-case.ts';
import { shrinkCase } from '../../../../src/properties/arbitraries/shrink-case.ts';
import {
  decodeWin32Case,
  type Win32Case,
  win32CaseArbitrary,
} from '../../../../src/properties/arbitraries/win32/case-arbitrary.ts';
import type { Win32Profile } from '../../../../src/properties/arbitraries/win32/profile.ts';
import { FRAGMENTATIONS } from '../../../../src/trace/trace.ts';
import { WIN32_OP_KINDS, type Win32Op, type Win32OpKind } from '../../../../src/trace/win32/op.ts';
import { countBy } from '../sample.ts';

function sample(profile: Win32Profile, count: number): Win32Case[] {
  const arbitrary = win32CaseArbitrary(profile);
  return Array.from({ length: count }, (_, index) => generateCase(arbitrary, 1, index).value);
}

/** For a device named Example. */
const PROFILE: Win32Profile = {
  names: [
    null,
    '\\\\.\\Example',
    '\\\\?\\Example',
    '\\\\.\\Missing',
    '\\??\\Nowhere\\Example',
    '',
    'Example',
  ],
  exclusive: false,
};

const CASES = 3000;
const cases = sample(PROFILE, CASES);
const ops = cases.flatMap((generated) => generated.ops);

function opsOf<Kind extends Win32OpKind>(...kinds: readonly Kind[]): Extract<Win32Op, { op: Kind }>[] {
  return ops.filter((op): op is Extract<Win32Op, { op: Kind }> =>
    (kinds as readonly Win32OpKind[]).includes(op.op),
  );
}

const creates = opsOf('CreateFile');
const opens = opsOf('File::open');
const kernel32 = opsOf('ReadFile', 'WriteFile');
const transfers = opsOf('ReadFile', 'WriteFile', 'File::read', 'File::write', 'File::write_all');
const moves = opsOf('SetFilePointerEx');
const handles = ops.flatMap((op) => ('handle' in op ? [op.handle] : []));

describe('what 3,000 cases hold', () => {
  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['kind', ops.map(({ op }) => op), WIN32_OP_KINDS],
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
      [0, 1, 2, 13, 64, 4095, 4096, 4097, 5000, 8191, 8192, 8193],
    ],
    [
      'offset',
      kernel32.map(({ overlapped }) => overlapped?.offset ?? null),
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
    ['event', kernel32.map(({ overlapped }) => overlapped?.event ?? null), [true, false, null]],
    [
      'memory',
      kernel32.map(({ memory }) => memory),
      ['read-write', 'read-only', 'no-access', 'last-page-no-access', 'null', 'kernel'],
    ],
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
function hasNear(own: readonly Win32Op[], around: number): boolean {
  let written = 0;
  for (const op of own) {
    if (op.op === 'WriteFile' || op.op === 'File::write') written = op.length;
    if (written < 16 || op.op !== 'ReadFile') continue;
    if (op.length === written + around || op.overlapped?.offset === String(written + around)) return true;
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
      const written = own.findIndex((op) => op.op.includes('rite') && 'length' in op && op.length > 0);
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
  it.each(WIN32_OP_KINDS)('leaves %s out of some of the long cases', (kind) => {
    const long = cases.filter((generated) => generated.ops.length >= 13);
    const without = long.filter((generated) => generated.ops.every((op) => op.op !== kind));
    expect(without.length / long.length).toBeGreaterThan(0.05);
  });
});

describe('profiles', () => {
  it('uses other names only where there are some', () => {
    const plain = sample({ names: [], exclusive: false }, 500).flatMap((generated) => generated.ops);
    for (const op of plain) if ('name' in op) expect(op.name).toBeNull();
  });

  it('counts on one handle of an exclusive device', () => {
    const own = sample({ names: [], exclusive: true }, 500);
    const reopened = own.filter(({ ops: list }) =>
      list.some((op, index) => {
        const next = list[index + 1]?.op;
        return op.op === 'CloseHandle' && (next === 'CreateFile' || next === 'File::open');
      }),
    );
    expect(reopened.length).toBeGreaterThan(20);
  });
});

describe('decoding and shrinking', () => {
  it('words of 0 are the simplest case', () => {
    expect(decodeWin32Case(0, 0, [[0, 0]], PROFILE)).toEqual({
      machine: { fragmentation: 'contiguous', frameSeed: 0 },
      ops: [
        {
          op: 'CreateFile',
          name: null,
          access: 'read-write',
          disposition: 'OPEN_EXISTING',
          overlapped: false,
        },
      ],
    });
  });

  it('the same seed and index are the same case', () => {
    const arbitrary = win32CaseArbitrary(PROFILE);
    expect(generateCase(arbitrary, 1, 7).value).toEqual(cases[7]);
  });

  it('shrinks to cases of no more operations', () => {
    const arbitrary = win32CaseArbitrary(PROFILE);
    const generated = generateCase(arbitrary, 1, 3);
    let shrunk = 0;
    for (const { value } of shrinkCase(arbitrary, generated)) {
      expect(value.ops.length).toBeLessThanOrEqual(generated.value.ops.length);
      shrunk += 1;
      if (shrunk === 50) break;
    }
    expect(shrunk).toBeGreaterThan(5);
  });
});
