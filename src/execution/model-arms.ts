import { MODEL_ARMS, MODEL_REACH } from '../model/io-manager.ts';
import { WIN32_ARMS, WIN32_REACH } from '../model/win32/program.ts';
import type { SubjectSummary } from '../subjects/index.ts';
import type { ArmNeed, ArmReach, ArmReaches } from '../trace/arm-reach.ts';
import type { View } from '../trace/ops/view.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** What a campaign has of what it can take to reach an arm. */
interface Means {
  readonly modes: readonly BufferingMode[];
  readonly view: View;
  readonly met: Readonly<Record<ArmNeed, boolean>>;
}

/** The arms of the reference model that a campaign on a subject can reach in a view, in the model's order. */
export function reachableArms(
  subject: SubjectSummary,
  modes: readonly BufferingMode[],
  view: View = 'native',
): readonly string[] {
  const { modelArms, modelReach } = subject;
  if (modelArms === null) return [];
  const means: Means = { modes, view, met: needsMet(subject, view) };
  const reachedOf = (arms: readonly string[], reach: ArmReaches): string[] =>
    arms.filter((arm) => !Object.hasOwn(reach, arm) || isReached(reach[arm] ?? {}, means));
  return [
    ...reachedOf(MODEL_ARMS, MODEL_REACH),
    ...reachedOf(modelArms, modelReach),
    ...(view === 'win32' ? reachedOf(WIN32_ARMS, WIN32_REACH) : []),
  ];
}

function isReached({ modes = [], views = [], needs }: ArmReach, means: Means): boolean {
  return (
    (modes.length === 0 || modes.some((mode) => means.modes.includes(mode))) &&
    (views.length === 0 || views.includes(means.view)) &&
    (needs === undefined || means.met[needs])
  );
}

function needsMet(
  { generation, exclusive, modelAnswers }: SubjectSummary,
  view: View,
): Readonly<Record<ArmNeed, boolean>> {
  // Faults are of system calls.
  const faults = generation.faults && view === 'native';
  const controls = (generation.controls ?? []).length > 0;
  return {
    fault: faults,
    'exclusive-device': exclusive,
    // Who can tell before it is executed?
    'own-choice': false,
    'own-flush': !modelAnswers.includes('flush'),
    'own-query': !modelAnswers.includes('queryInformation'),
    'own-set': !modelAnswers.includes('setInformation'),
    controls,
    'control-fault': controls && faults,
    'own-control': controls && !modelAnswers.includes('control'),
  };
}
