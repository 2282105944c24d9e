import { MODEL_ARMS, MODEL_REACH } from '../model/io-manager.ts';
import type { SubjectSummary } from '../subjects/index.ts';
import type { ArmNeed, ArmReach, ArmReaches } from '../trace/arm-reach.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** The arms of the reference model that a campaign on a subject can reach, in the model's order. */
export function reachableArms(subject: SubjectSummary, modes: readonly BufferingMode[]): readonly string[] {
  const { modelArms, modelReach } = subject;
  if (modelArms === null) return [];
  const met = needsMet(subject, modes);
  const reachedOf = (arms: readonly string[], reach: ArmReaches): string[] =>
    arms.filter((arm) => !Object.hasOwn(reach, arm) || isReached(reach[arm] ?? {}, modes, met));
  return [...reachedOf(MODEL_ARMS, MODEL_REACH), ...reachedOf(modelArms, modelReach)];
}

function isReached(
  { modes = [], needs }: ArmReach,
  asked: readonly BufferingMode[],
  met: Readonly<Record<ArmNeed, boolean>>,
): boolean {
  return (
    (modes.length === 0 || modes.some((mode) => asked.includes(mode))) && (needs === undefined || met[needs])
  );
}

function needsMet(
  { generation, exclusive, modelFlushes }: SubjectSummary,
  modes: readonly BufferingMode[],
): Readonly<Record<ArmNeed, boolean>> {
  return {
    fault: generation.faults,
    'own-allocation-fault':
      generation.faults && modes.some((mode) => generation.poolFaults?.includes(mode) === true),
    'exclusive-device': exclusive,
    'no-flush-handler': !modelFlushes,
  };
}
