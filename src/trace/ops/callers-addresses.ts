import type { CallersAddress } from '../run/unprobed-access.ts';
import { type BufferSpec, isKernelMemory, PLAIN_BUFFER } from './fields/buffer.ts';
import { pointersIn } from './fields/data.ts';
import type { Op } from './index.ts';

/** The nouns of buffers whose addresses operations pass. */
const BUFFERS = { buffer: 'buffer', input: 'input buffer', output: 'output buffer' } as const;

type BufferName = keyof typeof BUFFERS;

const BUFFER_NAMES: readonly BufferName[] = ['buffer', 'input', 'output'];

const isBufferName = (address: CallersAddress): address is BufferName => address in BUFFERS;

function bufferIn(op: Op, name: BufferName): BufferSpec | null {
  if (name === 'buffer') return 'buffer' in op ? op.buffer : null;
  return 'code' in op ? op[name] : null;
}

const isKernelPage = (buffer: BufferSpec | null): boolean => buffer?.memory === 'kernel-page';

/** Whether a buffer of an operation is at a kernel page. Every operation that is executed is asked. */
function hasBufferAtKernelPage(op: Op): boolean {
  if ('code' in op) return isKernelPage(op.input) || isKernelPage(op.output);
  return 'buffer' in op && isKernelPage(op.buffer);
}

/** Whether an operation needs the pages that pointers among a caller's bytes lead to. */
export function needsPointedMemory(op: Op): boolean {
  return hasBufferAtKernelPage(op) || ('data' in op && pointersIn(op.data).length > 0);
}

/** Whether an operation gives the address of a kernel page. */
export function givesKernelPage(op: Op): boolean {
  return (
    hasBufferAtKernelPage(op) ||
    ('data' in op && pointersIn(op.data).some(({ pointer }) => pointer === 'kernel'))
  );
}

/** Where an operation gives the address of a kernel page, in words: `at byte 8 of the buffer`; null where it does not. */
export function kernelPageText(op: Op): string | null {
  const name = BUFFER_NAMES.find((each) => isKernelPage(bufferIn(op, each)));
  if (name !== undefined) return `that of the ${BUFFERS[name]}`;
  if (!('data' in op)) return null;
  const place = pointersIn(op.data).find(({ pointer }) => pointer === 'kernel');
  if (place === undefined) return null;
  return `at byte ${place.at} of the ${'code' in op ? BUFFERS.input : BUFFERS.buffer}`;
}

/** What of an operation is an address of the kernel's, with a page there or without; null for nothing. */
export function kernelAddressIn(op: Op): BufferName | 'pointer' | null {
  const name = BUFFER_NAMES.find((each) => isKernelMemory(bufferIn(op, each)?.memory ?? 'null'));
  if (name !== undefined || !('data' in op)) return name ?? null;
  const isKernels = pointersIn(op.data).some(
    ({ pointer }) => pointer === 'kernel' || pointer === 'unmapped-kernel',
  );
  return isKernels ? 'pointer' : null;
}

/** Whether an operation gives an address. */
export function givesAddress(op: Op, address: CallersAddress): boolean {
  if (isBufferName(address)) return bufferIn(op, address) !== null;
  return 'data' in op && pointersIn(op.data).some(({ pointer }) => pointer === address);
}

/** An operation with the address of a kernel page in the place of one that it gives, in each way that there is. */
export function withKernelPage(op: Op, address: CallersAddress): readonly Op[] {
  if (isBufferName(address)) return withBufferAtKernelPage(op, address);
  if (!('data' in op) || !('places' in op.data)) return [];
  const { data } = op;
  const { places = [] } = data;
  return places.flatMap((place, index) => {
    if (!('pointer' in place) || place.pointer !== address) return [];
    const other = places.with(index, { at: place.at, pointer: 'kernel' });
    return [{ ...op, data: { ...data, places: other } }];
  });
}

/** At the start of the page: of what is behind it nothing is mapped. Buffers that overlapped lie apart (R43d). */
function withBufferAtKernelPage(op: Op, name: BufferName): readonly Op[] {
  const page = { ...PLAIN_BUFFER, memory: 'kernel-page' } as const;
  if (name === 'buffer') return 'buffer' in op ? [{ ...op, buffer: page }] : [];
  if (!('code' in op)) return [];
  const output = { ...op.output, at: null };
  if (name === 'output') return [{ ...op, output: { ...output, ...page } }];
  return [{ ...op, input: { ...op.input, ...page }, output }];
}
