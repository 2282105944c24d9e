import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { type Ddi, Mdl, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { IoReadAccess } from '../../../src/nt/mdl.ts';
import { poolTag } from '../../../src/nt/pool.ts';
import type { JudgedBreach } from '../../../src/trace/finding/finding.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { on, open, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Answering, type Replacements, replacing } from '../../execution/replaced-routines.ts';

export const TAG = poolTag('Test');
const TWO_WRITES = [open(), write({ length: 5000 }), write({ length: 5000 }), on('close')];

type Make = (ddi: Ddi, driver: Va) => Replacements;

function texts(breaches: readonly JudgedBreach[]): string[] {
  return breaches.map(({ property, reason, op, observed }) => `${property} ${reason} ${op}: ${observed}`);
}

/** Breaches of contract/no-leak, and of what else must not be accused for the same: of a run and of its variants. */
export function breachesOf(
  make: Make,
  mode: BufferingMode = 'direct',
  ops: readonly Op[] = TWO_WRITES,
): string[] {
  return texts(new CaseRunner(subjectOf(replacing(make))).breaches(traceOf(mode, ops)));
}

/** Those of the run alone. */
export function ownBreachesOf(
  make: Make,
  mode: BufferingMode = 'direct',
  ops: readonly Op[] = TWO_WRITES,
): string[] {
  const { judgement } = new CaseRunner(subjectOf(replacing(make))).run(traceOf(mode, ops));
  return texts(judgement.verdicts.flatMap(({ breach }) => breach ?? []));
}

export const writing = (make: (ddi: Ddi) => Answering, more: Replacements = {}) => {
  return (ddi: Ddi): Replacements => ({ write: make(ddi), ...more });
};

/** A partial MDL of an IRP's MDL, of all but its first byte. */
export function partialOf(ddi: Ddi, source: Va): Va {
  const { virtualAddress, byteCount } = new Mdl(ddi.memory, source);
  const start = vaAdd(virtualAddress, 1);
  const part = ddi.IoAllocateMdl(start, byteCount - 1, false, false, NULL_VA);
  ddi.IoBuildPartialMdl(source, part, start, byteCount - 1);
  return part;
}

/** An MDL of the driver's own over a UserBuffer, its pages locked. */
export function lockedOn(ddi: Ddi, buffer: Va, length: number): Va {
  const mdl = ddi.IoAllocateMdl(buffer, length, false, false, NULL_VA);
  ddi.MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
  return mdl;
}
