import type { BufferMemory } from '../ops/index.ts';
import type { CreationDisposition, MoveMethod, OpenOptionsSpec, Win32Access } from './op.ts';

/**
 * An operation resolved against run-time state, the same for the reference model and the implementation. Handles
 * are ordinals (the n-th handle the case created, from 0) or NO_HANDLE or EVENT_HANDLE of call.ts; a File is
 * the handle it owns.
 */
export type Win32Call =
  | {
      readonly call: 'CreateFile';
      readonly name: string;
      readonly access: Win32Access;
      readonly disposition: CreationDisposition;
      readonly overlapped: boolean;
    }
  | {
      readonly call: 'ReadFile';
      readonly handle: number;
      readonly length: number;
      readonly memory: BufferMemory;
      /** Offset and OffsetHigh as an unsigned 64-bit value. */
      readonly overlapped: { readonly offset: bigint; readonly event: boolean } | null;
    }
  | {
      readonly call: 'WriteFile';
      readonly handle: number;
      readonly length: number;
      readonly memory: BufferMemory;
      readonly overlapped: { readonly offset: bigint; readonly event: boolean } | null;
      /** Exactly `length` bytes. */
      readonly data: Uint8Array;
    }
  | {
      readonly call: 'SetFilePointerEx';
      readonly handle: number;
      readonly distance: bigint;
      readonly method: MoveMethod;
    }
  | { readonly call: 'FlushFileBuffers'; readonly handle: number }
  | { readonly call: 'CloseHandle'; readonly handle: number }
  | { readonly call: 'File::open'; readonly name: string; readonly options: OpenOptionsSpec }
  | { readonly call: 'File::read'; readonly handle: number; readonly length: number }
  | { readonly call: 'File::read_to_end'; readonly handle: number }
  | {
      readonly call: 'File::write' | 'File::write_all';
      readonly handle: number;
      readonly data: Uint8Array;
    };
