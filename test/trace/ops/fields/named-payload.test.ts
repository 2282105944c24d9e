import { describe, expect, it } from 'vitest';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';
import { data } from '../../../../src/trace/ops/fields/data.ts';
import { drawnNamedPayload } from '../../../../src/trace/ops/fields/named-payload.ts';
import type { Payload } from '../../../../src/trace/ops/fields/payload.ts';
import type { PlacedBytes } from '../../../../src/trace/ops/fields/placed-bytes.ts';

/** Every payload for a buffer of so many bytes, null where there is none. */
function drawnOf(namedPayloads: readonly string[], lengthBytes = 16, uses = true): (Payload | null)[] {
  const profile = { ...PLAIN_PROFILE, namedPayloads };
  const circumstances = { profile, openCount: 1, lastLength: 0, lengthBytes, swarm: { uses: () => uses } };
  return [...enumerate(drawnNamedPayload, circumstances)];
}

function placesOf(payloads: readonly (Payload | null)[]): (readonly PlacedBytes[])[] {
  return payloads.flatMap((payload) => (payload !== null && 'places' in payload ? [payload.places] : []));
}

const textsOf = (payloads: readonly (Payload | null)[]): string[] =>
  payloads.flatMap((payload) => (payload !== null && 'hex' in payload ? [payload.hex] : []));

describe('bytes that the profile names', () => {
  it.each([
    ['it names none', drawnOf([])],
    ['the case leaves them out', drawnOf(['4d5a'], 16, false)],
    ['there is no buffer', drawnOf(['4d5a'], 0)],
  ])('are drawn nowhere where %s', (_what, drawn) => expect(new Set(drawn)).toEqual(new Set([null])));

  it('are nothing in the simplest choice, and in 3 forms of 8', () => {
    const drawn = drawnOf(['4d5a']);
    expect(drawn[0]).toBeNull();
    expect(drawn.filter((payload) => payload === null)).toHaveLength(3);
  });

  it('are all over the buffer, each of them as often', () => {
    const texts = textsOf(drawnOf(['4d5a', '7f454c46']));
    expect(new Set(texts)).toEqual(new Set(['4d5a', '7f454c46']));
    expect(texts.filter((hex) => hex === '4d5a')).toHaveLength(texts.length / 2);
  });

  it('are at the start, alone and with an integer behind them', () => {
    const places = placesOf(drawnOf(['4d5a90']));
    for (const [first] of places) expect(first).toEqual({ at: 0, bytes: '4d5a90' });
    expect(places.filter(({ length }) => length === 1).length).toBeGreaterThan(0);
    const behind = places.flatMap(([, second]) => second ?? []);
    expect(behind).toContainEqual({ at: 3, bytes: '01000000' });
    expect(behind).toContainEqual({ at: 3, bytes: '0f00' });
    expect(behind.every(({ at }) => at === 3)).toBe(true);
  });

  it('lie in places of 64 bytes, as many as a buffer may have', () => {
    const bytes = (count: number): string => 'ab'.repeat(count);
    expect(placesOf(drawnOf([bytes(65)])).filter(({ length }) => length === 2)).toContainEqual([
      { at: 0, bytes: bytes(64) },
      { at: 64, bytes: 'ab' },
    ]);
    const most = placesOf(drawnOf([bytes(512)]));
    expect(new Set(most.map(({ length }) => length))).toEqual(new Set([8]));
    expect(placesOf(drawnOf([bytes(448)])).some(({ length }) => length === 8)).toBe(true);
    const longer = drawnOf([bytes(513)]);
    expect(placesOf(longer)).toEqual([]);
    expect(textsOf(longer)).toContain(bytes(513));
  });

  it('are data, where other data are drawn as well', () => {
    const profile = { ...PLAIN_PROFILE, namedPayloads: ['4d5a'] };
    const circumstances = { profile, openCount: 1, lastLength: 0, lengthBytes: 16 };
    const drawn = new Set<string>();
    for (const each of enumerate((drawing) => data.draw(drawing), circumstances))
      drawn.add(JSON.stringify(each));
    expect(drawn).toContain(JSON.stringify({ hex: '4d5a' }));
    const atStart = { pattern: 'counter', seed: 0, places: [{ at: 0, bytes: '4d5a' }] };
    expect(drawn).toContain(JSON.stringify(atStart));
    expect(drawn).toContain(JSON.stringify({ pattern: 'counter', seed: 7 }));
  });
});
