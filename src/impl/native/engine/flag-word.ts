import { FLAG, FLAG_KIND } from './flags.ts';

/** The low half of a number that is of fewer than 65 bits. */
const OPERATION_MASK = 0xf;

/**
 * Flags as a word, from what the last operation left ("Intel 64 and IA-32 Architectures Software Developer's Manual",
 * volume 1, appendix A). Those that it leaves undefined are clear.
 *
 * @param kind the operation, and above its four bits the size of its operands as a power of two
 */
export function flagWord(kind: number, source: bigint, other: bigint, result: bigint): number {
  const operation = kind & OPERATION_MASK;
  const bits = BigInt(8 << (kind >> 4));
  const [left, right, value] = [source, other, result].map((each) => BigInt.asUintN(64, each)) as [
    bigint,
    bigint,
    bigint,
  ];
  const sign = 1n << (bits - 1n);
  const set = (flag: number, isSet: boolean): number => (isSet ? flag : 0);
  const low = Number(value & 0xffn);
  const ofResult =
    set(FLAG.zero, value === 0n) | set(FLAG.sign, (value & sign) !== 0n) | set(FLAG.parity, isEven(low));
  const adjust = set(FLAG.adjust, ((left ^ right ^ value) & 0x10n) !== 0n);
  switch (operation) {
    case FLAG_KIND.word:
      return Number(value & 0xffffn);
    case FLAG_KIND.add:
    case FLAG_KIND.adc:
      return (
        ofResult |
        adjust |
        set(FLAG.carry, (((left & right) | ((left | right) & ~value)) & sign) !== 0n) |
        set(FLAG.overflow, ((left ^ value) & (right ^ value) & sign) !== 0n)
      );
    case FLAG_KIND.sub:
    case FLAG_KIND.sbb:
      return (
        ofResult |
        adjust |
        set(FLAG.carry, (((~left & right) | ((~left | right) & value)) & sign) !== 0n) |
        set(FLAG.overflow, ((left ^ right) & (left ^ value) & sign) !== 0n)
      );
    case FLAG_KIND.logic:
      return ofResult;
    case FLAG_KIND.inc:
      return (
        ofResult |
        set(FLAG.carry, left !== 0n) |
        set(FLAG.adjust, (low & 0xf) === 0) |
        set(FLAG.overflow, value === sign)
      );
    case FLAG_KIND.dec:
      return (
        ofResult |
        set(FLAG.carry, left !== 0n) |
        set(FLAG.adjust, (low & 0xf) === 0xf) |
        set(FLAG.overflow, value === sign - 1n)
      );
    case FLAG_KIND.shift:
      return ofResult | set(FLAG.carry, left !== 0n) | set(FLAG.overflow, right !== 0n);
    default:
      throw new RangeError(`no operation leaves flags of kind ${kind}`);
  }
}

/** Whether an even number of the lowest eight bits is set. */
function isEven(low: number): boolean {
  const four = low ^ (low >> 4);
  const two = four ^ (four >> 2);
  return ((two ^ (two >> 1)) & 1) === 0;
}
