import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import type { GenerationProfile } from '../draw/profile.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { drawnInteger, type Payload } from './payload.ts';
import { MAX_PLACE_BYTES, MAX_PLACES, type PlacedBytes } from './placed-bytes.ts';

const hasNamed = ({ namedPayloads }: GenerationProfile): boolean => namedPayloads.length > 0;

const FORM = slot(3, hasNamed);
const WHICH = slot(6, hasNamed);
const AFTER = slot(6, hasNamed);

/** Data that the driver, or its model, is said to look for. */
export const NAMED_PAYLOADS = half(hasNamed);

/** The choices of such a payload. */
export const namedPayloadSlots = [FORM, WHICH, AFTER] as const;

type Form = 'none' | 'beginning' | 'beginning and integer' | 'whole';

const FORMS: Table<Form> = [
  ...times(3, 'none'),
  ...times(2, 'beginning'),
  'beginning and integer',
  ...times(2, 'whole'),
];

/** Bytes from the start of the buffer on, in as many places as they need. */
function placed(hex: string): readonly PlacedBytes[] {
  const parts = hex.match(new RegExp(`.{1,${2 * MAX_PLACE_BYTES}}`, 'g')) ?? [];
  return parts.map((bytes, index) => ({ at: index * MAX_PLACE_BYTES, bytes }));
}

/**
 * Bytes that the profile names: all over the buffer, which may be as long as they are, or at its start, where an
 * integer may follow. Those of too many places are all over the buffer. Null for none.
 */
export function drawnNamedPayload(drawing: Drawing): Payload | null {
  const { lengthBytes, profile } = drawing;
  const { namedPayloads } = profile;
  if (namedPayloads.length === 0 || !drawing.uses(NAMED_PAYLOADS)) return null;
  const form = pick(FORMS, drawing.draw(FORM));
  if (form === 'none' || lengthBytes === 0) return null;
  const hex = namedPayloads[drawing.draw(WHICH) % namedPayloads.length] ?? '';
  const places = placed(hex);
  if (form === 'whole' || places.length > MAX_PLACES) return { hex };
  if (form === 'beginning' || places.length === MAX_PLACES) return { places };
  return { places: [...places, drawnInteger(hex.length / 2, drawing.draw(AFTER), lengthBytes)] };
}
