import { CaseRunner } from '../../../src/execution/case-runner.ts';
import type { Breach } from '../../../src/trace/finding/finding.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { on, open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Routine, wdmDriver } from './wdm-driver.ts';

export const PROPERTY = 'contract/no-touch-after-complete';

const OPS = [open(), write({ length: 8 }), write({ length: 8 }), read({ length: 8 }), on('close')];

/** The breaches of a trace, by itself two writes, a read and a close, by a driver with one routine of its own. */
export function breachesOf(
  major: number,
  routine: Routine,
  mode: BufferingMode = 'buffered',
  ops: readonly Op[] = OPS,
): Breach[] {
  return new CaseRunner(subjectOf(wdmDriver({ [major]: routine }))).breaches(traceOf(mode, ops));
}
