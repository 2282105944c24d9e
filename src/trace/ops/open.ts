import { nameText } from '../describe.ts';
import type { During } from '../during.ts';
import { half } from './draw/feature.ts';
import { access, type OpenAccess } from './fields/access.ts';
import { duringRequest as during, duringText } from './fields/during.ts';
import { name } from './fields/name.ts';
import { type OpenOptions, openOptions as options } from './fields/open-options.ts';
import { overlappedHandle as overlapped } from './fields/overlapped-handle.ts';
import { type Share, share } from './fields/share.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Opens a name. */
export interface CreateFileCall {
  readonly call: 'NtCreateFile';
  readonly name: string;
  readonly access: OpenAccess;
  readonly overlapped: boolean;
  readonly options: OpenOptions;
  readonly share: Share;
  readonly during: During;
}

/** Opens a name by NtCreateFile. An overlapped handle has no maintained position (R7). */
export const open = opKind(
  'open',
  { name, access, overlapped, options, share, during },
  {
    view: 'native',
    simplicity: 0,
    weight: 5,
    feature: half(),
    counts: ['during', 'name', 'access', 'overlapped', 'options', 'share'],
    handles: 'opened',
    call: 'NtCreateFile',
    draw(drawing) {
      const { openCount, profile } = drawing;
      const op = {
        op: 'open' as const,
        name: name.draw(drawing),
        access: access.draw(drawing),
        overlapped: overlapped.draw(drawing),
        options: options.draw(drawing),
        share: share.draw(drawing),
        during: during.draw(drawing),
      };
      // Another name may lead nowhere; if it does open a handle, there is one more to use.
      const isOther = op.name !== null && profile.otherNames.includes(op.name);
      if (isOther || (op.name === null && (openCount === 0 || !profile.exclusive))) drawing.openCount += 1;
      return op;
    },
    resolve: ({ name, access, overlapped, options, share, during }, { subjectName }): CreateFileCall => ({
      call: 'NtCreateFile',
      name: name ?? subjectName,
      access,
      overlapped,
      options,
      share,
      during,
    }),
    succeeded: (_call, _bytes, state) => state.opened(),
    words: ({ name, access, overlapped, options, share, during }, subjectName) => [
      nameText(name ?? subjectName),
      ...(access === 'read-write' ? [] : [`access ${access}`]),
      ...(overlapped ? ['overlapped'] : []),
      ...options,
      ...(share === 'read-write' ? [] : [`share ${share}`]),
      ...duringText(during),
    ],
    arguments: ({ name, access, overlapped, options, share, during }) => [
      nameText(name),
      access,
      ...(overlapped ? ['overlapped'] : []),
      ...options,
      ...(share === 'read-write' ? [] : [`share ${share}`]),
      ...duringText(during),
    ],
  },
);

/** Opens a name by NtCreateFile. */
export type OpenOp = OpOfKind<typeof open>;
