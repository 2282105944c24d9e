import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { type Ddi, NULL_VA, type Va } from '../../src/impl/ddi/index.ts';
import { NonPagedPoolNx, POOL_FLAG_NON_PAGED, POOL_FLAG_PAGED } from '../../src/nt/pool.ts';
import { open, read, subjectOf, traceOf } from '../campaign/subjects.ts';
import { complete, reading, TAG } from './locks-and-irql.setup.ts';

const TRACE = traceOf('direct', [open(), read({ length: 3 })]);

/** What a run shows of a driver that allocates so in a read. */
function shown(allocate: (ddi: Ddi) => Va): readonly (readonly string[])[] {
  const driver = reading((ddi, _lock, irp) => {
    const block = allocate(ddi);
    if (block !== NULL_VA) ddi.ExFreePoolWithTag(block, TAG);
    return complete(ddi, irp);
  });
  const { verdicts } = new CaseRunner(subjectOf(driver)).run(TRACE).judgement;
  return verdicts.flatMap(({ breach }) =>
    breach === null ? [] : [[breach.property, breach.reason, breach.observed]],
  );
}

describe('pool of 0 bytes', () => {
  it.each<[how: string, allocate: (ddi: Ddi) => Va]>([
    ['ExAllocatePoolWithTag', (ddi) => ddi.ExAllocatePoolWithTag(NonPagedPoolNx, 0, TAG)],
    ['ExAllocatePool2', (ddi) => ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 0, TAG)],
    ['ExAllocatePool2, paged', (ddi) => ddi.ExAllocatePool2(POOL_FLAG_PAGED, 0, TAG)],
  ])('is 0xC4/0x00: %s', (_how, allocate) => {
    expect(shown(allocate)).toEqual([
      [
        'contract/in-bounds',
        'empty-block-in-IRP_MJ_READ',
        'DRIVER_VERIFIER_DETECTED_VIOLATION (0xC4): 0 bytes of pool were allocated',
      ],
    ]);
  });

  it('of one byte is as good as any', () => {
    expect(shown((ddi) => ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 1, TAG))).toEqual([]);
  });
});
