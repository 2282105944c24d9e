import { selfContained } from '../../properties/contract/self-contained.ts';
import type { Breach, Finding, JudgedBreach } from '../../trace/finding.ts';
import { during } from '../../trace/run/where.ts';
import type { Trace } from '../../trace/trace.ts';
import { unexplained } from '../evidence/explained.ts';
import { type MinimizeOptions, minimize } from '../minimize/minimize.ts';
import { NOT_REPEATABLE, unminimized } from '../minimize-finding.ts';
import { newFinding } from '../new-finding.ts';

/** Watches the engine's own objects. */
export interface Changes {
  /** Names of what was changed since the last time; it is put back where that is possible. */
  restore(): string[];
  /** Whether something could not be put back: the thread is of no use for anything more. */
  readonly isSpoiled: boolean;
  /** Throws when what was changed is what the harness needs to go on at all. */
  requireUsable(): void;
}

const SPOILED = 'not minimized: what the driver changes can not be put back';

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

/** Minimizes a trace during which the engine's objects change; `execute` executes one. */
export function minimizeChanges(
  breach: Breach,
  trace: Trace,
  changes: Changes,
  execute: (candidate: Trace) => void,
  options: MinimizeOptions = {},
): Finding {
  let executions = 0;
  const breachOf = (candidate: Trace): JudgedBreach | null => {
    executions += 1;
    try {
      execute(candidate);
    } catch {
      // The harness itself may fail on what was changed.
    }
    const changed = changes.restore();
    if (changed.length === 0) return null;
    const found = changesBreach(changed, candidate);
    return found.reason === breach.reason ? found : null;
  };
  const first = { breach, trace, caseIndex: 0 };
  if (breachOf(trace) === null) return unminimized(first, NOT_REPEATABLE);
  if (changes.isSpoiled) return unminimized(first, SPOILED);
  const { trace: minimal, complete } = minimize(trace, (candidate) => breachOf(candidate) !== null, options);
  const found = breachOf(minimal);
  if (found === null) return unminimized(first, NOT_REPEATABLE);
  const minimization = complete ? 'complete' : 'unfinished';
  return newFinding(
    found,
    minimal,
    { original: trace, executions, minimization },
    unexplained(found.observed),
  );
}
