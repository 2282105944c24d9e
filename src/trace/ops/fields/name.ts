import { z } from 'zod';
import { nameText } from '../../describe.ts';
import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import { hasOtherDevices } from '../draw/profile.ts';
import { slot } from '../draw/slot.ts';
import { type FieldType, textShown, without } from '../field-type.ts';
import { textRank } from '../rank.ts';
import { shorterTexts } from './shorter-texts.ts';

/** The longest name an open may ask for, UTF-16 code units. */
export const MAX_NAME = 4096;

/** What a driver's name is not. */
const OTHER_NAME = '\\??\\Other';

/** Whether opens use other names than the device's own. */
const NAMES = half();
const NAMED = slot(4);
const WHICH = slot(6);
/** Of sixteen values those from here on take a name from the profile. */
const NAMED_FROM = 10;

/** Whether opens use other devices of the driver's. */
const OTHER_DEVICES = half(hasOtherDevices);
const OTHER_DEVICE = slot(4, hasOtherDevices);
/** Of sixteen values those from here on take one of them. */
const OTHER_DEVICE_FROM = 10;

function drawn(drawing: Drawing): string | null {
  const { names, otherNames } = drawing.profile;
  if (hasOtherDevices(drawing.profile) && drawing.uses(OTHER_DEVICES)) {
    const other = otherNames[drawing.draw(WHICH) % otherNames.length];
    if (drawing.draw(OTHER_DEVICE) >= OTHER_DEVICE_FROM && other !== undefined) return other;
  }
  if (!drawing.uses(NAMES) || drawing.draw(NAMED) < NAMED_FROM || names.length === 0) return null;
  return names[drawing.draw(WHICH) % names.length] ?? null;
}

const NAME = { error: `expected null or text of at most ${MAX_NAME} characters` };

/** An object's name, or null for the subject's own. */
export const name: FieldType<string | null> = {
  name: 'name',
  description: "The object's name, or null for the device's own.",
  schema: z.union([z.null(), z.string().max(MAX_NAME, NAME)], NAME),
  canonical: null,
  rank: (value) => (value === null ? [] : [textRank(value)]),
  simpler: (value) => [null, ...(value === null ? [] : shorterTexts(value, 1))],
  // Another name for the device's own is another device: nothing would be learned.
  others: (value) => (value === null ? [] : without<string | null>([null, OTHER_NAME], value)),
  isOpen: true,
  draw: drawn,
  slots: [NAMED, WHICH, OTHER_DEVICE],
  features: [NAMES, OTHER_DEVICES],
  isSmall: (value) => value === null,
  number: null,
  shown: (value) => textShown(value === null ? "the device's" : nameText(value)),
};
