/**
 * How many bytes at the start of `bytes` can be read as non-empty prefixes of `unit`, one after another, of any
 * lengths: all of them where `bytes` is made of nothing else. Takes time linear in both lengths.
 */
export function reachOfPrefixes(bytes: Uint8Array, unit: Uint8Array): number {
  const text = new Uint8Array(unit.length + bytes.length);
  text.set(unit);
  text.set(bytes, unit.length);
  // matches[at]: how many bytes from `at` on are those at the start of `text` (the Z algorithm).
  const matches = new Int32Array(text.length);
  let from = 0;
  let to = 0;
  let reach = unit.length;
  for (let at = 1; at < text.length && at <= reach; at += 1) {
    let length = at < to ? Math.min(to - at, matches[at - from] ?? 0) : 0;
    while (at + length < text.length && text[length] === text[at + length]) length += 1;
    matches[at] = length;
    if (at + length > to) {
      from = at;
      to = at + length;
    }
    // A prefix may end anywhere up to there, and the next one may start at each of these places.
    if (at >= unit.length) reach = Math.max(reach, at + Math.min(length, unit.length));
  }
  return reach - unit.length;
}
