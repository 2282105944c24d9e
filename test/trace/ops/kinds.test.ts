import { describe, expect, it } from 'vitest';
import {
  canonicalOp,
  KINDS_BY_SIMPLICITY,
  kindNamed,
  kindOf,
  kindOfCall,
  OP_KINDS,
} from '../../../src/trace/ops/index.ts';

describe('every kind of operation', () => {
  it('is listed once, and has a place of its own among the kinds by simplicity', () => {
    expect(new Set(OP_KINDS).size).toBe(OP_KINDS.length);
    const places = OP_KINDS.map((kind) => kindNamed(kind).simplicity);
    expect(new Set(places).size).toBe(OP_KINDS.length);
    expect(KINDS_BY_SIMPLICITY).toEqual([
      'open',
      'write',
      'read',
      'flush',
      'query-position',
      'set-position',
      'duplicate',
      'close',
    ]);
  });

  it.each(OP_KINDS)('%s: its operations are found by it and by their call', (kind) => {
    const definition = kindNamed(kind);
    expect(kindOf(canonicalOp(kind))).toBe(definition);
    expect(kindOfCall({ call: definition.call })).toBe(definition);
    expect(canonicalOp(kind).op).toBe(kind);
  });

  it.each(OP_KINDS)('%s: asks of each field whether it matters', (kind) => {
    const { fields, askedFields } = kindNamed(kind);
    expect(fields.length).toBeGreaterThan(0);
    expect(new Set(askedFields)).toEqual(new Set(fields));
  });

  it('is not found by a call that none makes', () => {
    expect(() => kindOfCall({ call: 'NtLoadDriver' })).toThrow(RangeError);
  });
});
