import { RELATIONS } from '../properties/metamorphic/index.ts';
import type { Subject } from '../subjects/index.ts';
import type { PropertyResult } from '../trace/result.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** A property as a campaign knows it. */
export interface PropertyEntry {
  readonly id: string;
  readonly unit: PropertyResult['unit'];
  /** Why it cannot apply to this subject in these modes; null when it can. */
  skipped(subject: Subject, modes: readonly BufferingMode[]): string | null;
}

const needsModel = (subject: Subject): string | null =>
  subject.model === null ? 'no model of the device' : null;

const always = (): null => null;

const METAMORPHIC_UNITS: Readonly<Record<string, PropertyResult['unit']>> = { 'metamorphic/repeat': 'calls' };

/** Every property a campaign judges, in the order in which results list them. */
export const PROPERTIES: readonly PropertyEntry[] = [
  { id: 'model/status', unit: 'calls', skipped: needsModel },
  { id: 'model/information', unit: 'calls', skipped: needsModel },
  { id: 'model/data', unit: 'bytes', skipped: skippedData },
  { id: 'model/iosb', unit: 'calls', skipped: needsModel },
  { id: 'model/position', unit: 'calls', skipped: needsModel },
  {
    id: 'model/user-ptr',
    unit: 'uses of UserPtr',
    skipped: (subject) => (subject.generation.recordKeys ? null : 'the driver moves no typed values'),
  },
  { id: 'contract/complete-once', unit: 'IRPs', skipped: always },
  { id: 'contract/completed-or-pending', unit: 'IRPs', skipped: always },
  { id: 'contract/status-agrees', unit: 'IRPs', skipped: always },
  { id: 'contract/information-bounded', unit: 'IRPs', skipped: always },
  { id: 'contract/in-bounds', unit: 'IRPs', skipped: always },
  { id: 'contract/survives-faults', unit: 'IRPs', skipped: skippedFaults },
  ...RELATIONS.map(({ property }) => ({
    id: property,
    unit: METAMORPHIC_UNITS[property] ?? 'calls',
    skipped: (subject: Subject, modes: readonly BufferingMode[]): string | null =>
      skippedRelation(property, subject, modes),
  })),
];

function skippedData(subject: Subject, modes: readonly BufferingMode[]): string | null {
  if (subject.model === null) return needsModel(subject);
  return modes.every((mode) => subject.movesNoData.includes(mode))
    ? 'the device moves no data in this mode'
    : null;
}

/** Of the faults, only a failed mapping strikes while a driver has the IRP. */
function skippedFaults(subject: Subject, modes: readonly BufferingMode[]): string | null {
  if (!subject.generation.faults) return 'no faults are injected';
  return modes.includes('direct') ? null : 'no mapping can fail in this mode';
}

function skippedRelation(property: string, subject: Subject, modes: readonly BufferingMode[]): string | null {
  const limit = subject.limits.find((each) => each.property === property);
  if (limit !== undefined) return `declared: ${limit.reason}`;
  if (property !== 'metamorphic/buffering-mode') return null;
  if (modes.every((mode) => mode === 'neither')) return 'neither mode has nothing to be compared with';
  const both = subject.modes.includes('buffered') && subject.modes.includes('direct');
  return both ? null : 'the driver does not have both modes';
}
