import { BLOCK_BITS, type EngineLayout } from './layout.ts';
import { REGISTER_FILE } from './register-file.ts';
import { CodeSink } from './wasm/code-sink.ts';
import { type FunctionType, type ModuleFunction, moduleBytes } from './wasm/module.ts';
import { I32, I64, OP } from './wasm/opcodes.ts';

/** Type of a translated function: (block) -> why it was left. */
export const TRANSLATED: FunctionType = { parameters: [I32], results: [I32] };

/** What the runtime exports. */
export interface RuntimeExports {
  /** Executes from `rip` on, function by function, until one is left for a reason or there is no code; see `EXIT`. */
  run(): number;
  /** The high half of an unsigned product. */
  highProduct(left: bigint, right: bigint): bigint;
}

const TYPES: readonly FunctionType[] = [
  TRANSLATED,
  { parameters: [], results: [I32] },
  { parameters: [I64, I64], results: [I64] },
];

/** The module that dispatches between translated functions. */
export function runtimeBytes(layout: EngineLayout, memoryPages: number): Uint8Array<ArrayBuffer> {
  return moduleBytes({
    types: TYPES,
    imports: [],
    functions: [runFunction(layout), highProductFunction()],
    exports: [
      ['run', 0],
      ['highProduct', 1],
    ],
    tableOffset: null,
    memoryPages,
  });
}

/** While code at `rip` has a translation: call it. */
function runFunction({ registers, codeBase, codeBytes, entries }: EngineLayout): ModuleFunction {
  const sink = new CodeSink();
  const [offset, place, kind] = [0, 1, 2];
  const returnIf = (push: () => void): void => {
    sink.open(OP.if);
    push();
    sink.op(OP.return);
    sink.end();
  };
  sink.open(OP.loop);
  sink.i32Const(0);
  sink.accessAt(OP.i64Load, registers + REGISTER_FILE.rip);
  sink.i64Const(codeBase);
  sink.op(OP.i64Sub);
  sink.localTee(offset);
  sink.i64Const(codeBytes);
  sink.op(OP.i64GeU);
  returnIf(() => sink.i32Const(0));
  sink.localGet(offset);
  sink.op(OP.i32WrapI64);
  sink.i32Const(2);
  sink.op(OP.i32Shl);
  sink.access(OP.i32Load, entries);
  sink.localTee(place);
  sink.op(OP.i32Eqz);
  returnIf(() => sink.i32Const(0));
  sink.localGet(place);
  sink.i32Const(1);
  sink.op(OP.i32Sub);
  sink.localTee(place);
  sink.i32Const((1 << BLOCK_BITS) - 1);
  sink.op(OP.i32And);
  sink.localGet(place);
  sink.i32Const(BLOCK_BITS);
  sink.op(OP.i32ShrU, OP.callIndirect);
  sink.unsigned(0);
  sink.unsigned(0);
  sink.localTee(kind);
  returnIf(() => sink.localGet(kind));
  sink.op(OP.br);
  sink.unsigned(0);
  sink.end();
  sink.op(OP.unreachable);
  return { type: 1, locals: [I64, I32, I32], code: sink.bytes };
}

/** By halves: the sum of the products that reach into the high 64 bits, and of what is carried into these. */
function highProductFunction(): ModuleFunction {
  const sink = new CodeSink();
  const [left, right, lowProduct, middle, other] = [0, 1, 2, 3, 4];
  const low = (local: number): void => {
    sink.localGet(local);
    sink.i64Const(0xffffffffn);
    sink.op(OP.i64And);
  };
  const high = (local: number): void => {
    sink.localGet(local);
    sink.i64Const(32);
    sink.op(OP.i64ShrU);
  };
  low(left);
  low(right);
  sink.op(OP.i64Mul);
  sink.localSet(lowProduct);
  high(left);
  low(right);
  sink.op(OP.i64Mul);
  high(lowProduct);
  sink.op(OP.i64Add);
  sink.localSet(middle);
  low(left);
  high(right);
  sink.op(OP.i64Mul);
  low(middle);
  sink.op(OP.i64Add);
  sink.localSet(other);
  high(left);
  high(right);
  sink.op(OP.i64Mul);
  high(middle);
  sink.op(OP.i64Add);
  high(other);
  sink.op(OP.i64Add);
  return { type: 2, locals: [I64, I64, I64], code: sink.bytes };
}
