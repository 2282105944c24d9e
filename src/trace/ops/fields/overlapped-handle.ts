import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { flag } from './flag.ts';

const OVERLAPPED_ONES = half();
const OVERLAPPED = slot(3);
/** Of eight values those from here on give an overlapped handle. */
const OVERLAPPED_FROM = 5;

/** Whether a handle is overlapped. */
export const overlappedHandle = flag(
  'overlapped',
  'Whether the handle is opened without FILE_SYNCHRONOUS_IO, so that no position is maintained.',
  {
    slots: [OVERLAPPED],
    features: [OVERLAPPED_ONES],
    draw: (drawing) => drawing.uses(OVERLAPPED_ONES) && drawing.draw(OVERLAPPED) >= OVERLAPPED_FROM,
  },
  () => true,
);
