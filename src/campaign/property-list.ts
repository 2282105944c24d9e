import { CONTRACT_RELATIONS } from '../properties/contract/relations.ts';
import { METAMORPHIC_RELATIONS } from '../properties/metamorphic/index.ts';
import type { Relation } from '../properties/relation.ts';
import type { SubjectSummary } from '../subjects/index.ts';
import { VIEWS, type View } from '../trace/ops/view.ts';
import type { PropertyResult } from '../trace/result.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** What a campaign is about, as far as it decides which properties can apply. */
export interface PropertySetting {
  readonly subject: SubjectSummary;
  readonly modes: readonly BufferingMode[];
  readonly view: View;
  /** Whether the driver runs in a worker, with a watchdog outside it. */
  readonly isolated: boolean;
}

/** A property as a campaign knows it. */
export interface PropertyEntry {
  readonly id: string;
  /** Campaigns and traces of these views are judged by it. */
  readonly views: readonly View[];
  readonly unit: PropertyResult['unit'];
  /** Why it cannot apply in this setting; null when it can. */
  skipped(setting: PropertySetting): string | null;
  /** Set where only the driver can give an occasion to compare: what to say where it gave none. */
  readonly optional?: string;
  /** What to say of comparisons in which something was seen that is no breach. */
  noteOf?(noted: number): string;
}

/** The driver comes back from every call into it, with the process still there (design §4). */
export const TERMINATES = 'contract/terminates';
/** The driver changes nothing of the JavaScript engine it runs in, so that cases do not depend on each other. */
export const SELF_CONTAINED = 'contract/self-contained';

const needsModel = ({ subject }: PropertySetting): string | null =>
  subject.modelArms === null ? 'no model of the device' : null;

const needsWorker = ({ isolated }: PropertySetting): string | null =>
  isolated ? null : 'the driver runs in this process, without a watchdog';

const always = (): null => null;

/** What else there is to say of a relation. */
const RELATION_PARTS: Readonly<Record<string, Partial<Pick<PropertyEntry, 'unit' | 'optional' | 'noteOf'>>>> =
  {
    'contract/no-disclosure': { optional: 'no read gave the caller a byte' },
    'contract/no-double-fetch': {
      unit: 'IRPs',
      optional: 'the driver fetches nothing from the memory of its callers',
      noteOf: (noted) => `${noted} of them fetched bytes twice, without harm`,
    },
    'metamorphic/filter': { unit: 'IRPs' },
  };

const NATIVE: readonly View[] = ['native'];
const WIN32: readonly View[] = ['win32'];

/** Every property a campaign judges, in the order in which results list them. */
export const PROPERTIES: readonly PropertyEntry[] = [
  { views: NATIVE, id: 'model/status', unit: 'calls', skipped: needsModel },
  { views: NATIVE, id: 'model/information', unit: 'calls', skipped: needsModel },
  { views: NATIVE, id: 'model/data', unit: 'bytes', skipped: skippedData },
  { views: NATIVE, id: 'model/iosb', unit: 'calls', skipped: needsModel },
  { views: NATIVE, id: 'model/position', unit: 'calls', skipped: needsModel },
  {
    views: NATIVE,
    id: 'model/user-ptr',
    unit: 'uses of UserPtr',
    skipped: ({ subject }) => (subject.generation.recordKeys ? null : 'the driver moves no typed values'),
  },
  { views: WIN32, id: 'win32/result', unit: 'calls', skipped: needsModel },
  { views: WIN32, id: 'win32/last-error', unit: 'calls', skipped: needsModel },
  { views: WIN32, id: 'win32/bytes', unit: 'calls', skipped: needsModel },
  { views: WIN32, id: 'win32/data', unit: 'bytes', skipped: skippedData },
  { views: WIN32, id: 'win32/overlapped', unit: 'calls', skipped: needsModel },
  { views: WIN32, id: 'win32/position', unit: 'calls', skipped: needsModel },
  { views: VIEWS, id: 'contract/complete-once', unit: 'IRPs', skipped: always },
  { views: VIEWS, id: 'contract/completed-or-pending', unit: 'IRPs', skipped: always },
  { views: VIEWS, id: 'contract/pending-marked', unit: 'IRPs', skipped: always },
  { views: VIEWS, id: 'contract/status-agrees', unit: 'IRPs', skipped: always },
  { views: VIEWS, id: 'contract/no-touch-after-complete', unit: 'IRPs', skipped: always },
  { views: VIEWS, id: 'contract/information-bounded', unit: 'IRPs', skipped: always },
  { views: VIEWS, id: 'contract/in-bounds', unit: 'IRPs', skipped: always },
  {
    views: VIEWS,
    id: 'contract/lock-released',
    unit: 'acquisitions',
    skipped: always,
    optional: 'the driver acquires no spin lock',
  },
  { views: VIEWS, id: 'contract/irql-restored', unit: 'IRPs', skipped: always },
  { views: VIEWS, id: 'contract/no-leak', unit: 'IRPs', skipped: always },
  {
    views: VIEWS,
    id: 'contract/mdl-use',
    unit: 'calls',
    skipped: always,
    optional: 'the driver calls no MDL routine',
  },
  { views: VIEWS, id: 'contract/read-only-respected', unit: 'IRPs', skipped: needsDirect },
  {
    views: VIEWS,
    id: 'contract/survives-faults',
    unit: 'IRPs',
    skipped: skippedFaults,
    optional: 'no fault struck while the driver had a request',
  },
  ...CONTRACT_RELATIONS.map(relationEntry),
  { views: VIEWS, id: TERMINATES, unit: 'executions', skipped: needsWorker },
  { views: VIEWS, id: SELF_CONTAINED, unit: 'cases', skipped: needsWorker },
  ...METAMORPHIC_RELATIONS.map(relationEntry),
];

/** The properties that a campaign of a view judges, in the order in which results list them. */
export function propertiesOf(view: View): readonly PropertyEntry[] {
  return PROPERTIES.filter(({ views }) => views.includes(view));
}

function relationEntry({ property }: Relation): PropertyEntry {
  return {
    id: property,
    views: VIEWS,
    unit: 'calls',
    skipped: (setting) => skippedRelation(property, setting),
    ...RELATION_PARTS[property],
  };
}

function skippedData(setting: PropertySetting): string | null {
  const { subject, modes, view } = setting;
  // No call of the Win32 view has a key.
  if (view === 'win32' && subject.generation.recordKeys) return 'no call has the key that the device goes by';
  return subject.modelArms === null ? needsModel(setting) : skippedWithoutData({ subject, modes });
}

function skippedWithoutData({ subject, modes }: Pick<PropertySetting, 'subject' | 'modes'>): string | null {
  return modes.every((mode) => subject.movesNoData.includes(mode))
    ? 'the device moves no data in this mode'
    : null;
}

/** In the other modes a write has no MDL that the I/O manager locked for reading alone. */
function needsDirect({ modes }: PropertySetting): string | null {
  return modes.includes('direct') ? null : 'no pages are locked for reading in this mode';
}

/** Of the faults, only a failed mapping or allocation of its own strikes while a driver has the IRP. */
function skippedFaults({ subject, modes, view }: PropertySetting): string | null {
  if (view === 'win32') return 'no faults are injected in the Win32 view';
  if (!subject.generation.faults) return 'no faults are injected';
  const allocates = modes.some((mode) => subject.generation.poolFaults?.includes(mode));
  return allocates || modes.includes('direct') ? null : 'no mapping can fail in this mode';
}

function skippedRelation(property: string, { subject, modes, view }: PropertySetting): string | null {
  if (view === 'win32') return 'runs of system calls are compared, not those of programs';
  const limit = subject.limits.find((each) => each.property === property);
  if (limit !== undefined) return `declared: ${limit.reason}`;
  if (property === 'contract/no-disclosure') return skippedWithoutData({ subject, modes });
  if (property === 'contract/no-double-fetch') {
    return modes.every((mode) => mode === 'buffered') ? 'buffered data is fetched by the I/O manager' : null;
  }
  if (property !== 'metamorphic/buffering-mode') return null;
  if (modes.every((mode) => mode === 'neither')) return 'neither mode has nothing to be compared with';
  const both = subject.modes.includes('buffered') && subject.modes.includes('direct');
  return both ? null : 'the driver does not have both modes';
}
