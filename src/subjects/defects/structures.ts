import { IOCTL_FETCH, IOCTL_NEGATE } from '../../drivers/control-codes.ts';
import { countOverflowDriver } from '../../drivers/defects/count-overflow.ts';
import { embeddedPointerUnprobedDriver } from '../../drivers/defects/embedded-pointer-unprobed.ts';
import { lengthFetchedTwiceDriver } from '../../drivers/defects/length-fetched-twice.ts';
import { pointerFetchedTwiceDriver } from '../../drivers/defects/pointer-fetched-twice.ts';
import type { PointedMemory } from '../../trace/pointed-memory.ts';
import { type Defect, defect } from './defect.ts';
import { control, open } from './ops.ts';

/** A request to fetch one byte from where a pointer leads. */
function fetching(pointer: PointedMemory) {
  return control({
    code: IOCTL_FETCH,
    input: { length: 16 },
    data: {
      pattern: 'counter',
      seed: 0,
      places: [
        { at: 0, pointer },
        { at: 8, bytes: '01000000' },
      ],
    },
  });
}

const FETCH_COUPLED = 'the structure has to have its length, and its length has to be one that is fetched';

/** Mistakes in what a structure of the caller's says. */
export const structureDefects: readonly Defect[] = [
  defect({
    id: 'count-overflow',
    rule: '0xC1',
    title: 'counts the bytes of its entries in 32 bits, which overflow',
    base: 'structures',
    driver: countOverflowDriver,
    property: 'contract/in-bounds',
    reason: 'pool-overrun-in-IRP_MJ_DEVICE_CONTROL',
    coupled: 'the count has to overflow to no more than the lengths of both buffers',
    mode: 'buffered',
    ops: [
      open(),
      control({ code: IOCTL_NEGATE, input: { length: 8 }, output: { length: 4 }, data: { hex: 'ff' } }),
    ],
  }),
  defect({
    id: 'embedded-pointer-unprobed',
    rule: 'R22',
    title: 'probes the caller’s structure, and not what the pointer in it leads to',
    base: 'structures',
    driver: embeddedPointerUnprobedDriver,
    property: 'contract/caller-address',
    reason: 'kernel-memory-read',
    origin: 'IRP_MJ_DEVICE_CONTROL',
    coupled: FETCH_COUPLED,
    mode: 'buffered',
    ops: [open(), fetching('kernel')],
  }),
  defect({
    id: 'pointer-fetched-twice',
    rule: 'G3',
    title: 'fetches the pointer once more after it was probed',
    base: 'structures',
    driver: pointerFetchedTwiceDriver,
    property: 'contract/no-double-fetch',
    reason: 'in-bounds',
    origin: 'IRP_MJ_DEVICE_CONTROL',
    coupled: FETCH_COUPLED,
    mode: 'buffered',
    ops: [open(), control({ code: IOCTL_FETCH, input: { length: 16 }, data: { hex: '0100000000000000' } })],
  }),
  defect({
    id: 'length-fetched-twice',
    rule: '0x50',
    title: 'fetches the length once more after it was checked',
    base: 'structures',
    driver: lengthFetchedTwiceDriver,
    property: 'contract/no-double-fetch',
    reason: 'in-bounds',
    origin: 'IRP_MJ_DEVICE_CONTROL',
    coupled: FETCH_COUPLED,
    mode: 'buffered',
    ops: [open(), fetching('caller')],
  }),
];
