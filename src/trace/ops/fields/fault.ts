import { z } from 'zod';
import type { Drawing } from '../draw/drawing.ts';
import { quarter } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { type FieldType, textShown, without } from '../field-type.ts';

/** Every fault, in the order in which they count. */
const FAULTS = ['irp-allocation', 'buffer-allocation', 'system-mapping', 'pool-allocation'] as const;

/**
 * A fault injected while one operation runs: the I/O manager's allocation of the IRP fails, or its
 * allocation of the SystemBuffer or the MDL, or every mapping of an MDL into system space, or every
 * allocation the driver itself makes, of pool or of an MDL.
 */
export type Fault = (typeof FAULTS)[number];

const VALUES = [null, ...FAULTS];

const FAULTY = quarter();
const SLOT = slot(4);

/** Of 16 values the last ones are faults. */
const FIRST_DRAWN = 12;
const DRAWN: readonly Fault[] = ['pool-allocation', 'irp-allocation', 'buffer-allocation', 'system-mapping'];

function drawn(drawing: Drawing): Fault | null {
  const { profile } = drawing;
  if (!profile.faults || !drawing.uses(FAULTY)) return null;
  const value = DRAWN[drawing.draw(SLOT) - FIRST_DRAWN] ?? null;
  return value === 'pool-allocation' && !profile.poolFaults ? null : value;
}

/** Another fault is tried only where the trace has one: it would always change the outcome. */
export const fault: FieldType<Fault | null> = {
  name: 'fault',
  description:
    'What fails while the operation runs: the allocation of the IRP, of the SystemBuffer or MDL, every mapping into ' +
    'system space, or every allocation by the driver.',
  schema: z.union([z.null(), z.enum(FAULTS)], {
    error: 'expected null, "irp-allocation", "buffer-allocation", "system-mapping" or "pool-allocation"',
  }),
  canonical: null,
  rank: (value) => VALUES.indexOf(value),
  simpler: () => VALUES,
  others: (value) => (value === null ? [] : without(VALUES, value)),
  draw: drawn,
  slots: [SLOT],
  features: [FAULTY],
  isSmall: (value) => value === null,
  number: null,
  shown: (value) => textShown(value ?? 'none'),
};

/** For people; nothing where nothing fails. */
export function faultText(value: Fault | null): string[] {
  return value === null ? [] : [`fault ${value}`];
}
