import { type ControlHint, NO_CONTROL_HINT } from '../../control-hint.ts';
import type { Drawing } from './drawing.ts';
import { slot } from './slot.ts';

/** Which control request of the driver's it is about: code and lengths are drawn around what is known of it. */
export const HINT = slot(6);

/** What is known of the control request that is drawn. */
export function hintOf(drawing: Drawing): ControlHint {
  const { controls } = drawing.profile;
  return controls[drawing.draw(HINT) % controls.length] ?? NO_CONTROL_HINT;
}
