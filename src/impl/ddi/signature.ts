import type { Va } from '../memory/va.ts';

/** A C type that is no pointer: it says how many bits of a register or stack slot count. */
export type Scalar =
  | 'BOOLEAN'
  | 'CCHAR'
  | 'DEVICE_TYPE'
  | 'KIRQL'
  | 'KPROCESSOR_MODE'
  | 'LOCK_OPERATION'
  | 'MEMORY_CACHING_TYPE'
  | 'POOL_FLAGS'
  | 'POOL_TYPE'
  | 'SIZE_T'
  | 'ULONG'
  | 'ULONG_PTR';

/** An address. */
export interface PointerParameter {
  readonly kind: 'pointer';
  readonly name: string;
  /** The structure it leads to, or `bytes`. */
  readonly to: string;
  /** Whether NULL has a meaning. */
  readonly optional: boolean;
  /** Whether the routine stores what it made there. */
  readonly out: boolean;
  /** The parameter that is the length of what it leads to, if one is. */
  readonly length: string | null;
}

/** A number: of bytes, an IRQL, a set of flags, or any other value. */
export interface NumberParameter {
  readonly kind: 'bytes' | 'irql' | 'flags' | 'value';
  readonly name: string;
  readonly type: Scalar;
}

/** A truth value, zero or not in C. */
export interface BooleanParameter {
  readonly kind: 'boolean';
  readonly name: string;
  readonly type: Scalar;
}

/** Text that is formatted already; C passes a format and what belongs in it. */
export interface TextParameter {
  readonly kind: 'text';
  readonly name: string;
}

/** One parameter of a routine. */
export type Parameter = PointerParameter | NumberParameter | BooleanParameter | TextParameter;

/** The kinds that a parameter of a TypeScript type may be declared as. */
type ParameterOf<T> = [T] extends [Va]
  ? PointerParameter
  : [T] extends [number]
    ? NumberParameter
    : [T] extends [boolean]
      ? BooleanParameter
      : [T] extends [string]
        ? TextParameter
        : never;

/** As many parameters as the routine takes, each of a kind that its type can be. */
export type ParametersOf<Arguments extends readonly unknown[]> = {
  readonly [Index in keyof Arguments]: ParameterOf<Arguments[Index]>;
};

/** An address, or NULL where there is none to give. */
export interface PointerResult {
  readonly kind: 'pointer';
  readonly to: string;
  /** The parameter whose MDL is mapped there, if one is. */
  readonly maps: string | null;
}

/** An IRQL. */
export interface IrqlResult {
  readonly kind: 'irql';
  /** C's name of the parameter through which its callers get it, if that is how. */
  readonly out: string | null;
}

/** What a routine gives back. */
export type RoutineResult =
  | PointerResult
  | IrqlResult
  | { readonly kind: 'status' }
  | { readonly kind: 'none' }
  | { readonly kind: 'never' };

/** The results that a routine of a TypeScript type may be declared with. */
export type ResultOf<T> = [T] extends [never]
  ? { readonly kind: 'never' }
  : [T] extends [Va]
    ? PointerResult
    : [T] extends [number]
      ? IrqlResult | { readonly kind: 'status' }
      : { readonly kind: 'none' };

/** A pointer to a structure, or to `bytes` that are as many as the parameter `length` says. */
export function pointer(
  name: string,
  to: string,
  { optional = false, out = false, length = null }: Partial<PointerParameter> = {},
): PointerParameter {
  return { kind: 'pointer', name, to, optional, out, length };
}

/** A number of bytes. */
export function bytes(name: string, type: 'SIZE_T' | 'ULONG'): NumberParameter {
  return { kind: 'bytes', name, type };
}

/** An IRQL. */
export function irql(name: string): NumberParameter {
  return { kind: 'irql', name, type: 'KIRQL' };
}

/** A set of flags. */
export function flags(name: string, type: Scalar): NumberParameter {
  return { kind: 'flags', name, type };
}

/** A number that is none of the above. */
export function value(name: string, type: Scalar): NumberParameter {
  return { kind: 'value', name, type };
}

/** A truth value; some of C's are wider than a BOOLEAN. */
export function boolean(name: string, type: 'BOOLEAN' | 'ULONG' = 'BOOLEAN'): BooleanParameter {
  return { kind: 'boolean', name, type };
}

/** Formatted text. */
export function text(name: string): TextParameter {
  return { kind: 'text', name };
}

/** Nothing. */
export const NOTHING = { kind: 'none' } as const;
/** It does not return. */
export const NEVER = { kind: 'never' } as const;
/** An NTSTATUS. */
export const STATUS = { kind: 'status' } as const;

/** An address of a structure or of `bytes`; `maps` names the parameter whose MDL is mapped there. */
export function pointerTo(to: string, maps: string | null = null): PointerResult {
  return { kind: 'pointer', to, maps };
}

/** An IRQL, which callers in C get through the parameter `out`, or as it is. */
export function irqlResult(out: string | null = null): IrqlResult {
  return { kind: 'irql', out };
}
