import { selfContained } from '../properties/contract/self-contained.ts';
import type { JudgedBreach } from '../trace/finding/finding.ts';
import { during } from '../trace/run/where.ts';
import type { Trace } from '../trace/trace.ts';

/** Watches the engine's own objects. */
export interface Changes {
  /** Names of what was changed since the last time; it is put back where that is possible. */
  restore(): string[];
  /** Whether something could not be put back: the thread is of no use for anything more. */
  readonly isSpoiled: boolean;
  /** Throws when what was changed is what the harness needs to go on at all. */
  requireUsable(): void;
}

/** The names as text for people. */
export function namesText(changed: readonly string[]): string {
  return changed.map(readable).join(', ');
}

export function changedText(changed: readonly string[]): string {
  return `the driver changes ${namesText(changed)}`;
}

/** Names are a driver's choice; a reason is short and printable, so that a trace can hold it. */
const MAX_NAME = 100;
const readable = (name: string): string => name.replaceAll(/[^ -~]/g, '?').slice(0, MAX_NAME);

/** The breach of a run that changed the engine's objects; `changed` names at least one. */
export function changesBreach(changed: readonly string[], trace: Trace): JudgedBreach {
  const op = Math.max(0, trace.ops.length - 1);
  return {
    property: selfContained.id,
    reason: `changes-${readable(changed[0] ?? 'nothing')}`,
    severity: 'error',
    op,
    where: during(op),
    expected: 'nothing outside the machine changes',
    observed: changedText(changed),
  };
}
