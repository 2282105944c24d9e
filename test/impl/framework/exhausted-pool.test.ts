import { describe, expect, it } from 'vitest';
import { articleDriver } from '../../../src/drivers/article.ts';
import { wdmArticleDriver } from '../../../src/drivers/wdm-article.ts';
import { type Ddi, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { framework, SymbolicLink } from '../../../src/impl/framework/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { NOTHING_LEFT, runDriver } from '../../drivers/run-driver.ts';

/** `ddi` with only so many allocations left. */
function withAllocations(ddi: Ddi, count: number): Ddi {
  let left = count;
  const allocate = (flags: number, sizeBytes: number, tag: number): Va => {
    left -= 1;
    return left < 0 ? NULL_VA : ddi.ExAllocatePool2(flags, sizeBytes, tag);
  };
  return { ...ddi, ExAllocatePool2: allocate };
}

describe('exhausted pool', () => {
  it.each([
    ['framework', articleDriver(framework), 4],
    ['WDM', wdmArticleDriver, 3],
  ] as const)('fails DriverEntry of a %s driver and leaves nothing behind', (_kind, driver, needed) => {
    for (let allocations = 0; allocations <= needed; allocations += 1) {
      const run = runDriver(
        {
          driverEntry: (ddi, object, mode) =>
            driver.driverEntry(withAllocations(ddi, allocations), object, mode),
        },
        'buffered',
        [],
      );
      expect(run.status).toBe(allocations < needed ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS);
      // With nothing left the links can't be named to be deleted, but they hold no pool.
      expect(run.balance).toEqual(NOTHING_LEFT);
    }
  });

  it('keeps a link from being deleted', () => {
    const statuses: number[] = [];
    runDriver(
      {
        driverEntry: (ddi) => {
          const link = SymbolicLink.create(withAllocations(ddi, 2), '\\??\\Example', '\\Device\\Example');
          if (link.ok) statuses.push(link.value.delete());
          return STATUS_SUCCESS;
        },
      },
      'buffered',
      [],
    );
    expect(statuses).toEqual([STATUS_INSUFFICIENT_RESOURCES]);
  });
});
