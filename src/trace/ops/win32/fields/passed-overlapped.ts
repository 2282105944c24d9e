import type { Drawing } from '../../draw/drawing.ts';
import { half } from '../../draw/feature.ts';
import { slot } from '../../draw/slot.ts';
import type { FieldType } from '../../field-type.ts';
import { flag } from '../../fields/flag.ts';
import { handle } from '../../fields/handle.ts';

export const PASSED = slot(3);
/** Of eight values those from here on pass one on a handle that is not overlapped. */
const PASSED_FROM = 4;
/** Of eight values the one that passes none on a handle that is. */
const NOT_PASSED = 7;

/** OVERLAPPED structures on handles that are not overlapped. */
export const ON_ANY = half();

/** Whether a call passes an OVERLAPPED: mostly on a handle that is overlapped. */
export function isOverlappedPassed(drawing: Drawing): boolean {
  const passed = drawing.draw(PASSED);
  const ref = handle.draw(drawing);
  const { overlapped } = drawing.program;
  const isOverlapped = typeof ref === 'number' && (overlapped[ref % overlapped.length] ?? false);
  return isOverlapped ? passed !== NOT_PASSED : drawing.uses(ON_ANY) && passed >= PASSED_FROM;
}

/** An OVERLAPPED whose offset means nothing to the call. */
export const passedOverlapped: FieldType<boolean> = flag(
  'OVERLAPPED',
  'Whether an OVERLAPPED structure is passed; its Offset and OffsetHigh mean nothing to the call.',
  {
    slots: [PASSED, ...handle.slots],
    features: [ON_ANY, ...handle.features],
    draw: isOverlappedPassed,
  },
);
