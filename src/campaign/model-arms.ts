import { MODEL_ARMS } from '../model/io-manager.ts';
import { WIN32_ARMS } from '../model/win32/program.ts';
import type { SubjectSummary } from '../subjects/index.ts';
import type { View } from '../trace/ops/view.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** Arms that only some modes can reach. */
const MODES_OF: ReadonlyMap<string, readonly BufferingMode[]> = new Map<string, readonly BufferingMode[]>([
  ['R36 SystemBuffer allocation', ['buffered']],
  ['R36 buffered read', ['buffered']],
  ['R38 SystemBuffer allocation', ['buffered']],
  ['R38 copy-in', ['buffered']],
  ['R38 buffered write', ['buffered']],
  ['R46 copy-back', ['buffered']],
  ['R39 MDL allocation', ['direct']],
  ['R39 lock', ['direct']],
  ['R39 direct read', ['direct']],
  ['R39 direct write', ['direct']],
  ['R74 mapping fails', ['direct']],
  ['M10 not mapped', ['direct']],
  ['R41 neither', ['neither']],
  ['M5 nothing to read into', ['neither']],
  ['M5 stores nothing', ['neither']],
  ['R47 no copy-back', ['direct', 'neither']],
  ['M2 all data', ['buffered', 'direct']],
  ['M2 part of the data', ['buffered', 'direct']],
  ['M2 past the end', ['buffered', 'direct']],
  ['M4 stores nothing', ['buffered', 'direct']],
  ['M8 negative offset', ['buffered', 'direct']],
  ['M3 stores all', ['buffered', 'direct']],
  ['M3 stores 4096', ['buffered', 'direct']],
  ['M6 T read', ['buffered', 'direct']],
  ['M6 T read, padded', ['buffered', 'direct']],
  ['M6 T written', ['buffered', 'direct']],
  ['zero no access', ['neither']],
  ['mailbox no access', ['neither']],
  ['R71 not locked', ['neither']],
  ['R75 not mapped', ['direct', 'neither']],
]);

/** Arms that only injected faults reach. */
const FAULT_ARMS: readonly string[] = [
  'R20.8 IRP allocation',
  'R36 SystemBuffer allocation',
  'R38 SystemBuffer allocation',
  'R39 MDL allocation',
  'R74 mapping fails',
  'M10 not mapped',
  'R75 not mapped',
];

/** Arms that only failures of the driver's own allocations reach. */
const POOL_FAULT_ARMS: readonly string[] = ['R70 no MDL', 'mailbox no pool'];

/** Arms of a flush that the device has no handler for. */
const UNHANDLED_FLUSH_ARMS: readonly string[] = ['R16 flush', 'R16 overlapped flush'];

/** Arms of system calls that no call of the Win32 view leads to. */
const OUT_OF_WIN32: readonly string[] = [
  'R11 duplicated',
  // Without duplicates every close is the last.
  'R11 handle closed',
  // SetFilePointerEx looks for itself.
  'R28 negative position',
];

/** Arms that only an exclusive device reaches. */
const EXCLUSIVE_ARMS: readonly string[] = ['R4 exclusive'];

/** The arms of the reference model that a campaign on a subject can reach in a view, in the model's order. */
export function reachableArms(
  subject: SubjectSummary,
  modes: readonly BufferingMode[],
  view: View = 'native',
): readonly string[] {
  if (subject.modelArms === null) return [];
  if (view === 'win32')
    return [...systemArms(withoutFaults(subject), modes).filter(isInWin32), ...WIN32_ARMS];
  return systemArms(subject, modes);
}

/** The Win32 view has no faults. */
function withoutFaults(subject: SubjectSummary): SubjectSummary {
  return { ...subject, generation: { ...subject.generation, faults: false } };
}

function isInWin32(arm: string): boolean {
  return !OUT_OF_WIN32.includes(arm);
}

/** Arms of system calls. */
function systemArms(subject: SubjectSummary, modes: readonly BufferingMode[]): readonly string[] {
  return [...MODEL_ARMS, ...(subject.modelArms ?? [])].filter(
    (arm) =>
      (MODES_OF.get(arm) ?? modes).some((mode) => modes.includes(mode)) &&
      (subject.generation.faults || !FAULT_ARMS.includes(arm)) &&
      (hasPoolFaults(subject, modes) || !POOL_FAULT_ARMS.includes(arm)) &&
      (!subject.modelFlushes || !UNHANDLED_FLUSH_ARMS.includes(arm)) &&
      (subject.exclusive || !EXCLUSIVE_ARMS.includes(arm)),
  );
}

/** Whether the driver's own allocations fail in one of the modes. */
function hasPoolFaults({ generation }: SubjectSummary, modes: readonly BufferingMode[]): boolean {
  return generation.faults && modes.some((mode) => generation.poolFaults?.includes(mode));
}
