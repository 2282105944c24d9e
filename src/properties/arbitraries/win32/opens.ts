import { pick, type Table, times } from '../../../trace/ops/draw/table.ts';
import type { CreationDisposition, OpenOptionsSpec, Win32Access, Win32Op } from '../../../trace/win32/op.ts';
import { field } from '../word.ts';
import type { Win32Profile } from './profile.ts';
import type { Win32Progress } from './progress.ts';
import type { Win32Swarm } from './swarm.ts';

const ACCESS: Table<Win32Access> = [
  ...times(8, 'read-write'),
  'read',
  'read',
  'write',
  'write',
  'append',
  'append',
  'none',
  'none',
];

/** The first handle is more often one for everything, so that the case gets somewhere. */
const FIRST_ACCESS: Table<Win32Access> = [...times(12, 'read-write'), 'read', 'write', 'append', 'none'];

const DISPOSITIONS: Table<CreationDisposition> = [
  ...times(4, 'OPEN_EXISTING'),
  'OPEN_ALWAYS',
  'CREATE_ALWAYS',
  'CREATE_NEW',
  'TRUNCATE_EXISTING',
];

/** Of eight values those from here on give an overlapped handle. */
const OVERLAPPED_FROM = 5;
/** Of sixteen values those from here on take a name from the profile. */
const NAMED_FROM = 11;
/** Of sixteen values those from here on take any combination of options. */
const ANY_OPTIONS_FROM = 7;

const READ_WRITE: OpenOptionsSpec = {
  read: true,
  write: true,
  append: false,
  truncate: false,
  create: false,
  createNew: false,
};

function nameOf(namedSlot: number, slot: number, swarm: Win32Swarm, { names }: Win32Profile): string | null {
  if (!swarm.names || namedSlot < NAMED_FROM || names.length === 0) return null;
  return names[slot % names.length] ?? null;
}

/** Takes note of an open that probably succeeds: another name may lead nowhere. */
function noteOpen(
  name: string | null,
  overlapped: boolean,
  progress: Win32Progress,
  { exclusive }: Win32Profile,
): void {
  if (name !== null || (exclusive && progress.overlapped.length > 0)) return;
  progress.overlapped.push(overlapped);
}

/** The CreateFile that two words stand for. */
export function decodeCreateFile(
  first: number,
  second: number,
  progress: Win32Progress,
  swarm: Win32Swarm,
  profile: Win32Profile,
): Win32Op {
  const name = nameOf(field(first, 16, 4), field(first, 10, 6), swarm, profile);
  const accesses = progress.overlapped.length === 0 ? FIRST_ACCESS : ACCESS;
  const access = swarm.restrictedAccess ? pick(accesses, field(first, 20, 4)) : 'read-write';
  const disposition = swarm.dispositions ? pick(DISPOSITIONS, field(second, 27, 3)) : 'OPEN_EXISTING';
  const overlapped = swarm.overlappedHandles && field(first, 7, 3) >= OVERLAPPED_FROM;
  const truncates = disposition === 'TRUNCATE_EXISTING' && access !== 'write' && access !== 'read-write';
  if (!truncates) noteOpen(name, overlapped, progress, profile);
  return { op: 'CreateFile', name, access, disposition, overlapped };
}

/** The `OpenOptions::open` that two words stand for. */
export function decodeFileOpen(
  first: number,
  second: number,
  progress: Win32Progress,
  swarm: Win32Swarm,
  profile: Win32Profile,
): Win32Op {
  const name = nameOf(field(first, 16, 4), field(first, 10, 6), swarm, profile);
  const any = swarm.anyOptions && field(first, 20, 4) >= ANY_OPTIONS_FROM;
  const options = any ? optionsOf(field(second, 24, 6)) : READ_WRITE;
  if (options.read || options.write || options.append) noteOpen(name, false, progress, profile);
  return { op: 'File::open', name, options };
}

/** Each of the six flags by a bit. */
function optionsOf(bits: number): OpenOptionsSpec {
  return {
    read: field(bits, 0, 1) === 1,
    write: field(bits, 1, 1) === 1,
    append: field(bits, 2, 1) === 1,
    truncate: field(bits, 3, 1) === 1,
    create: field(bits, 4, 1) === 1,
    createNew: field(bits, 5, 1) === 1,
  };
}
