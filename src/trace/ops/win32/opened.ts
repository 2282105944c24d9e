import type { Drawing } from '../draw/drawing.ts';

/** Takes note of an open that probably succeeds. */
export function noteOpened(drawing: Drawing, overlapped: boolean): void {
  if (drawing.profile.exclusive && drawing.openCount > 0) return;
  drawing.openCount += 1;
  drawing.program.overlapped.push(overlapped);
}
