import { SIZE_OF } from '../layout.ts';
import { MDL_ALLOCATED_FIXED_SIZE, MDL_PAGES_LOCKED, MDL_WRITE_OPERATION } from '../mdl.ts';
import { at, type FreshStructure, isNull, known, type Moment, named, UNKNOWN } from './facts.ts';

const PLACES = {
  Next: at(0x0, 8),
  Size: at(0x8, 2),
  MdlFlags: at(0xa, 2),
  Process: at(0x10, 8),
  MappedSystemVa: at(0x18, 8),
  StartVa: at(0x20, 8),
  ByteCount: at(0x28, 4),
  ByteOffset: at(0x2c, 4),
} as const;

/** Quantities that fields of an MDL hold. */
export type MdlQuantity =
  | '48 + 8 * pages spanned'
  | "the caller's process"
  | "the buffer's page"
  | "the buffer's bytes"
  | "the buffer's offset in its page";

type MdlMoment = Moment<keyof typeof PLACES, MdlQuantity>;

const ALLOCATED: MdlMoment['holds'] = {
  Next: isNull('KMT IoMdl', 'R69'),
  Size: known('48 + 8 * pages spanned', 'R67', 'R69'),
  MdlFlags: named({ MDL_ALLOCATED_FIXED_SIZE }, 'R70'),
  Process: UNKNOWN,
  MappedSystemVa: UNKNOWN,
  StartVa: known("the buffer's page", 'R69'),
  ByteCount: known("the buffer's bytes", 'KMT IoMdl', 'R69'),
  ByteOffset: known("the buffer's offset in its page", 'R69'),
};

const MOMENTS = {
  allocated: { when: 'IoAllocateMdl, up to 23 pages', holds: ALLOCATED },
  read: {
    when: 'a direct read arrives',
    holds: {
      ...ALLOCATED,
      MdlFlags: named({ MDL_ALLOCATED_FIXED_SIZE, MDL_PAGES_LOCKED, MDL_WRITE_OPERATION }, 'R70', 'R71'),
      Process: known("the caller's process", 'R71'),
    },
  },
} satisfies Record<string, MdlMoment>;

/** The header of an MDL as it is allocated, and as a direct read brings it to a driver. */
export const FRESH_MDL: FreshStructure<keyof typeof PLACES, keyof typeof MOMENTS, MdlQuantity> = {
  name: 'MDL',
  size: SIZE_OF.MDL,
  alignment: 8,
  places: PLACES,
  moments: MOMENTS,
};
