import { describe, expect, it } from 'vitest';
import {
  canonicalOp,
  kindNamed,
  kindOf,
  kindOfCall,
  kindsOf,
  OP_KINDS,
} from '../../../src/trace/ops/index.ts';
import { VIEWS } from '../../../src/trace/ops/view.ts';

describe('every kind of operation', () => {
  it.each(VIEWS)('is listed once, and has a place of its own among the %s kinds by simplicity', (view) => {
    const { kinds } = kindsOf(view);
    const places = kinds.map((kind) => kindNamed(kind).simplicity);
    expect(new Set(places).size).toBe(kinds.length);
  });

  it('is of one view', () => {
    expect([...kindsOf('native').kinds, ...kindsOf('win32').kinds].sort()).toEqual(OP_KINDS.toSorted());
    expect(kindsOf('native').bySimplicity).toEqual([
      'open',
      'write',
      'read',
      'flush',
      'query-position',
      'set-position',
      'duplicate',
      'close',
      'control',
      'fs-control',
    ]);
    expect(kindsOf('win32').bySimplicity).toEqual([
      'CreateFile',
      'WriteFile',
      'ReadFile',
      'File::open',
      'File::write',
      'File::read',
      'FlushFileBuffers',
      'SetFilePointerEx',
      'File::write_all',
      'File::read_to_end',
      'CloseHandle',
      'DeviceIoControl',
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
