import type { PropertySetting } from './property.ts';

/** Reasons why properties cannot apply, as {@link PropertySetting} has them: null when they can. */

export function neverSkipped(): null {
  return null;
}

export function withoutModel({ subject }: PropertySetting): string | null {
  return subject.modelArms === null ? 'no model of the device' : null;
}

export function withoutWorker({ isolated }: PropertySetting): string | null {
  return isolated ? null : 'the driver runs in this process, without a watchdog';
}

export function withoutData({ subject, modes }: PropertySetting): string | null {
  return modes.every((mode) => subject.movesNoData.includes(mode))
    ? 'the device moves no data in this mode'
    : null;
}

/** A limit that the driver declares. */
export function declaredLimit(property: string, { subject }: PropertySetting): string | null {
  const limit = subject.limits.find((each) => each.property === property);
  return limit === undefined ? null : `declared: ${limit.reason}`;
}
