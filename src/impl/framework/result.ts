import type { NtError } from './nt-error.ts';

/** Success, with what was asked for. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** Failure, with the error a request is to be completed with. */
export interface Err {
  readonly ok: false;
  readonly error: NtError;
}

/** What a callback or a fallible call returns: Rust's `Result<T, Error>` of the article. */
export type Result<T> = Ok<T> | Err;

const OK: Ok<void> = Object.freeze({ ok: true, value: undefined });

/** Success; without a value it is always the same object. */
export function Ok(): Ok<void>;
export function Ok<T>(value: T): Ok<T>;
export function Ok<T>(value?: T): Ok<T | undefined> | Ok<void> {
  return value === undefined ? OK : { ok: true, value };
}

/** Failure. */
export function Err(error: NtError): Err {
  return { ok: false, error };
}
