import type { DriverModule } from '../impl/ddi/index.ts';
import type { DeviceModel } from '../model/device.ts';
import { MODEL_CHOICES, type SubjectFacts, type SubjectSummary } from '../trace/subject.ts';

/** A driver under test with all that a campaign needs to know of it. */
export interface Subject extends SubjectFacts {
  readonly driver: DriverModule;
  /** Null where there is none: then model/ is not checked. */
  readonly model: DeviceModel<unknown> | null;
}

/** The summary of a subject. */
export function summaryOf({ driver: _driver, model, ...facts }: Subject): SubjectSummary {
  return {
    ...facts,
    modelArms: model === null ? null : model.arms,
    modelReach: model?.reach ?? {},
    modelAnswers: MODEL_CHOICES.filter((answer) => model?.[answer] !== undefined),
  };
}
