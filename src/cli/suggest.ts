/** Edits (insert, delete, replace) that turn one text into the other. */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

const LONGEST_NAME = 100;

/** The name that was most likely meant: few edits away, or the one that starts so. Undefined if none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const wanted = given.toLowerCase();
  if (wanted === '' || wanted.length > LONGEST_NAME) return undefined;
  let best: string | undefined;
  let bestDistance = Math.ceil(wanted.length / 3) + 1;
  for (const name of names) {
    const edits = distance(wanted, name);
    if (edits < bestDistance) {
      best = name;
      bestDistance = edits;
    }
  }
  return best ?? names.find((name) => name.startsWith(wanted));
}
