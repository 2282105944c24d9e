import type { OpenAccess, OpenOp } from '../../trace/op.ts';
import type { GenerationProfile } from './profile.ts';
import type { Progress } from './progress.ts';
import type { Swarm } from './swarm.ts';
import { field, pick } from './word.ts';

const ACCESS: readonly [OpenAccess, ...OpenAccess[]] = [
  ...new Array<OpenAccess>(10).fill('read-write'),
  'read',
  'read',
  'write',
  'write',
  'append',
  'append',
] as [OpenAccess, ...OpenAccess[]];

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
  // Another name may lead nowhere; if it does open a handle, there is one more to use.
  if (name === null && (progress.openCount === 0 || !profile.exclusive)) progress.openCount += 1;
  return {
    op: 'open',
    name,
    access: swarm.restrictedAccess ? pick(ACCESS, field(word, 20, 4)) : 'read-write',
    overlapped: swarm.overlapped && field(word, 16, 3) >= OVERLAPPED_FROM,
  };
}
