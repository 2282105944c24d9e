import type { BufferingMode } from '../../../src/trace/trace.ts';

/** One text exchanged for another; `find` occurs exactly once in its file. */
export interface Edit {
  readonly find: string;
  readonly replace: string;
}

/** A subject with the view and the modes its campaign runs in. */
export interface Setting {
  readonly view: 'native' | 'win32';
  readonly subject: string;
  readonly modes: readonly BufferingMode[];
}

/** A fault put into a copy of the source, and the property that must notice it. */
export interface Mutation extends Setting {
  readonly id: string;
  /** What the changed code does wrong, in one line. */
  readonly what: string;
  /** The one file it changes, below src/. */
  readonly file: string;
  readonly edits: readonly Edit[];
  /** The property named for it. */
  readonly property: string;
}
