import type { Memory } from '../../../src/impl/memory/memory.ts';
import type { Va } from '../../../src/impl/memory/va.ts';
import type { FreshStructure, Place } from '../../../src/nt/fresh/facts.ts';

/** A number or an address, or of each field that holds it the bytes. */
type Value = number | bigint | Readonly<Record<string, readonly number[]>>;

/** What the names of a table stand for in one machine. */
export type Quantities<Quantity extends string> = Readonly<Record<Quantity, Value>>;

/** A pointer as it is stored. */
export function stored({ pointers }: Memory, va: Va): bigint {
  return (BigInt(pointers.high(va) >>> 0) << 32n) | BigInt(pointers.low(va) >>> 0);
}

/** The bytes that a field of the structure at `va` holds. */
export function bytesOf(memory: Memory, va: Va, { offset, size, count }: Place): number[] {
  const start = memory.position(va) + offset;
  return [...memory.u8.subarray(start, start + size * count)];
}

/** A value as bytes, the low one first, for each element of a field. */
function expected(value: number | bigint, { size, count }: Place): number[] {
  const one = Array.from({ length: size }, (_, index) =>
    Number((BigInt.asUintN(64, BigInt(value)) >> BigInt(8 * index)) & 0xffn),
  );
  return Array.from({ length: count }, () => one).flat();
}

/**
 * What the structure at an address holds, byte by byte, in the form of `foretold`: of every field that is known or left
 * out, its bytes.
 */
export function found<Name extends string, MomentName extends string, Quantity extends string>(
  memory: Memory,
  va: Va,
  { places, moments }: FreshStructure<Name, MomentName, Quantity>,
  moment: MomentName,
): [Name, number[]][] {
  const { holds } = moments[moment];
  return names(places).flatMap((name): [Name, number[]][] =>
    holds[name].kind === 'unknown' ? [] : [[name, bytesOf(memory, va, places[name])]],
  );
}

/** What the table says that the fields hold; a field that is left out holds zero. */
export function foretold<Name extends string, MomentName extends string, Quantity extends string>(
  { places, moments }: FreshStructure<Name, MomentName, Quantity>,
  moment: MomentName,
  quantities: Quantities<Quantity>,
): [Name, number[]][] {
  const { holds } = moments[moment];
  return names(places).flatMap((name): [Name, number[]][] => {
    const fact = holds[name];
    if (fact.kind === 'unknown') return [];
    if (fact.kind === 'left-out') return [[name, expected(0, places[name])]];
    const value: Value = typeof fact.value === 'number' ? fact.value : quantities[fact.value];
    return [[name, typeof value === 'object' ? [...(value[name] ?? [])] : expected(value, places[name])]];
  });
}

function names<Name extends string>(places: Readonly<Record<Name, Place>>): Name[] {
  return Object.keys(places) as Name[];
}
