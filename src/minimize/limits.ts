/** With more operations than this, pairs of them aren't tried: there would be too many. */
export const MAX_OPS_FOR_PAIRS = 32;

/** With more operations than this none is dropped while others change places. */
export const MAX_OPS_TO_DROP_AND_EXCHANGE = 6;

/** With more transfers than this no two exchange the places of their buffers. */
export const MAX_TRANSFERS_TO_EXCHANGE = 6;

/** With more operations than this only neighbours change places. */
export const MAX_OPS_FOR_MOVES = 12;

/** With more numbers than this above 0, pairs of them aren't tried. */
export const MAX_NUMBERS = 24;
/** With more numbers than this above 0, amounts aren't moved between them. */
export const MAX_NUMBERS_TO_MOVE = 10;
