/** An import of a driver image. */
export interface ImportFacts {
  /** As the image writes it, such as `ntoskrnl.exe`. */
  readonly module: string;
  /** Its name; `#17` for one by number. */
  readonly name: string;
  /** Whether it is a variable of the kernel, and no routine. */
  readonly isData: boolean;
  /** Whether it is bound when it is first called. */
  readonly isDelayed: boolean;
  /** Whether irpcheck has it. */
  readonly isSupported: boolean;
  /** Whether the image's code can come to it, as far as can be told without running it. */
  readonly isReachable: boolean;
}

/** A section of a driver image. */
export interface SectionFacts {
  readonly name: string;
  /** Its offset from the base that the image is loaded at. */
  readonly rva: number;
  readonly sizeBytes: number;
  /** Bytes of it that the file has; what is behind them is zeros. */
  readonly fileBytes: number;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
  readonly isExecutable: boolean;
  /** Gone once DriverEntry has returned. */
  readonly isDiscardable: boolean;
  /** May be paged out: its name begins with PAGE. */
  readonly isPageable: boolean;
}

/** What a version resource says; null for what it does not. */
export interface VersionFacts {
  readonly fileVersion: string | null;
  readonly company: string | null;
  readonly product: string | null;
  readonly description: string | null;
}

/** What a compiled driver shows of itself without being run. Plain data. */
export interface ImageFacts {
  /** The file, as it was named. */
  readonly file: string;
  /** `WDM`, `KMDF`, `minifilter` and others, as far as imports and exports tell; at least one. */
  readonly kinds: readonly string[];
  /** Whether it looks like the driver of a device that the PnP manager finds. */
  readonly looksPnp: boolean;
  /** Its imports that need hardware. */
  readonly hardware: readonly string[];
  /** The compiler, where something shows it. */
  readonly compiler: string | null;
  readonly linkerVersion: string;
  readonly version: VersionFacts | null;
  /** The path of the symbols, as the linker wrote it. */
  readonly pdbPath: string | null;
  /** The base it is linked for, a decimal number. */
  readonly preferredBase: string;
  /** False where it can be loaded at that base alone. */
  readonly isRelocatable: boolean;
  readonly relocations: number;
  /** Bytes in memory. */
  readonly sizeOfImage: number;
  readonly entryRva: number;
  /** Where the cookie of /GS is; null where the load configuration names none. */
  readonly securityCookieRva: number | null;
  /** IMAGE_GUARD_*; null without a load configuration. */
  readonly guardFlags: number | null;
  /** Functions, and parts of functions, with unwind data, and how many of them have an exception handler. */
  readonly functions: number;
  readonly exceptionHandlers: number;
  /** In the order of the image. */
  readonly imports: readonly ImportFacts[];
  /** Names that it exports. */
  readonly exports: readonly string[];
  readonly sections: readonly SectionFacts[];
}
