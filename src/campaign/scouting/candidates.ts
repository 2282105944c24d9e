import { CTL_CODE, controlCodeOf, type TransferMethod } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import type { ModuleConstants } from '../../subjects/index.ts';
import { MAX_ULONG } from '../../trace/ops/fields/ulong.ts';

/** The most codes that are tried. */
const MAX_CANDIDATES = 48;

/** Smaller numbers are lengths and the like: no code of a device type above 0 is as small. */
const SMALLEST_CODE = 0x1_0000;

const METHODS: readonly TransferMethod[] = [0, 1, 2, 3];
const NO_ACCESS_ASKED = 0;
const READ_AND_WRITE_ASKED = 3;

/** Functions that drivers number their own from; fewer of those that follow. */
const USUAL_FUNCTIONS = [0x800, 0x801, 0x802, 0x803, 0x804, 0x805, 0x806, 0x807, 0x900, 0x901, 0x902, 0x903];

/** A function that hardly any driver has, counted down from where it is one's after all. */
const UNLIKELY_FUNCTION = 0xffe;

/** Device types of Microsoft's end about there, and those of vendors begin (DOC specifying-device-types). */
const LAST_OF_MICROSOFT = 0xff;
const FIRST_OF_VENDORS = 0x8000;

/** Whether a literal looks like one: sizes are mostly round, and pool tags have letters where the device type is. */
function looksLikeCode(number: number): boolean {
  const { deviceType } = controlCodeOf(number);
  const isKnown = deviceType <= LAST_OF_MICROSOFT || deviceType >= FIRST_OF_VENDORS;
  return (
    number >= SMALLEST_CODE && number <= MAX_ULONG && isKnown && (number & 0xffff) !== 0 && !isStatus(number)
  );
}

/** Whether it is an NTSTATUS that has a name: drivers are full of them. */
function isStatus(number: number): boolean {
  return !ntstatusName(number | 0).startsWith('0x');
}

/** Codes that the driver is written with: those that it is said to know before those that are computed before others. */
export function candidateCodes(
  declared: readonly number[],
  { called, numbers }: ModuleConstants,
): readonly number[] {
  const written = numbers.filter(looksLikeCode);
  const computed = called.filter((number) => number >= SMALLEST_CODE);
  return [...new Set([...declared, ...computed, ...written])].slice(0, MAX_CANDIDATES);
}

/** Codes to try on a driver that recognises none of those that it is written with. */
export function usualCodes(): readonly number[] {
  return USUAL_FUNCTIONS.flatMap((fn) =>
    METHODS.flatMap((method) =>
      [NO_ACCESS_ASKED, READ_AND_WRITE_ASKED].map((access) =>
        CTL_CODE(FILE_DEVICE_UNKNOWN, fn, method, access),
      ),
    ),
  );
}

/** A code of the same device type and method that the driver does not know: none of `known`. */
export function unknownCode(code: number, known: ReadonlySet<number>): number {
  const { deviceType, method } = controlCodeOf(code);
  let fn = UNLIKELY_FUNCTION;
  while (known.has(CTL_CODE(deviceType, fn, method, NO_ACCESS_ASKED))) fn -= 1;
  return CTL_CODE(deviceType, fn, method, NO_ACCESS_ASKED);
}
