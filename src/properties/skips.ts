import type { SubjectSummary } from '../trace/subject.ts';
import type { PropertySetting } from './property.ts';

/** Reasons why properties cannot apply, as {@link PropertySetting} has them: null when they can. */

export function neverSkipped(): null {
  return null;
}

export function withoutModel({ subject }: PropertySetting): string | null {
  return subject.modelArms === null ? 'no model of the device' : null;
}

/** What the lack of a model leaves aside. */
export function notJudged(calls: number): string {
  return `${calls.toLocaleString('en-US')} ${calls === 1 ? 'call' : 'calls'} not compared`;
}

/** Whether control requests are generated for a subject. */
export function sendsControls({ generation }: SubjectSummary): boolean {
  return (generation.controls ?? []).length > 0;
}

export function withoutWorker({ isolated }: PropertySetting): string | null {
  return isolated ? null : 'the driver runs in this process, without a watchdog';
}

export function withoutData({ subject, modes }: PropertySetting): string | null {
  return modes.every((mode) => subject.movesNoData.includes(mode))
    ? 'the device moves no data in this mode'
    : null;
}

/** No call of the Win32 view has a key. */
export function withoutKeys({ subject, view }: PropertySetting): string | null {
  return view === 'win32' && subject.generation.recordKeys
    ? 'no call has the key that the device goes by'
    : null;
}

export function withoutFaults({ subject, view }: PropertySetting): string | null {
  if (view === 'win32') return 'no faults are injected in the Win32 view';
  return subject.generation.faults ? null : 'no faults are injected';
}

/** Of a relation: runs that it does not compare, or a limit that the driver declares. */
export function notCompared(property: string, { subject, view }: PropertySetting): string | null {
  if (view === 'win32') return 'runs of system calls are compared, not those of programs';
  const limit = subject.limits.find((each) => each.property === property);
  return limit === undefined ? null : `declared: ${limit.reason}`;
}
