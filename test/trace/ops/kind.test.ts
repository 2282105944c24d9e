import { describe, expect, it } from 'vitest';
import { half } from '../../../src/trace/ops/draw/feature.ts';
import { bufferFields, drawnBuffer } from '../../../src/trace/ops/fields/buffer.ts';
import { handle } from '../../../src/trace/ops/fields/handle.ts';
import { key } from '../../../src/trace/ops/fields/key.ts';
import { type OpOfKind, opKind } from '../../../src/trace/ops/kind.ts';

const POKES = half();

/** A kind that no trace has: what each of its fields is follows from the list alone. */
const poke = opKind(
  'poke',
  { handle, buffer: bufferFields, key },
  {
    view: 'native',
    simplicity: 99,
    weight: 1,
    feature: POKES,
    counts: ['key', 'handle', 'buffer.shared', 'buffer.memory', 'buffer.pageOffset'],
    handles: 'kept',
    call: 'NtPoke',
    draw: (drawing) => ({
      op: 'poke',
      handle: handle.draw(drawing),
      buffer: drawnBuffer(drawing),
      key: key.draw(drawing),
    }),
    resolve: (op, state) => ({ call: 'NtPoke', handle: state.ordinalOf(op.handle) }),
    words: (op) => [`key ${op.key}`],
    arguments: (call) => [`handle ${call.handle}`],
  },
);

const canonical: OpOfKind<typeof poke> = {
  op: 'poke',
  handle: 0,
  buffer: { pageOffset: 0, memory: 'read-write', shared: false },
  key: 0,
};

describe('a kind of operation', () => {
  it('has its canonical operation from its fields', () => {
    expect(poke.canonical).toEqual(canonical);
    expect(poke.schema.parse({ op: 'poke' })).toEqual(canonical);
  });

  it('refuses what no field takes, and fields that it does not have', () => {
    expect(poke.schema.safeParse({ op: 'poke', key: -1 }).success).toBe(false);
    expect(poke.schema.safeParse({ op: 'poke', buffer: { memory: 'soft' } }).success).toBe(false);
    expect(poke.schema.safeParse({ op: 'poke', offset: '0' }).success).toBe(false);
  });

  it('writes the fields that are not canonical, in the order in which it names them', () => {
    expect(poke.written(canonical)).toEqual({ op: 'poke' });
    const op = { ...canonical, key: 3, buffer: { ...canonical.buffer, shared: true } };
    expect(JSON.stringify(poke.written(op))).toBe('{"op":"poke","buffer":{"shared":true},"key":3}');
  });

  it('is drawn from what its fields are drawn from, each once', () => {
    const { pageOffset, memory, shared } = bufferFields;
    const own = [handle, pageOffset, memory, shared, key];
    expect(poke.slots).toEqual([...new Set(own.flatMap(({ slots }) => slots))]);
    expect(poke.slots.length).toBeLessThan(own.flatMap(({ slots }) => slots).length);
    expect(poke.features).toEqual([POKES, ...new Set(own.flatMap(({ features }) => features))]);
  });

  it('compares its fields in the order in which they count', () => {
    expect(poke.fields.map((field) => field.key)).toEqual([
      'key',
      'handle',
      'buffer.shared',
      'buffer.memory',
      'buffer.pageOffset',
    ]);
    expect(poke.askedFields).toEqual(poke.fields);
  });

  it.each([
    ['leaves one out', ['key', 'handle']],
    ['names one twice', ['key', 'key', 'handle', 'buffer.shared', 'buffer.memory']],
    ['names one that it does not have', ['key', 'handle', 'buffer.shared', 'buffer.memory', 'offset']],
  ])('can not have an order that %s', (_what, counts) => {
    const { view, simplicity, weight, feature, handles, call, draw, resolve, words } = poke;
    const nature = { view, simplicity, weight, feature, handles, call, draw, resolve, words };
    const definition = { ...nature, arguments: () => [], counts };
    expect(() => opKind('poke', { handle, buffer: bufferFields, key }, definition)).toThrow(/an order names/);
  });
});
