import type { BufferMemory, DataSpec, HandleRef } from '../ops/index.ts';

/**
 * The language of the Win32 view: what a user-mode program does through kernel32 and through Rust's `File`, as
 * plain records, and what it observes. As with `Op`, every subset of a list of operations is again one.
 */

/** dwDesiredAccess: GENERIC_READ and GENERIC_WRITE, FILE_APPEND_DATA, or 0. */
export type Win32Access = 'read-write' | 'read' | 'write' | 'append' | 'none';

/** dwCreationDisposition, by its Windows name. */
export type CreationDisposition =
  | 'CREATE_NEW'
  | 'CREATE_ALWAYS'
  | 'OPEN_EXISTING'
  | 'OPEN_ALWAYS'
  | 'TRUNCATE_EXISTING';

/** dwMoveMethod, by its Windows name. */
export type MoveMethod = 'FILE_BEGIN' | 'FILE_CURRENT' | 'FILE_END';

/** An OVERLAPPED structure: its Offset and OffsetHigh as one unsigned decimal, and whether hEvent is an event. */
export interface OverlappedSpec {
  readonly offset: string;
  readonly event: boolean;
}

/** The flags of Rust's `OpenOptions`. */
export interface OpenOptionsSpec {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
  readonly truncate: boolean;
  readonly create: boolean;
  readonly createNew: boolean;
}

/** One operation of a case of the Win32 view. */
export type Win32Op =
  | {
      readonly op: 'CreateFile';
      /** Null for the subject's own name, passed as it is. */
      readonly name: string | null;
      readonly access: Win32Access;
      readonly disposition: CreationDisposition;
      /** FILE_FLAG_OVERLAPPED. */
      readonly overlapped: boolean;
    }
  | {
      readonly op: 'ReadFile';
      readonly handle: HandleRef;
      /** Bytes. */
      readonly length: number;
      readonly memory: BufferMemory;
      readonly overlapped: OverlappedSpec | null;
    }
  | {
      readonly op: 'WriteFile';
      readonly handle: HandleRef;
      readonly length: number;
      readonly memory: BufferMemory;
      readonly overlapped: OverlappedSpec | null;
      readonly data: DataSpec;
    }
  | {
      readonly op: 'SetFilePointerEx';
      readonly handle: HandleRef;
      /** Signed 64-bit decimal. */
      readonly distance: string;
      readonly method: MoveMethod;
    }
  | { readonly op: 'FlushFileBuffers'; readonly handle: HandleRef }
  | { readonly op: 'CloseHandle'; readonly handle: HandleRef }
  | { readonly op: 'File::open'; readonly name: string | null; readonly options: OpenOptionsSpec }
  | { readonly op: 'File::read'; readonly handle: HandleRef; readonly length: number }
  | { readonly op: 'File::read_to_end'; readonly handle: HandleRef }
  | {
      readonly op: 'File::write' | 'File::write_all';
      readonly handle: HandleRef;
      readonly length: number;
      readonly data: DataSpec;
    };

/** What kind of operation it is. */
export type Win32OpKind = Win32Op['op'];

/** Every kind of operation. */
export const WIN32_OP_KINDS: readonly Win32OpKind[] = [
  'CreateFile',
  'ReadFile',
  'WriteFile',
  'SetFilePointerEx',
  'FlushFileBuffers',
  'CloseHandle',
  'File::open',
  'File::read',
  'File::read_to_end',
  'File::write',
  'File::write_all',
];

/**
 * The most memory a program of this view can allocate, bytes. `read_to_end` on a device whose position never
 * advances ends here, with an out-of-memory error, as it would on a machine.
 */
export const PROGRAM_HEAP_BYTES = 1 << 16;
