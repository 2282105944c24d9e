import { describe, expect, it } from 'vitest';
import { WdmArticle } from '../../src/drivers/wdm-article.ts';
import { type Answer, wdmDriverModule } from '../../src/drivers/wdm-driver.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { type IoStackLocation, Irp, Mdl, type Va, vaAdd } from '../../src/impl/ddi/index.ts';
import { MDL_WRITE_OPERATION, NormalPagePriority } from '../../src/nt/mdl.ts';
import type { NTSTATUS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';

const TAG = poolTag('Test');

function subjectOf(driver: typeof WdmArticle): Subject {
  return { ...findSubject('wdm-article'), driver: wdmDriverModule(driver) };
}

const codes = (subject: Subject, trace: ReturnType<typeof traceOf>): string[] =>
  new CaseRunner(subject).breaches(trace).map(({ property, reason }) => `${property} ${reason}`);

describe('an MDL inside a larger block', () => {
  it.each([256, 8192])('of %d bytes is freed with it', (blockBytes) => {
    class Embedded extends WdmArticle {
      protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
        const { ddi } = this;
        const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, blockBytes, TAG);
        const mdl = vaAdd(block, 16);
        const source = new Mdl(ddi.memory, irp.mdlAddress);
        new Mdl(ddi.memory, mdl).size = 128;
        ddi.IoBuildPartialMdl(irp.mdlAddress, mdl, source.virtualAddress, location.length);
        ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
        ddi.MmPrepareMdlForReuse(mdl);
        ddi.ExFreePoolWithTag(block, TAG);
        return super.answerWrite(irp, location);
      }
    }
    expect(codes(subjectOf(Embedded), traceOf('direct', [open(), write({ length: 1 })]))).toEqual([]);
  });
});

describe('what one trace leaves of locks', () => {
  it('does not reach the next one', () => {
    class Meddling extends WdmArticle {
      protected override answerRead(irp: Irp, location: IoStackLocation): Answer {
        new Mdl(this.ddi.memory, irp.mdlAddress).mdlFlags &= ~MDL_WRITE_OPERATION;
        return super.answerRead(irp, location);
      }

      protected override answerWrite(irp: Irp, location: IoStackLocation): Answer {
        const buffer = this.bufferOf(irp, location);
        if (buffer !== null) this.ddi.memory.writeU8(buffer.address, this.ddi.memory.readU8(buffer.address));
        return super.answerWrite(irp, location);
      }
    }
    const written = traceOf('direct', [open(), write({ length: 1 })]);
    const key = { property: 'contract/read-only-respected', reason: 'written-through-mdl' };
    const runner = new CaseRunner(subjectOf(Meddling));
    expect(runner.breachWith(written, key)).not.toBeNull();
    runner.run(traceOf('direct', [open(), read({ length: 1 })]));
    expect(runner.breachWith(written, key)).not.toBeNull();
  });
});

describe('drivers that call each other without end', () => {
  it('use up the kernel’s stack, not the engine’s', () => {
    class Endless extends WdmArticle {
      protected override read(irpVa: Va): NTSTATUS {
        new Irp(this.ddi.memory, irpVa).skipCurrentStackLocation();
        return this.ddi.IoCallDriver(this.device, irpVa);
      }
    }
    expect(codes(subjectOf(Endless), traceOf('buffered', [open(), read()]))).toContain(
      'contract/completed-or-pending bug-check-0x7f',
    );
  });
});
