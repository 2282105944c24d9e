import { half } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { flag } from './flag.ts';

const EVENTS = half();
const EVENT = slot(2);
/** Of four values the one that passes an event. */
const WITH_EVENT = 3;

/** Whether the caller passes an event, signaled beforehand (R32). */
export const event = flag('event', 'Whether the caller passes an event, signaled beforehand.', {
  slots: [EVENT],
  features: [EVENTS],
  draw: (drawing) => drawing.uses(EVENTS) && drawing.draw(EVENT) === WITH_EVENT,
});
