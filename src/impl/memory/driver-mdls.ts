import { MDL_PARTIAL_HAS_BEEN_MAPPED } from '../../nt/mdl.ts';
import { Mdl } from './mdl.ts';
import type { Memory } from './memory.ts';
import type { Va } from './va.ts';

/** What a driver left behind of the MDLs it made during one IRP. */
export interface LeftBehind {
  /** MDLs over the caller's pages that it never freed, not even when it was unloaded. */
  leftMdls: number;
  /** Mappings of the caller's pages that stood when the IRP was finished and nobody had the pages locked. */
  leftMappings: number;
  /** Pages of the caller's that were locked when the process ended. */
  leftLockedPages: number;
}

interface DriverMdl {
  readonly va: Va;
  irp: LeftBehind;
  lockedPages: number;
}

/**
 * The MDLs over a caller's pages that a driver made itself, each with the IRP during which it did so last: an MDL
 * that is kept and used again is no leak. What has nothing left to tell is forgotten, so that it costs no later IRP.
 */
export class DriverMdls {
  /** Those that were not freed. */
  readonly #mdls: DriverMdl[] = [];
  /** Those that were freed with pages locked. */
  readonly #freedLocked: DriverMdl[] = [];

  /** The driver built a partial MDL, or locked `lockedPages` pages by one, during an IRP. */
  made(va: Va, irp: LeftBehind, lockedPages: number): void {
    const known = this.#mdls.find((each) => each.va === va);
    if (known === undefined) this.#mdls.push({ va, irp, lockedPages });
    else {
      known.irp = irp;
      known.lockedPages += lockedPages;
    }
  }

  unlocked(va: Va): void {
    for (const mdl of this.#mdls) if (mdl.va === va) mdl.lockedPages = 0;
  }

  /** Memory was freed, `sizeBytes` from `va` on, with the MDLs in it. Pages they locked stay locked (R79). */
  freed(va: Va, sizeBytes: number): void {
    for (let index = this.#mdls.length - 1; index >= 0; index -= 1) {
      const mdl = this.#mdls[index];
      if (mdl === undefined || mdl.va < va || mdl.va >= va + sizeBytes) continue;
      this.#mdls.splice(index, 1);
      if (mdl.lockedPages > 0) this.#freedLocked.push(mdl);
    }
  }

  /**
   * Counts the mappings that an IRP leaves of pages that are not locked any more. `frameLocks` holds the locks on
   * each frame.
   */
  finish(irp: LeftBehind, memory: Memory, frameLocks: Int32Array): void {
    for (const mdl of this.#mdls) {
      if (mdl.irp !== irp || !memory.isMapped(mdl.va)) continue;
      const view = new Mdl(memory, mdl.va);
      const mapped = (view.mdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED) !== 0;
      if (mapped && frameLocks[view.frame(0)] === 0) irp.leftMappings += 1;
    }
  }

  /** Counts the pages that are locked when the process has ended. */
  endProcess(): void {
    for (const { irp, lockedPages } of this.#mdls) irp.leftLockedPages += lockedPages;
    for (const { irp, lockedPages } of this.#freedLocked) irp.leftLockedPages += lockedPages;
  }

  /** Counts the MDLs that are left when the driver has been unloaded. */
  unload(): void {
    for (const { irp } of this.#mdls) irp.leftMdls += 1;
  }

  reset(): void {
    this.#mdls.length = 0;
    this.#freedLocked.length = 0;
  }
}
