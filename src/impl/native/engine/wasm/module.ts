import { CodeSink } from './code-sink.ts';

/** A function's parameters and results, as types of WebAssembly. */
export interface FunctionType {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

/** A function of a module: its type, the types of its locals behind the parameters, and its code without the last `end`. */
export interface ModuleFunction {
  readonly type: number;
  readonly locals: readonly number[];
  readonly code: Uint8Array;
}

/** What a module is made of. All of it is imported from `env` but its functions. */
export interface ModuleParts {
  readonly types: readonly FunctionType[];
  /** Functions that are imported, by name and type; they have the first indices. */
  readonly imports: readonly (readonly [name: string, type: number])[];
  readonly functions: readonly ModuleFunction[];
  /** Names of own functions, by their index among these. */
  readonly exports: readonly (readonly [name: string, index: number])[];
  /** Where the table that is imported gets all own functions; null for none of them. */
  readonly tableOffset: number | null;
  /** Pages of 64 KiB that the memory has. */
  readonly memoryPages: number;
}

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const FUNCTION_TYPE = 0x60;
const FUNCREF = 0x70;
const I32_CONST = 0x41;
const END = 0x0b;
const IMPORTED_FUNCTION = 0;
const IMPORTED_TABLE = 1;
const IMPORTED_MEMORY = 2;
const EXPORTED_FUNCTION = 0;

/** The bytes of a module that shares memory and table with others ("WebAssembly Core Specification", 5.5). */
export function moduleBytes(parts: ModuleParts): Uint8Array<ArrayBuffer> {
  const { types, imports, functions, exports, tableOffset, memoryPages } = parts;
  const out = new CodeSink();
  out.append(MAGIC);
  section(out, 1, types, (sink, { parameters, results }) => {
    sink.byte(FUNCTION_TYPE);
    for (const list of [parameters, results]) {
      sink.unsigned(list.length);
      sink.append(list);
    }
  });
  const environment: readonly ((sink: CodeSink) => void)[] = [
    ...imports.map(([name, type]) => (sink: CodeSink) => {
      imported(sink, name, IMPORTED_FUNCTION);
      sink.unsigned(type);
    }),
    (sink) => {
      imported(sink, 'memory', IMPORTED_MEMORY);
      sink.byte(0x01);
      sink.unsigned(memoryPages);
      sink.unsigned(memoryPages);
    },
    (sink) => {
      imported(sink, 'table', IMPORTED_TABLE);
      sink.append([FUNCREF, 0x00, 0x00]);
    },
  ];
  section(out, 2, environment, (sink, write) => write(sink));
  section(out, 3, functions, (sink, { type }) => sink.unsigned(type));
  section(out, 7, exports, (sink, [exported, index]) => {
    name(sink, exported);
    sink.byte(EXPORTED_FUNCTION);
    sink.unsigned(imports.length + index);
  });
  section(out, 9, tableOffset === null ? [] : [tableOffset], (sink, offset) => {
    sink.append([0x00, I32_CONST]);
    sink.signed(offset);
    sink.byte(END);
    sink.unsigned(functions.length);
    for (const index of functions.keys()) sink.unsigned(imports.length + index);
  });
  section(out, 10, functions, (sink, { locals, code }) => {
    const body = new CodeSink();
    writeLocals(body, locals);
    body.append(code);
    body.byte(END);
    sink.unsigned(body.bytes.length);
    sink.append(body.bytes);
  });
  return out.bytes.slice() as Uint8Array<ArrayBuffer>;
}

function section<Item>(
  out: CodeSink,
  id: number,
  items: readonly Item[],
  write: (sink: CodeSink, item: Item) => void,
): void {
  if (items.length === 0) return;
  const sink = new CodeSink();
  sink.unsigned(items.length);
  for (const item of items) write(sink, item);
  out.byte(id);
  out.unsigned(sink.bytes.length);
  out.append(sink.bytes);
}

function name(sink: CodeSink, text: string): void {
  sink.unsigned(text.length);
  for (let at = 0; at < text.length; at += 1) sink.byte(text.charCodeAt(at));
}

function imported(sink: CodeSink, field: string, kind: number): void {
  name(sink, 'env');
  name(sink, field);
  sink.byte(kind);
}

/** Locals by runs of the same type. */
function writeLocals(sink: CodeSink, locals: readonly number[]): void {
  const runs: { readonly type: number; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  sink.unsigned(runs.length);
  for (const { type, count } of runs) {
    sink.unsigned(count);
    sink.byte(type);
  }
}
