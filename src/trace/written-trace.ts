import { USUAL_CONDITIONS } from './conditions.ts';
import { nthOf, pointOf } from './during.ts';
import { EARLIER_FORMAT } from './earlier-trace.ts';
import type { Setting } from './setting.ts';
import type { Trace } from './trace.ts';

/** Whether a trace says no more than `irptrace/1` has words for. */
export function isEarlier({ setting, ops }: Trace): boolean {
  const { view, stack, conditions, load, unload } = setting;
  return (
    view === 'native' &&
    stack.length + load.length + unload.length === 0 &&
    JSON.stringify(conditions) === JSON.stringify(USUAL_CONDITIONS) &&
    ops.every(
      (op) =>
        !('during' in op) || (op.during.length <= 1 && op.during.every((entry) => nthOf(entry) === null)),
    )
  );
}

/** The fields of an operation of \`irptrace/1\`: what fails each time stands in \`fault\`. */
export function earlierOp(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]) =>
      key === 'during'
        ? ['fault', Array.isArray(value) && value.length > 0 ? pointOf(value[0]) : null]
        : [key, value],
    ),
  );
}

/** The usual view goes without saying. */
function writtenSetting({ view, ...setting }: Setting): object {
  return view === 'native' ? setting : { view, ...setting };
}

/** A trace as results hold it, every field written. */
export function writtenTrace(trace: Trace): object {
  const { subject, setting, ops, seed } = trace;
  const { mode, dialect, machine } = setting;
  if (!isEarlier(trace)) return { ...trace, setting: writtenSetting(setting) };
  const options = { mode, dialect };
  return { format: EARLIER_FORMAT, subject, options, machine, schedule: [], ops: ops.map(earlierOp), seed };
}
