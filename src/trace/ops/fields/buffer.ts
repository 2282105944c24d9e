import { PAGE_SIZE } from '../../../nt/page.ts';
import { integer } from '../../schema-parts.ts';
import { around, type FieldType, numberShown, without } from '../field-type.ts';
import { flag } from './flag.ts';
import { oneOf } from './one-of.ts';

/** Every kind of memory behind a buffer, the simplest first. */
export const BUFFER_MEMORIES = [
  'read-write',
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
] as const;

/**
 * The memory behind a user buffer. `read-only` and `no-access` hold for all of its pages,
 * `last-page-no-access` for the last alone; `null` and `kernel` are addresses without user memory.
 */
export type BufferMemory = (typeof BUFFER_MEMORIES)[number];

const LAST_IN_PAGE = BigInt(PAGE_SIZE - 1);

const pageOffset: FieldType<number> = {
  name: 'in-page offset',
  description: 'Bytes into its first page at which the buffer starts.',
  schema: integer(0, PAGE_SIZE - 1),
  canonical: 0,
  rank: (value) => value,
  simpler: () => [],
  others: (value) => around(BigInt(value), [BigInt(PAGE_SIZE / 2), LAST_IN_PAGE], LAST_IN_PAGE).map(Number),
  usual: [0],
  number: { largest: LAST_IN_PAGE, read: BigInt, write: Number, means: 'amount' },
  shown: numberShown,
};

/** Other memory is tried only where the trace has some: it would always change the outcome. */
const memory = oneOf(
  'memory',
  'The memory behind the buffer: of all of its pages, of its last page alone, or "null" and "kernel" for addresses ' +
    'without user memory.',
  BUFFER_MEMORIES,
  {
    others: (value) => (value === 'read-write' ? [] : without(BUFFER_MEMORIES, value)),
    usual: ['read-write'],
  },
);

const shared = flag(
  'second mapping',
  'Whether the same frames are mapped a second time, and the caller fills and reads them through that mapping.',
);

/** The fields of a user buffer. */
export const bufferFields = { pageOffset, memory, shared };

/** A user buffer: where it starts in its first page, 0 to 4095, and what stands behind it. */
export interface BufferSpec {
  readonly pageOffset: number;
  readonly memory: BufferMemory;
  readonly shared: boolean;
}

/** The buffer a minimal trace uses: page-aligned, ordinary memory. */
export const PLAIN_BUFFER: BufferSpec = { pageOffset: 0, memory: 'read-write', shared: false };

/** For people; nothing for the plain buffer. */
export function bufferText({ pageOffset, memory, shared }: BufferSpec): string[] {
  const parts: string[] = [];
  if (pageOffset !== 0) parts.push(`buffer page 0 +0x${pageOffset.toString(16).padStart(3, '0')}`);
  if (memory === 'null') parts.push('buffer NULL');
  else if (memory === 'kernel') parts.push('buffer at a kernel address');
  else if (memory === 'last-page-no-access') parts.push("buffer's last page no-access");
  else if (memory !== 'read-write') parts.push(`buffer ${memory}`);
  if (shared) parts.push('buffer mapped twice');
  return parts;
}
