import { METHOD_NEITHER, methodOf } from '../../nt/control-code.ts';
import { IRP_BUFFERED_IO, IRP_MJ_READ, IRP_MJ_WRITE } from '../../nt/irp.ts';
import { PAGE_MASK, PAGE_SIZE } from '../../nt/page.ts';
import { MAX_LENGTH } from '../../trace/ops/fields/length.ts';
import type { CallersAddress } from '../../trace/run/unprobed-access.ts';
import type { Irp } from '../io/irp.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Memory } from '../memory/memory.ts';
import { isUserVa, NULL_VA, type Va } from '../memory/va.ts';
import type { TrackedIrp } from '../record/recorder.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** Bytes counted from an address, `to` exclusive. */
interface Bytes {
  readonly from: number;
  readonly to: number;
}

/** What an address of a caller's leads to, and what of it the driver has not probed. */
export class UnprobedMemory {
  readonly which: CallersAddress;
  readonly address: Va;
  readonly lengthBytes: number;
  readonly #pieces: readonly Piece[];
  #unprobed: readonly Bytes[];

  constructor(memory: Memory, which: CallersAddress, address: Va, lengthBytes: number) {
    this.which = which;
    this.address = address;
    this.lengthBytes = lengthBytes;
    this.#pieces = piecesOf(memory, address, lengthBytes);
    this.#unprobed = [{ from: 0, to: lengthBytes }];
  }

  /** A range of addresses was probed. */
  probed(address: Va, lengthBytes: number): void {
    const start = address - this.address;
    const end = start + lengthBytes;
    this.#unprobed = this.#unprobed.flatMap(({ from, to }) => [
      ...(from < start ? [{ from, to: Math.min(to, start) }] : []),
      ...(end < to ? [{ from: Math.max(from, end), to }] : []),
    ]);
  }

  /** Whether bytes at these positions are some that were not probed. */
  isAt(position: number, lengthBytes: number): boolean {
    return this.#pieces.some(({ start, end, before }) => {
      const first = Math.max(position, start) - start + before;
      const last = Math.min(position + lengthBytes, end) - start + before;
      return first < last && this.#unprobed.some(({ from, to }) => first < to && last > from);
    });
  }

  /** An access was told, and no other one is to be. */
  told(): void {
    this.#unprobed = [];
  }
}

const NONE: readonly UnprobedMemory[] = [];

/**
 * What a driver has to probe that is sent a request: the buffers of METHOD_NEITHER (R43), that of a read or write in
 * neither mode where the I/O manager probed none of it, having no length (R22, R41), and what pointers among the caller's
 * bytes lead to.
 */
export function unprobedOf(kernel: Kernel, irp: Irp, request: TrackedIrp): readonly UnprobedMemory[] {
  const { memory, ownPages } = kernel;
  const { control, length } = request.parameters;
  // Nearly every read and write.
  if (control === null && length > 0 && ownPages.length === 0) return NONE;
  const own = ownPages.map(({ pointer, page }) => new UnprobedMemory(memory, pointer, page, PAGE_SIZE));
  return [...buffersOf(memory, irp, request), ...own];
}

function buffersOf(
  memory: Memory,
  irp: Irp,
  { major, flags, parameters: { control, length } }: TrackedIrp,
): readonly UnprobedMemory[] {
  if (control === null) {
    const isTransfer = major === IRP_MJ_READ || major === IRP_MJ_WRITE;
    if (!isTransfer || length > 0 || (flags & IRP_BUFFERED_IO) !== 0) return NONE;
    return bufferAt(memory, 'buffer', irp.userBuffer, 0);
  }
  const { code, inputLength, outputLength } = control;
  if (methodOf(code) !== METHOD_NEITHER) return NONE;
  return [
    ...bufferAt(memory, 'input', irp.currentStackLocation.type3InputBuffer, inputLength),
    ...bufferAt(memory, 'output', irp.userBuffer, outputLength),
  ];
}

/** Of a buffer without length the rest of its page, whatever is accessed of it; of one that no memory has what may be there. */
function bufferAt(
  memory: Memory,
  which: CallersAddress,
  address: Va,
  lengthBytes: number,
): readonly UnprobedMemory[] {
  if (address === NULL_VA || !isUserVa(address)) return NONE;
  const watchedBytes =
    lengthBytes === 0 ? PAGE_SIZE - (address & PAGE_MASK) : Math.min(MAX_LENGTH, lengthBytes);
  return [new UnprobedMemory(memory, which, address, watchedBytes)];
}
