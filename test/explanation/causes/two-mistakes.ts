import { AdvancesPosition } from '../../../src/drivers/defects/advances-position.ts';
import { DISK_BYTES, Disk } from '../../../src/drivers/disk.ts';
import { Mailbox } from '../../../src/drivers/mailbox.ts';
import { Partial } from '../../../src/drivers/partial.ts';
import { type Answer, type MappedBuffer, wdmDriverModule } from '../../../src/drivers/wdm-driver.ts';
import { type DriverModule, type IoStackLocation, Irp, Mdl, type Va } from '../../../src/impl/ddi/index.ts';
import { type NTSTATUS, STATUS_PENDING } from '../../../src/nt/ntstatus.ts';

/** Two seeded defects of the catalogue in one driver, by their ids. */
export interface TwoMistakes {
  readonly ids: readonly [string, string];
  readonly driver: DriverModule;
}

class ClampAndIrql extends Disk {
  protected override clamp(_start: number, lengthBytes: number): number {
    return lengthBytes;
  }

  protected override lock(): void {
    super.lock();
    this.oldIrql = this.ddi.KeGetCurrentIrql();
  }
}

class EndAndPosition extends Disk {
  protected override isBeyondEnd(start: bigint): boolean {
    return start > BigInt(DISK_BYTES);
  }

  protected override readAt(location: IoStackLocation, buffer: MappedBuffer): Answer {
    this.lock();
    const answer = this.copyOut(location.byteOffset, buffer);
    this.unlock();
    return answer;
  }
}

class PositionAndPending extends AdvancesPosition {
  protected override read(irpVa: Va): NTSTATUS {
    super.read(irpVa);
    return STATUS_PENDING;
  }
}

class TouchAndPosition extends AdvancesPosition {
  protected override complete(irpVa: Va, answer: Answer): NTSTATUS {
    const irp = new Irp(this.ddi.memory, irpVa);
    super.complete(irpVa, answer);
    return irp.status;
  }
}

class FreedAndRoom extends Mailbox {
  protected override take(block: Va, buffer: MappedBuffer): Answer {
    const answer = super.take(block, buffer);
    this.free(block);
    return answer;
  }

  protected override hasRoom(): boolean {
    return this.queue.length <= 4;
  }
}

class OrderAndRoom extends Mailbox {
  protected override add(block: Va): void {
    this.queue.unshift(block);
  }

  protected override hasRoom(): boolean {
    return this.queue.length <= 4;
  }
}

/** Where a mistake of the one kind does not stop the machine before the other one can show. */
class UnmappedAndUnlocked extends Partial {
  protected override reuse(partial: Va): void {
    const { mappedSystemVa, byteCount } = new Mdl(this.ddi.memory, partial);
    super.reuse(partial);
    if (byteCount === 1) this.ddi.MmUnlockPages(partial);
    else this.ddi.MmUnmapLockedPages(mappedSystemVa, partial);
  }
}

export const twoMistakes: readonly TwoMistakes[] = [
  { ids: ['no-clamp', 'wrong-old-irql'], driver: wdmDriverModule(ClampAndIrql) },
  { ids: ['end-off-by-one', 'position-not-set'], driver: wdmDriverModule(EndAndPosition) },
  { ids: ['advances-position', 'pending-not-marked'], driver: wdmDriverModule(PositionAndPending) },
  { ids: ['touches-after-complete', 'advances-position'], driver: wdmDriverModule(TouchAndPosition) },
  { ids: ['freed-twice', 'queue-too-long'], driver: wdmDriverModule(FreedAndRoom) },
  { ids: ['last-in-first-out', 'queue-too-long'], driver: wdmDriverModule(OrderAndRoom) },
  { ids: ['partial-unlocked', 'partial-unmapped-twice'], driver: wdmDriverModule(UnmappedAndUnlocked) },
];
