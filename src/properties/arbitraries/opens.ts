import type { OpenAccess, OpenOp } from '../../trace/ops/index.ts';
import type { GenerationProfile } from './profile.ts';
import type { Progress } from './progress.ts';
import type { Swarm } from './swarm.ts';
import { pick, type Table, times } from './table.ts';
import { field } from './word.ts';

const ACCESS: Table<OpenAccess> = [
  ...times(10, 'read-write'),
  'read',
  'read',
  'write',
  'write',
  'append',
  'append',
];

/** The first handle is more often one for everything, so that the case gets somewhere. */
const FIRST_ACCESS: Table<OpenAccess> = [...times(13, 'read-write'), 'read', 'write', 'append'];

/** Of eight values those from here on give an overlapped handle. */
const OVERLAPPED_FROM = 5;
/** Of sixteen values those from here on take a name from the profile. */
const NAMED_FROM = 10;

/** The open that a word stands for (fields below the kind, see {@link decodeOp}). */
export function decodeOpen(
  word: number,
  progress: Progress,
  swarm: Swarm,
  profile: GenerationProfile,
): OpenOp {
  const { names } = profile;
  const named = swarm.names && field(word, 12, 4) >= NAMED_FROM && names.length > 0;
  const name = named ? (names[field(word, 6, 6) % names.length] ?? null) : null;
  const accesses = progress.openCount === 0 ? FIRST_ACCESS : ACCESS;
  // Another name may lead nowhere; if it does open a handle, there is one more to use.
  if (name === null && (progress.openCount === 0 || !profile.exclusive)) progress.openCount += 1;
  return {
    op: 'open',
    name,
    access: swarm.restrictedAccess ? pick(accesses, field(word, 20, 4)) : 'read-write',
    overlapped: swarm.overlapped && field(word, 16, 3) >= OVERLAPPED_FROM,
  };
}
