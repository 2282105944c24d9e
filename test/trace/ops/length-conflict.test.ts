import { describe, expect, it } from 'vitest';
import { withKernelPage } from '../../../src/trace/ops/callers-addresses.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { MAX_LENGTH } from '../../../src/trace/ops/fields/length.ts';
import { canonicalOp, type Op, opSchema } from '../../../src/trace/ops/index.ts';
import { describeOp } from '../../../src/trace/ops/words.ts';
import { Resolver } from '../../../src/trace/resolve.ts';

const LONGEST = 2 ** 32 - 1;
const FIRST_PAGE = { ...PLAIN_BUFFER, memory: 'first-page' } as const;
const MESSAGE = 'expected a whole number from 0 to 16777216, or memory "first-page"';
const resolved = (op: Op) => new Resolver('\\??\\Example').resolve(op);

describe.each(['read', 'write'] as const)('a %s', (kind) => {
  const op = (length: number, buffer = {}) => ({
    ...canonicalOp(kind),
    length,
    buffer: { ...PLAIN_BUFFER, ...buffer },
  });

  it.each([MAX_LENGTH + 1, 2 ** 31, 2 ** 32 - 1])('of %d bytes has the first page alone', (length) => {
    expect(opSchema.safeParse(op(length)).error?.issues).toMatchObject([
      { message: MESSAGE, path: ['length'] },
    ]);
    expect(opSchema.parse(op(length, FIRST_PAGE))).toMatchObject({ length });
  });

  it('of so many bytes as there may be has any memory', () => {
    expect(opSchema.safeParse(op(MAX_LENGTH)).success).toBe(true);
    expect(opSchema.safeParse(op(2 ** 32, FIRST_PAGE)).success).toBe(false);
  });
});

describe.each(['control', 'fs-control', 'DeviceIoControl'] as const)('%s', (kind) => {
  const op = canonicalOp(kind);

  it.each(['input', 'output'] as const)('with gigabytes of %s has the first page alone', (side) => {
    const long = { ...op, [side]: { ...op[side], length: 2 ** 32 - 1 } };
    expect(opSchema.safeParse(long).error?.issues).toMatchObject([
      { message: MESSAGE, path: [side, 'length'] },
    ]);
    const there = { ...long, [side]: { ...long[side], ...FIRST_PAGE } };
    expect(opSchema.parse(there)).toEqual(there);
  });
});

it('a kernel page may stand for a buffer that no memory has', () => {
  const op = {
    ...canonicalOp('control'),
    input: { ...canonicalOp('control').input, ...FIRST_PAGE, length: LONGEST },
  };
  for (const each of withKernelPage(op, 'input')) {
    expect(opSchema.parse(each)).toEqual(each);
    expect(resolved(each)).toMatchObject({ input: { length: LONGEST }, data: { length: 4096 } });
  }
  expect(withKernelPage(op, 'input')).toHaveLength(1);
});

describe('data of which a page is there', () => {
  it.each([
    [0, 2 ** 32 - 1, 4096],
    [100, 5000, 3996],
    [100, 3997, 3996],
    [100, 3996, 0],
    [0, 0, 0],
  ])('at %d, %d bytes: %d', (pageOffset, length, there) => {
    const buffer = { ...FIRST_PAGE, pageOffset };
    expect(resolved({ ...canonicalOp('write'), length, buffer })).toMatchObject({
      length,
      data: { length: there },
    });
    const { input } = canonicalOp('control');
    const control = { ...canonicalOp('control'), input: { ...input, ...buffer, length } };
    expect(resolved(control)).toMatchObject({ input: { length }, data: { length: there } });
  });

  it('is told in words', () =>
    expect(describeOp({ ...canonicalOp('read'), length: 2 ** 31, buffer: FIRST_PAGE }, '')).toContain(
      "nothing behind the buffer's first page",
    ));
});
