import { printable } from '../describe.ts';
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

const overlapped = flag(
  'overlapped',
  'Whether the handle is opened without FILE_SYNCHRONOUS_IO, so that no position is maintained.',
  [false, true],
);

/** Opens a name by NtCreateFile. An overlapped handle has no maintained position (R7). */
export const open = opKind(
  'open',
  { name, access, overlapped },
  {
    simplicity: 0,
    counts: ['name', 'access', 'overlapped'],
    handles: 'opened',
    call: 'NtCreateFile',
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

export type OpenOp = OpOfKind<typeof open>;
