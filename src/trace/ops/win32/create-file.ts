import { nameText } from '../../describe.ts';
import { half } from '../draw/feature.ts';
import { name } from '../fields/name.ts';
import { overlappedHandle } from '../fields/overlapped-handle.ts';
import { opKind } from '../kind.ts';
import { access, accessText, type Win32Access } from './fields/access.ts';
import { type CreationDisposition, disposition } from './fields/disposition.ts';
import { noteOpened } from './opened.ts';

/** Opens a name; the caller passes it as it is. */
export interface Win32CreateFileCall {
  readonly call: 'CreateFile';
  readonly name: string;
  readonly access: Win32Access;
  readonly disposition: CreationDisposition;
  /** FILE_FLAG_OVERLAPPED. */
  readonly overlapped: boolean;
}

function words(
  shownName: string,
  { access, disposition, overlapped }: Omit<Win32CreateFileCall, 'call' | 'name'>,
): readonly string[] {
  return [
    nameText(shownName),
    accessText(access),
    disposition,
    ...(overlapped ? ['FILE_FLAG_OVERLAPPED'] : []),
  ];
}

/** CreateFile (W1d, W1e). */
export const createFile = opKind(
  'CreateFile',
  { name, access, disposition, overlapped: overlappedHandle },
  {
    view: 'win32',
    simplicity: 0,
    weight: 4,
    feature: half(),
    counts: ['name', 'access', 'disposition', 'overlapped'],
    handles: 'opened',
    call: 'CreateFile',
    draw(drawing) {
      const op = {
        op: 'CreateFile' as const,
        name: name.draw(drawing),
        access: access.draw(drawing),
        disposition: disposition.draw(drawing),
        overlapped: overlappedHandle.draw(drawing),
      };
      const truncates =
        op.disposition === 'TRUNCATE_EXISTING' && op.access !== 'write' && op.access !== 'read-write';
      if (op.name === null && !truncates) noteOpened(drawing, op.overlapped);
      return op;
    },
    resolve: (op, { subjectName }): Win32CreateFileCall => ({
      call: 'CreateFile',
      name: op.name ?? subjectName,
      access: op.access,
      disposition: op.disposition,
      overlapped: op.overlapped,
    }),
    succeeded: (_call, _bytes, state) => state.opened(),
    words: (op, subjectName) => words(op.name ?? subjectName, op),
    arguments: (call) => words(call.name, call),
  },
);
