import { UNICODE_STRING as LAYOUT } from '../../nt/layout.ts';
import { poolTag } from '../../nt/pool.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { NULL_VA, vaAdd } from '../memory/va.ts';
import type { FileObject } from './file-object.ts';

const NAME_TAG = poolTag('IoNm');

/** Stores the path behind the device's name in FileObject.FileName (R8). False when pool is exhausted. */
export function setFileName(kernel: Kernel, file: FileObject, name: string): boolean {
  if (name === '') return true;
  const { memory, pool } = kernel;
  const bytes = Buffer.from(name, 'utf16le');
  const characters = pool.allocate(bytes.length, NAME_TAG, true);
  if (characters === NULL_VA) return false;
  memory.copyIn(characters, bytes, 0, bytes.length);
  memory.writeU16(vaAdd(file.fileName, LAYOUT.Length), bytes.length);
  memory.writeU16(vaAdd(file.fileName, LAYOUT.MaximumLength), bytes.length);
  memory.writePointer(vaAdd(file.fileName, LAYOUT.Buffer), characters);
  return true;
}

/** Frees what `setFileName` stored. */
export function closeFileName(kernel: Kernel, file: FileObject): void {
  const characters = kernel.memory.readPointer(vaAdd(file.fileName, LAYOUT.Buffer));
  if (characters !== NULL_VA) kernel.pool.free(characters);
}
