import { CTL_CODE, controlCodeOf, type TransferMethod } from '../../../nt/control-code.ts';
import { integer } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { HINT, hintOf } from '../draw/drawn-hint.ts';
import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { around, type FieldType, textShown } from '../field-type.ts';
import { MAX_ULONG } from './ulong.ts';

const LARGEST = BigInt(MAX_ULONG);

/** Codes near one that the driver may know. */
const NEAR = half();
const VARIANT = slot(5);

/** Of 32 values those from which on a near code is drawn. */
const NEAR_FROM = 20;

const TRANSFER_METHODS = [0, 1, 2, 3] as const;

function otherMethod(code: number, by: number): TransferMethod {
  return TRANSFER_METHODS[(controlCodeOf(code).method + by) % TRANSFER_METHODS.length] ?? 0;
}

/** A code that differs in one part; `variant` is 0 to 11. */
function near(code: number, variant: number): number {
  const { deviceType, function: fn, method, access } = controlCodeOf(code);
  switch (variant) {
    case 7:
      return CTL_CODE(deviceType, fn, method, access ^ 1);
    case 8:
      return CTL_CODE(deviceType, fn, method, access ^ 2);
    case 9:
      return CTL_CODE(deviceType, fn + 1, method, access);
    case 10:
      return CTL_CODE(deviceType, fn - 1, method, access);
    case 11:
      return CTL_CODE(deviceType ^ 1, fn, method, access);
    default:
      return CTL_CODE(deviceType, fn, otherMethod(code, 1 + (variant % 3)), access);
  }
}

function drawn(drawing: Drawing): number {
  const { code } = hintOf(drawing);
  const variant = drawing.draw(VARIANT);
  return variant < NEAR_FROM || !drawing.uses(NEAR) ? code : near(code, variant - NEAR_FROM);
}

/** Each of the other methods, and each other access. */
function relatives(code: number): number[] {
  const { deviceType, function: fn, method, access } = controlCodeOf(code);
  return [
    ...TRANSFER_METHODS.filter((other) => other !== method).map((other) =>
      CTL_CODE(deviceType, fn, other, access),
    ),
    ...[0, 1, 2, 3]
      .filter((other) => other !== access)
      .map((other) => CTL_CODE(deviceType, fn, method, other)),
  ];
}

/** The control code, an unsigned 32-bit number (R43). */
export const controlCode: FieldType<number> = {
  name: 'control code',
  description: 'Parameters.DeviceIoControl.IoControlCode, whose lowest two bits are the transfer method.',
  schema: integer(0, MAX_ULONG),
  canonical: 0,
  rank: (value) => value,
  simpler: relatives,
  others: (value) => [
    ...new Set([...relatives(value), ...around(BigInt(value), [LARGEST], LARGEST).map(Number)]),
  ],
  draw: drawn,
  slots: [HINT, VARIANT],
  features: [NEAR],
  isSmall: (value) => value === 0,
  number: { largest: LARGEST, read: BigInt, write: Number, means: 'name' },
  shown: (value) => textShown(codeText(value)),
};

/** For people: `0x222000`. */
export function codeText(code: number): string {
  return `0x${code.toString(16)}`;
}
