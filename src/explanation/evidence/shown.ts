/** Events that a timeline has at most, but for those that say how many are left out. */
export const MAX_EVENTS = 300;
/** Of these, the first ones of a run. */
const FIRST = 60;
/** And those after what is marked. */
const AFTER = 60;

/** Items of a list that is shown in part: places of items, and numbers of items left out between them. */
export type Part = { readonly at: number } | { readonly at: number; readonly left: number };

/** Which of `count` items to show: all, or the first ones and those before and after the marked place. */
export function shownParts(count: number, marked: number): readonly Part[] {
  const isAll = count <= MAX_EVENTS;
  const end = Math.min(count, Math.max(marked + 1 + AFTER, MAX_EVENTS));
  const start = end - (MAX_EVENTS - FIRST);
  const parts: Part[] = [];
  for (let at = 0; at < count; at += 1) {
    if (isAll || at < FIRST || (at >= start && at < end)) parts.push({ at });
    else {
      const next = at < start ? start : count;
      parts.push({ at, left: next - at });
      at = next - 1;
    }
  }
  return parts;
}
