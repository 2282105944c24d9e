import { describe, expect, it } from 'vitest';
import { recordedRoutine } from '../../../src/impl/ddi/recorded-routine.ts';
import { DDI_TABLE, type DdiTable } from '../../../src/impl/ddi/table.ts';
import { RaisedException } from '../../../src/impl/memory/exceptions.ts';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import { NULL_VA } from '../../../src/impl/memory/va.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../../src/nt/pool.ts';
import { failing } from '../../../src/trace/during.ts';
import type { EventDetails, RunEvent } from '../../../src/trace/run/event.ts';
import { open, read, write } from '../../model/calls.ts';
import { contentOf, eventOf } from '../../trace/run/events.ts';
import { start } from '../io/test-driver.ts';

/** The events of one call of a routine that gives `result`. */
function eventsOf(
  name: keyof DdiTable,
  parameters: readonly unknown[],
  result: unknown,
): readonly RunEvent[] {
  const { io, kernel } = start({ recording: 'full' });
  const before = kernel.recorder.events.length;
  const call = (): unknown => {
    if (result instanceof Error) throw result;
    return result;
  };
  const routine = recordedRoutine(name, { ...DDI_TABLE[name], call });
  try {
    routine(io, ...parameters);
  } catch (error) {
    if (error !== result) throw error;
  }
  return kernel.recorder.events.slice(before);
}

const called = (name: string, parts: Partial<EventDetails['ddi']> = {}): RunEvent =>
  eventOf('ddi', { name, bytes: null, irql: null, ...parts });

describe('the events of a call', () => {
  it.each<[keyof DdiTable, readonly unknown[], unknown, readonly RunEvent[]]>([
    ['KeGetCurrentIrql', [], 0, [called('KeGetCurrentIrql')]],
    ['ExAllocatePool2', [64, 16, 1], 32, [called('ExAllocatePool2', { bytes: 16 })]],
    [
      'ExAllocatePool2',
      [64, 16, 1],
      NULL_VA,
      [
        called('ExAllocatePool2', { bytes: 16 }),
        eventOf('ddi.result', { name: 'ExAllocatePool2', result: 'NULL', ofRequest: false }),
      ],
    ],
    ['KeRaiseIrql', [2], 0, [called('KeRaiseIrql', { irql: 2 })]],
    // What a driver passes may be anything.
    ['KeRaiseIrql', ['2'], 0, [called('KeRaiseIrql')]],
    ['KeRaiseIrql', [], 0, [called('KeRaiseIrql')]],
    [
      'IoCallDriver',
      [1, 2],
      STATUS_SUCCESS,
      [
        called('IoCallDriver'),
        eventOf('ddi.result', { name: 'IoCallDriver', result: 'STATUS_SUCCESS', ofRequest: false }),
      ],
    ],
    [
      'ProbeForRead',
      [1, 8, 1],
      new RaisedException(STATUS_ACCESS_VIOLATION),
      [
        called('ProbeForRead', { bytes: 8 }),
        eventOf('ddi.raised', { name: 'ProbeForRead', status: STATUS_ACCESS_VIOLATION }),
      ],
    ],
    ['ProbeForRead', [1, 8, 1], new TypeError('no'), [called('ProbeForRead', { bytes: 8 })]],
  ])('%s of %o giving %o', (name, parameters, result, expected) => {
    expect(eventsOf(name, parameters, result).map(contentOf)).toEqual(expected.map(contentOf));
  });

  it('a mapping is of pages of the request, by its own MDL or a partial one, or of others', () => {
    const { kernel, call } = start({
      recording: 'full',
      mode: 'direct',
      routines: {
        4: ({ ddi, irp, complete }) => {
          const { virtualAddress } = new Mdl(ddi.memory, irp.mdlAddress);
          const own = ddi.IoAllocateMdl(virtualAddress, 4, false, false, NULL_VA);
          ddi.IoBuildPartialMdl(irp.mdlAddress, own, virtualAddress, 4);
          ddi.MmGetSystemAddressForMdlSafe(own, 0);
          ddi.MmPrepareMdlForReuse(own);
          ddi.IoFreeMdl(own);
          ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 0);
          const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 4, poolTag('Test'));
          const other = ddi.IoAllocateMdl(block, 4, false, false, NULL_VA);
          ddi.MmBuildMdlForNonPagedPool(other);
          ddi.MmGetSystemAddressForMdlSafe(other, 0);
          return complete();
        },
      },
    });
    call(open(), write({ length: 4 }));
    const mappings = kernel.recorder.events.flatMap((event) =>
      event.kind === 'ddi.result' && event.detail.result === 'mapped' ? [event.detail.ofRequest] : [],
    );
    expect(mappings).toEqual([true, true, false]);
  });

  it('only a driver that is loaded for a full recording tells of its calls', () => {
    const { kernel, call } = start();
    call(open(), read({ length: 1 }));
    expect(kernel.recorder.events).toEqual([]);
  });

  it('a NULL of the planned fault says so', () => {
    const { kernel, call } = start({
      recording: 'full',
      mode: 'direct',
      routines: {
        3: ({ ddi, irp, complete }) => {
          ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 0);
          return complete();
        },
      },
    });
    call(open(), read({ length: 4, during: failing('system-mapping') }));
    const results = kernel.recorder.events.filter(({ kind }) => kind === 'ddi.result');
    expect(results.at(-1)?.detail).toEqual({
      name: 'MmGetSystemAddressForMdlSafe',
      result: 'NULL, the fault',
      ofRequest: true,
    });
  });
});
