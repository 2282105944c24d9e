/** A memory of WebAssembly. It never grows here. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** A table of functions. */
export interface WasmTable {
  readonly length: number;
  /** By so many, which are empty. */
  grow(more: number): number;
}

type Imports = Readonly<Record<'env', Readonly<Record<string, unknown>>>>;

/** What is used of the engine's `WebAssembly` ("WebAssembly JavaScript Interface"). */
interface WasmHost {
  readonly Memory: new (sizes: { readonly initial: number; readonly maximum: number }) => WasmMemory;
  readonly Table: new (of: { readonly element: 'anyfunc'; readonly initial: number }) => WasmTable;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Imports,
  ) => {
    readonly exports: Readonly<Record<string, (...parameters: readonly unknown[]) => unknown>>;
  };
}

/** This host has no WebAssembly: a policy, or a flag, has taken it away. */
class NoWebAssemblyError extends Error {
  override readonly name = 'NoWebAssemblyError';

  constructor() {
    super('compiled drivers need WebAssembly, which this JavaScript engine does not have');
  }
}

/** @throws NoWebAssemblyError */
function host(): WasmHost {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: WasmHost };
  if (WebAssembly === undefined) throw new NoWebAssemblyError();
  return WebAssembly;
}

/** Bytes of a page of WebAssembly's. */
export const WASM_PAGE_BYTES = 65_536;

/**
 * A memory of so many bytes or more.
 *
 * @throws NoWebAssemblyError; RangeError where there is not so much
 */
export function wasmMemory(bytes: number): WasmMemory {
  const { Memory } = host();
  const pages = Math.ceil(bytes / WASM_PAGE_BYTES);
  return new Memory({ initial: pages, maximum: pages });
}

/** A table of so many empty places. */
export function wasmTable(places: number): WasmTable {
  const { Table } = host();
  return new Table({ element: 'anyfunc', initial: places });
}

/** The functions that a module exports, made of its bytes. */
export function wasmFunctions(
  bytes: Uint8Array<ArrayBuffer>,
  environment: Imports['env'],
): Readonly<Record<string, (...parameters: readonly unknown[]) => unknown>> {
  const { Module, Instance } = host();
  return new Instance(new Module(bytes), { env: environment }).exports;
}
