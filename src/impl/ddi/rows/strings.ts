import { HIGH_LEVEL } from '../../../nt/irql.ts';
import { UNICODE_STRING as LAYOUT } from '../../../nt/layout.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { NULL_VA, type Va, vaAdd } from '../../memory/va.ts';
import { row } from '../row.ts';
import { NOTHING, pointer } from '../signature.ts';

const CHARACTER_BYTES = 2;
/** The longest text a UNICODE_STRING has room for, bytes: with its end it is the longest of an even length. */
const MAX_TEXT_BYTES = 0xfffc;

/** Counted strings. */
export const STRING_ROWS = {
  /** Makes a UNICODE_STRING of a text that ends with 0: it leads to the text itself. NULL makes an empty one. */
  RtlInitUnicodeString: row({
    reach: { exports: ['RtlInitUnicodeString'], alsoInlined: true },
    irql: HIGH_LEVEL,
    parameters: [
      pointer('target', 'UNICODE_STRING', { out: true }),
      pointer('source', 'bytes', { optional: true }),
    ],
    result: NOTHING,
    rules: [],
    call: (io: IoManager, target: Va, source: Va): void => {
      const { memory } = io.kernel;
      const isNull = source === NULL_VA;
      let lengthBytes = 0;
      while (!isNull && lengthBytes < MAX_TEXT_BYTES && memory.readU16(vaAdd(source, lengthBytes)) !== 0)
        lengthBytes += CHARACTER_BYTES;
      memory.writeU16(vaAdd(target, LAYOUT.Length), lengthBytes);
      memory.writeU16(vaAdd(target, LAYOUT.MaximumLength), isNull ? 0 : lengthBytes + CHARACTER_BYTES);
      memory.writePointer(vaAdd(target, LAYOUT.Buffer), source);
    },
  }),
} as const;
