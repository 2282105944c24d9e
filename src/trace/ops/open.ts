import { printable } from '../describe.ts';
import { half } from './draw/feature.ts';
import { slot } from './draw/slot.ts';
import { access, type OpenAccess } from './fields/access.ts';
import { flag } from './fields/flag.ts';
import { name } from './fields/name.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Opens a name. */
export interface CreateFileCall {
  readonly call: 'NtCreateFile';
  readonly name: string;
  readonly access: OpenAccess;
  readonly overlapped: boolean;
}

const OVERLAPPED_ONES = half();
const OVERLAPPED = slot(3);
/** Of eight values those from here on give an overlapped handle. */
const OVERLAPPED_FROM = 5;

const overlapped = flag(
  'overlapped',
  'Whether the handle is opened without FILE_SYNCHRONOUS_IO, so that no position is maintained.',
  {
    slots: [OVERLAPPED],
    features: [OVERLAPPED_ONES],
    draw: (drawing) => drawing.uses(OVERLAPPED_ONES) && drawing.draw(OVERLAPPED) >= OVERLAPPED_FROM,
  },
  () => true,
);

/** Opens a name by NtCreateFile. An overlapped handle has no maintained position (R7). */
export const open = opKind(
  'open',
  { name, access, overlapped },
  {
    simplicity: 0,
    weight: 5,
    feature: half(),
    counts: ['name', 'access', 'overlapped'],
    handles: 'opened',
    call: 'NtCreateFile',
    draw(drawing) {
      const { openCount, profile } = drawing;
      const op = {
        op: 'open' as const,
        name: name.draw(drawing),
        access: access.draw(drawing),
        overlapped: overlapped.draw(drawing),
      };
      // Another name may lead nowhere; if it does open a handle, there is one more to use.
      if (op.name === null && (openCount === 0 || !profile.exclusive)) drawing.openCount += 1;
      return op;
    },
    resolve: ({ name, access, overlapped }, { subjectName }): CreateFileCall => ({
      call: 'NtCreateFile',
      name: name ?? subjectName,
      access,
      overlapped,
    }),
    succeeded: (_call, _observation, state) => state.opened(),
    words: ({ name, access, overlapped }, subjectName) => [
      printable(name ?? subjectName),
      ...(access === 'read-write' ? [] : [`access ${access}`]),
      ...(overlapped ? ['overlapped'] : []),
    ],
    arguments: ({ name, access, overlapped }) => [
      printable(name),
      access,
      ...(overlapped ? ['overlapped'] : []),
    ],
  },
);

/** Opens a name by NtCreateFile. */
export type OpenOp = OpOfKind<typeof open>;
