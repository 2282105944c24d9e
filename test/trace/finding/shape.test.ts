import { describe, expect, it } from 'vitest';
import { placeOf, shapeOf } from '../../../src/trace/finding/shape.ts';
import { canonicalOp, type Op } from '../../../src/trace/ops/index.ts';
import { type Setting, settingOf } from '../../../src/trace/setting.ts';
import { unalignedWrite } from '../../report/results.ts';

const OPEN = canonicalOp('open');
const write = (parts: object = {}): Op => ({ ...canonicalOp('write'), length: 1, ...parts });
const shape = (ops: readonly Op[], op = 1, setting: Setting = settingOf('direct')) =>
  shapeOf(unalignedWrite({ ops, setting }), op);
const PLAIN = shape([OPEN, write()]);
const at = (pageOffset: number) => ({ pageOffset, memory: 'read-write', shared: false }) as const;

describe('the shape of a minimal trace', () => {
  it('is in words', () => {
    expect(shapeOf(unalignedWrite(), 1)).toBe('open; write, buffer.pageOffset; at 1');
    expect(shape([OPEN], 1)).toBe('open; at 1');
  });

  it.each<[string, string, string]>([
    ['how long a transfer within a page is', PLAIN, shape([OPEN, write({ length: 4095 })])],
    [
      'how far into a page',
      shape([OPEN, write({ buffer: at(1) })]),
      shape([OPEN, write({ buffer: at(4095) })]),
    ],
    ['what is written', PLAIN, shape([OPEN, write({ data: { hex: 'ff' } })])],
    ['which offset below 0', shape([OPEN, write({ offset: '-3' })]), shape([OPEN, write({ offset: '-9' })])],
    ['the mode', PLAIN, shape([OPEN, write()], 1, settingOf('buffered'))],
    [
      'how frames are not in a row',
      shape(
        [OPEN, write()],
        1,
        settingOf('direct', { machine: { fragmentation: 'reversed', frameSeed: 0 } }),
      ),
      shape(
        [OPEN, write()],
        1,
        settingOf('direct', { machine: { fragmentation: 'scattered', frameSeed: 9 } }),
      ),
    ],
  ])('does not tell %s', (_what, left, right) => {
    expect(left).toBe(right);
  });

  it('tells all else', () => {
    const shapes = [
      PLAIN,
      shape([OPEN, write()], 0),
      shape([OPEN, write()], 2),
      shape([OPEN, write(), write()]),
      shape([OPEN, { ...canonicalOp('read'), length: 1 }]),
      shape([OPEN, write({ length: 4096 })]),
      shape([OPEN, write({ offset: '5' })]),
      shape([OPEN, write({ offset: '-3' })]),
      shape([OPEN, write({ offset: null })]),
      shape([OPEN, write({ buffer: at(1) })]),
      shape([OPEN, write({ buffer: { ...at(0), memory: 'read-only' } })]),
      shape([OPEN, write({ event: true })]),
      shape([OPEN, write({ during: [{ at: 'pool-allocation', do: 'fail' }] })]),
      shape([OPEN, write({ during: [{ at: 'system-mapping', do: 'fail' }] })]),
      shape([{ ...OPEN, overlapped: true }, write()]),
      shape([OPEN, write()], 1, settingOf('direct', { stack: ['skip'] })),
      shape(
        [OPEN, write()],
        1,
        settingOf('direct', { machine: { fragmentation: 'reversed', frameSeed: 0 } }),
      ),
      shape([OPEN, write()], 1, settingOf('direct', { load: [{ at: 'pool-allocation', do: 'fail' }] })),
      shape([OPEN, write()], 1, settingOf('direct', { unload: [{ at: 'pool-allocation', do: 'fail' }] })),
    ];
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});

it('the place is the operation at which a finding shows', () => {
  const { ops } = unalignedWrite();
  expect([0, 1, ops.length].map((op) => placeOf(unalignedWrite(), op))).toEqual(['open', 'write', 'unload']);
});
