import { expect } from 'vitest';
import { DEFAULT_SIZES, Kernel } from '../../../src/impl/kernel/kernel.ts';
import { AccessViolation, MachineStopped, RaisedException } from '../../../src/impl/memory/exceptions.ts';
import { type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { attachVerifier, type Verifier } from '../../../src/impl/verifier/verifier.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import type { BugCheck } from '../../../src/trace/run/run.ts';
import { DEFAULT_DIALECT } from '../../../src/trace/trace.ts';

/** Where tests map user memory. */
export const USER = 0x200000 as Va;

/** A kernel that a verifier looks at, and a way to have it as after a restart. */
export function newKernel(): { kernel: Kernel; verifier: Verifier; restart: () => void } {
  const kernel = new Kernel(DEFAULT_SIZES);
  const verifier = attachVerifier(kernel, null);
  return {
    kernel,
    verifier,
    restart: () => {
      kernel.reset(DEFAULT_DIALECT, 'judge');
      kernel.memory.unmap(USER, 64);
      kernel.memory.u8.fill(0, kernel.firstUserFrame * PAGE_SIZE);
    },
  };
}

/** Maps user pages from `va` on to the given frames, counted from the first of user memory. */
export function mapUser(kernel: Kernel, va: Va, frames: readonly number[], writable = true): void {
  frames.forEach((frame, page) => {
    kernel.memory.mapPage(vaAdd(va, page * PAGE_SIZE), kernel.firstUserFrame + frame, writable);
  });
}

/** What `action` throws. */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** The bug check that `action` stops the machine with. */
export function bugCheckOf(kernel: Kernel, action: () => unknown): BugCheck {
  expect(thrownBy(action)).toBeInstanceOf(MachineStopped);
  const { bugCheck } = kernel.recorder;
  if (bugCheck === null) throw new Error('no bug check was recorded');
  return bugCheck;
}

/** The code and first parameter of a bug check, as `0xC4/0xb6`. */
export function stopCode(kernel: Kernel, action: () => unknown): string {
  const { code, parameters } = bugCheckOf(kernel, action);
  return `0x${code.toString(16).toUpperCase()}/${parameters[0]}`;
}

/** The address of the access violation that `action` raises, and whether it was a write. */
export function violationOf(action: () => unknown): [Va, boolean] {
  const error = thrownBy(action);
  if (!(error instanceof AccessViolation)) throw error;
  return [error.address, error.write];
}

/** The status that `action` raises. */
export function raisedBy(action: () => unknown): number {
  const error = thrownBy(action);
  if (!(error instanceof RaisedException)) throw error;
  return error.status;
}
