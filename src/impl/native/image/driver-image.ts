import type { Headers } from './headers.ts';
import type { Import } from './import-thunks.ts';
import type { LoadConfig } from './load-config.ts';
import type { Relocations } from './relocations.ts';
import type { RvaReader } from './rva-reader.ts';
import type { Section } from './sections.ts';
import type { RuntimeFunction } from './unwind.ts';
import type { VersionInfo } from './version-info.ts';

/** A driver's image: everything in it was checked against its bytes. */
export interface DriverImage {
  /** The bytes, by RVA. */
  readonly reader: RvaReader;
  readonly headers: Headers;
  /** In ascending order. */
  readonly sections: readonly Section[];
  readonly relocations: Relocations;
  readonly imports: readonly Import[];
  readonly exportNames: readonly string[];
  /** In ascending order. Not every function has an entry. */
  readonly functions: readonly RuntimeFunction[];
  readonly loadConfig: LoadConfig | null;
  readonly version: VersionInfo | null;
  readonly pdbPath: string | null;
  /** The compiler, where something shows it. */
  readonly compiler: string | null;
}
