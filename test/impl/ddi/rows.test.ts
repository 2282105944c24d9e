import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AnyRow, highestIrql, type Row, row } from '../../../src/impl/ddi/row.ts';
import {
  boolean,
  bytes,
  NOTHING,
  pointer,
  pointerTo,
  STATUS,
  text,
  value,
} from '../../../src/impl/ddi/signature.ts';
import { DDI_TABLE } from '../../../src/impl/ddi/table.ts';
import type { IoManager } from '../../../src/impl/io/io-manager.ts';
import type { Va } from '../../../src/impl/memory/va.ts';
import { HIGH_LEVEL, PASSIVE_LEVEL } from '../../../src/nt/irql.ts';
import { misdeclared } from './declared-names.ts';

const contents = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const X64_EXPORTS = new Set(
  contents('x64-exports.txt')
    .split('\n')
    .filter((line) => /^\w/.test(line)),
);
const RULES = new Set(
  [...contents('../../../doc/rules.md').matchAll(/^- \*\*(\w+(?:\.\d+)?)\*\*/gm)].map(([, rule]) => rule),
);
const ROWS = Object.entries<AnyRow>(DDI_TABLE);

/** What is wrong with how images reach a routine. */
function misreached(name: string, { reach }: AnyRow): string[] {
  const named = 'exports' in reach ? reach.exports : reach.calls;
  const unknown = named.filter((each) => !X64_EXPORTS.has(each));
  return 'inlined' in reach && X64_EXPORTS.has(name) ? [...unknown, `${name} is exported`] : unknown;
}

const mapped = row({
  reach: { exports: ['MmMapLockedPages'] },
  irql: PASSIVE_LEVEL,
  parameters: [
    pointer('mdl', 'MDL'),
    pointer('address', 'bytes', { length: 'lengthBytes' }),
    bytes('lengthBytes', 'ULONG'),
  ],
  result: pointerTo('bytes', 'mdl'),
  rules: ['R74'],
  told: 'lengthBytes',
  call: (_io: IoManager, mdl: Va, _address: Va, _lengthBytes: number): Va => mdl,
});

describe.each(ROWS)('%s', (name, entry) => {
  it('declares the parameters that it takes', () => {
    expect(misdeclared(entry)).toEqual([]);
  });

  it('is reached by exports of x64, or says that it is inlined', () => {
    expect(misreached(name, entry)).toEqual([]);
  });

  it('implements rules there are, at an IRQL there is', () => {
    expect(entry.rules.filter((rule) => !RULES.has(rule))).toEqual([]);
    const levels = typeof entry.irql === 'number' ? [PASSIVE_LEVEL, entry.irql] : entry.irql;
    expect([PASSIVE_LEVEL, ...levels, HIGH_LEVEL]).toEqual(
      [PASSIVE_LEVEL, ...levels, HIGH_LEVEL].sort((a, b) => a - b),
    );
  });
});

it('no export reaches two routines', () => {
  const reached = ROWS.flatMap(([, { reach }]) => ('exports' in reach ? reach.exports : []));
  expect(new Set(reached).size).toBe(reached.length);
});

describe('a wrong row', () => {
  const [mdl, address, lengthBytes] = mapped.parameters;

  it.each<[string, Partial<AnyRow>, string[]]>([
    [
      'another name',
      { parameters: [pointer('list', 'MDL'), address, lengthBytes], result: STATUS },
      ['declares list,address,lengthBytes and takes mdl,address,lengthBytes'],
    ],
    [
      'another order',
      { parameters: [address, mdl, lengthBytes] },
      ['declares address,mdl,lengthBytes and takes mdl,address,lengthBytes'],
    ],
    [
      'one too few',
      { parameters: [mdl, address] },
      [
        'declares mdl,address and takes mdl,address,lengthBytes',
        'tells lengthBytes',
        'address is as long as lengthBytes',
      ],
    ],
    [
      'a length that is no number of bytes',
      { parameters: [mdl, address, value('lengthBytes', 'ULONG')] },
      ['tells lengthBytes', 'address is as long as lengthBytes'],
    ],
    ['a mapping of what is no MDL', { result: pointerTo('bytes', 'address') }, ['maps address']],
    ['none of it', {}, []],
  ])('with %s is noticed', (_name, changed, wrong) => {
    expect(misdeclared({ ...mapped, ...changed })).toEqual(wrong);
  });

  it('with another number or other kinds of parameters, or another result, does not compile', () => {
    const facts = { reach: mapped.reach, irql: PASSIVE_LEVEL, rules: [] };
    const call = (_io: IoManager, mdl: Va, _lengthBytes: number): Va => mdl;
    const result = pointerTo('MDL');
    const rows: Row<[mdl: Va, lengthBytes: number], Va>[] = [
      row({ ...facts, parameters: [mdl, lengthBytes], result, call }),
      // @ts-expect-error it takes two
      row({ ...facts, parameters: [mdl], result, call }),
      // @ts-expect-error it takes no third
      row({ ...facts, parameters: [mdl, lengthBytes, lengthBytes], result, call }),
      // @ts-expect-error the first is an address
      row({ ...facts, parameters: [lengthBytes, lengthBytes], result, call }),
      // @ts-expect-error the second is a number
      row({ ...facts, parameters: [mdl, mdl], result, call }),
      // @ts-expect-error the second is a number
      row({ ...facts, parameters: [mdl, boolean('lengthBytes')], result, call }),
      // @ts-expect-error the second is a number
      row({ ...facts, parameters: [mdl, text('lengthBytes')], result, call }),
      // @ts-expect-error it returns an address
      row({ ...facts, parameters: [mdl, lengthBytes], result: STATUS, call }),
      // @ts-expect-error it returns an address
      row({ ...facts, parameters: [mdl, lengthBytes], result: NOTHING, call }),
    ];
    expect(rows.map((each) => each.call === call)).not.toContain(false);
  });
});

it.each<[string, AnyRow['reach'], string[]]>([
  ['MmGetMdlByteCount', { exports: ['MmGetMdlByteCount'] }, ['MmGetMdlByteCount']],
  ['IoCallDriver', { exports: ['IofCallDriver', 'IopCallDriver'] }, ['IopCallDriver']],
  ['MmUnlockPages', { inlined: true, calls: [] }, ['MmUnlockPages is exported']],
  ['MmGetMdlByteCount', { inlined: true, calls: ['MmNowhere'] }, ['MmNowhere']],
  ['MmGetMdlByteCount', { inlined: true, calls: [] }, []],
])('%s reached by %o is wrong about %o', (name, reach, wrong) => {
  expect(misreached(name, { ...mapped, reach })).toEqual(wrong);
});

it('the highest IRQL of a range is its second', () => {
  expect([highestIrql(mapped), highestIrql({ ...mapped, irql: [1, 2] })]).toEqual([PASSIVE_LEVEL, 2]);
});
