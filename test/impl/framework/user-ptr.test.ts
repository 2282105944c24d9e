import { describe, expect, it } from 'vitest';
import { NULL_VA } from '../../../src/impl/ddi/index.ts';
import { bytes, NtError, type UserPtr, u8, u32 } from '../../../src/impl/framework/index.ts';
import { MappedUserPtr } from '../../../src/impl/framework/mapped-user-ptr.ts';
import { STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { PAGES, scatteredPages } from './pages.ts';

const { machine, memory } = scatteredPages(2);
const { ddi } = machine;
const { recorder } = machine.kernel;

const toBeRead = (sizeBytes: number): UserPtr =>
  new MappedUserPtr(ddi, PAGES, NULL_VA, sizeBytes, 0, 'write');
const toBeWritten = (sizeBytes: number): UserPtr =>
  new MappedUserPtr(ddi, NULL_VA, PAGES, 0, sizeBytes, 'read');

/** What was recorded of the last use. */
const lastUse = (): unknown => recorder.userPtrs.at(-1);

describe('UserPtr (M6)', () => {
  it('reads a T that fits', () => {
    memory.writeI32(PAGES, 0x01020304);
    expect(toBeRead(4).read(u32)).toEqual({ ok: true, value: 0x01020304 });
    expect(lastUse()).toEqual({
      op: 0,
      request: null,
      moment: expect.any(Number),
      direction: 'write',
      method: 'read',
      sizeBytes: 4,
      status: STATUS_SUCCESS,
      movedBytes: 4,
    });
  });

  it('writes a T that fits and nothing beyond it', () => {
    memory.fill(PAGES, 0xaa, 8);
    expect(toBeWritten(8).write(u32, 0x01020304).ok).toBe(true);
    expect([...toBeRead(8).asSlice().toBytes()]).toEqual([4, 3, 2, 1, 0xaa, 0xaa, 0xaa, 0xaa]);
    expect(lastUse()).toMatchObject({
      direction: 'read',
      method: 'write',
      status: STATUS_SUCCESS,
      movedBytes: 4,
    });
  });

  it.each<[string, () => unknown, object]>([
    ['read a T that is too large', () => toBeRead(3).read(u32), { method: 'read', sizeBytes: 4 }],
    ['write a T that is too large', () => toBeWritten(3).write(u32, 1), { method: 'write', sizeBytes: 4 }],
    ['read from what is to be written', () => toBeWritten(8).read(u8), { method: 'read', sizeBytes: 1 }],
    ['write to what is to be read', () => toBeRead(8).write(u8, 1), { method: 'write', sizeBytes: 1 }],
  ])('does not %s', (_title, use, recorded) => {
    memory.fill(PAGES, 0xaa, 8);
    expect(use()).toEqual({ ok: false, error: NtError.INVALID_USER_BUFFER });
    expect([...toBeRead(8).asSlice().toBytes()]).toEqual(Array(8).fill(0xaa));
    expect(lastUse()).toMatchObject({ ...recorded, status: STATUS_INVALID_USER_BUFFER, movedBytes: 0 });
  });

  it('moves a T of no bytes even where there is no buffer', () => {
    const empty = new MappedUserPtr(ddi, NULL_VA, NULL_VA, 0, 0, 'read');
    expect(empty.read(bytes(0))).toEqual({ ok: true, value: new Uint8Array(0) });
    expect(empty.write(bytes(0), new Uint8Array(0)).ok).toBe(true);
    expect(empty.asSlice()).toHaveLength(0);
    expect(empty.asMutSlice()).toHaveLength(0);
  });

  it('hands out slices of its sizes', () => {
    expect([toBeRead(5).asSlice().length, toBeRead(5).asMutSlice().length]).toEqual([5, 0]);
    expect([toBeWritten(5).asSlice().length, toBeWritten(5).asMutSlice().length]).toEqual([0, 5]);
  });
});
