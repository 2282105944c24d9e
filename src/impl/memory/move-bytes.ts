/** Up to this, a loop beats a call into the engine. */
export const SMALL_MOVE_BYTES = 16;

/** Copies `lengthBytes` bytes of `source`, from `from` on, to `target`, from `to` on: arrays that do not overlap. */
export function moveBytes(
  source: Uint8Array,
  from: number,
  target: Uint8Array,
  to: number,
  lengthBytes: number,
): void {
  if (lengthBytes <= SMALL_MOVE_BYTES) {
    for (let index = 0; index < lengthBytes; index += 1) target[to + index] = source[from + index] ?? 0;
  } else if (from === 0 && lengthBytes === source.length) target.set(source, to);
  else target.set(source.subarray(from, from + lengthBytes), to);
}
