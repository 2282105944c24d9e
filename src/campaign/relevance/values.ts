import { MAXLONGLONG } from '../../nt/byte-offset.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import type { DataSpec, HandleRef, LengthSpec, OffsetSpec } from '../../trace/op.ts';
import { MAX_ULONG } from '../../trace/op-schema.ts';
import { MAX_LENGTH } from '../../trace/resolve.ts';
import type { Value } from './field.ts';

const PAGE = BigInt(PAGE_SIZE);

/** A number with its neighbours, its double, and some others up to `highest`; each once, without itself. */
function around(value: bigint, others: readonly bigint[], highest: bigint): bigint[] {
  const all = [0n, 1n, value - 1n, value + 1n, 2n * value, ...others];
  return [...new Set(all)].filter((each) => each >= 0n && each <= highest && each !== value);
}

export function otherPageOffsets(value: number): number[] {
  return around(BigInt(value), [PAGE / 2n, PAGE - 1n], PAGE - 1n).map(Number);
}

export function otherKeys(value: number): number[] {
  return around(BigInt(value), [BigInt(MAX_ULONG)], BigInt(MAX_ULONG)).map(Number);
}

export function otherLengths(length: LengthSpec): LengthSpec[] {
  if (typeof length === 'number') {
    return around(BigInt(length), [PAGE, PAGE + 1n], BigInt(MAX_LENGTH)).map(Number);
  }
  return [0, 1, { last: length.last - 1 }, { last: length.last + 1 }];
}

/** Without those that mean another thing: appending, the file position. */
export function otherPositions(position: string): string[] {
  const value = BigInt(position);
  if (value < 0n) return ['0', '1', String(value - 1n)];
  return around(value, [PAGE, 2n ** 32n], MAXLONGLONG).map(String);
}

export function otherOffsets(offset: OffsetSpec): OffsetSpec[] {
  if (typeof offset === 'string')
    return [...otherPositions(offset), ...(offset === '-1' ? [] : ['-1']), null];
  if (offset === null) return ['0', '1', '-1'];
  return ['0', '1', null, { last: offset.last - 1 }, { last: offset.last + 1 }];
}

export function otherData(data: DataSpec): DataSpec[] {
  const seed = 'pattern' in data && data.pattern === 'counter' ? data.seed + 1 : 0;
  const others: DataSpec[] = [
    { pattern: 'counter', seed: Math.min(seed, MAX_ULONG) },
    { pattern: 'zero' },
    { hex: 'ff' },
  ];
  return others.filter((other) => JSON.stringify(other) !== JSON.stringify(data));
}

export function numberValue(number: number | bigint): Value {
  return { text: String(number), number: BigInt(number) };
}

export function textValue(text: string): Value {
  return { text, number: null };
}

export function handleValue(handle: HandleRef): Value {
  return textValue(String(handle));
}

function relativeText(last: number): string {
  return last === 0 ? 'last written' : `last written ${last > 0 ? '+' : '-'} ${Math.abs(last)}`;
}

export function offsetValue(offset: OffsetSpec): Value {
  if (offset === null) return textValue('NULL');
  if (typeof offset !== 'string') return textValue(relativeText(offset.last));
  return offset.startsWith('-') ? textValue(offset) : numberValue(BigInt(offset));
}

export function lengthValue(length: LengthSpec): Value {
  return typeof length === 'number' ? numberValue(length) : textValue(relativeText(length.last));
}

export function dataValue(data: DataSpec): Value {
  if ('hex' in data)
    return textValue(data.hex.length > 16 ? `hex ${data.hex.slice(0, 16)}…` : `hex ${data.hex}`);
  return textValue(data.pattern === 'zero' ? 'zeros' : `counter from ${data.seed}`);
}
