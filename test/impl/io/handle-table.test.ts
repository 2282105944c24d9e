import { describe, expect, it } from 'vitest';
import { HandleTable } from '../../../src/impl/io/handle-table.ts';
import { POOL_BASE, vaAdd } from '../../../src/impl/memory/va.ts';
import {
  STATUS_ACCESS_DENIED,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';

const FILE = POOL_BASE;
const EVENT = vaAdd(POOL_BASE, 16);

function table(): HandleTable {
  const handles = new HandleTable();
  handles.insert('file', FILE, 0x3);
  handles.insert('event', EVENT, 0);
  return handles;
}

describe('HandleTable', () => {
  it('gives multiples of four, and a closed value never again', () => {
    const handles = table();
    expect(handles.openHandles()).toEqual([4, 8]);
    handles.remove(8);
    expect([handles.insert('event', EVENT, 0), handles.openHandles()]).toEqual([12, [4, 12]]);
  });

  it.each([0, 5, 12, -4, 0x7fffffff])('has nothing at %d', (handle) => {
    const handles = table();
    expect([handles.entry(handle), handles.remove(handle)]).toEqual([null, null]);
  });

  it.each([
    [4, 'file', 0, STATUS_SUCCESS],
    [4, 'file', 1, STATUS_SUCCESS],
    [4, 'file', 4 | 2, STATUS_SUCCESS],
    [4, 'file', 4, STATUS_ACCESS_DENIED],
    [4, 'event', 0, STATUS_OBJECT_TYPE_MISMATCH],
    [8, 'file', 0, STATUS_OBJECT_TYPE_MISMATCH],
    [16, 'file', 0, STATUS_INVALID_HANDLE],
  ] as const)('R20.1 handle %d as %s with one of rights %d', (handle, kind, rights, status) => {
    expect(table().reference(handle, kind, rights).status).toBe(status);
  });

  it('gives the object and the granted access', () => {
    expect(table().reference(4, 'file', 1)).toEqual({
      status: STATUS_SUCCESS,
      object: FILE,
      grantedAccess: 3,
    });
  });

  it('is empty after a reset', () => {
    const handles = table();
    handles.reset();
    expect([handles.openHandles(), handles.insert('file', FILE, 0)]).toEqual([[], 4]);
  });
});
