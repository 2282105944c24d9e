import { nameText } from '../../describe.ts';
import { half } from '../draw/feature.ts';
import { name } from '../fields/name.ts';
import { opKind } from '../kind.ts';
import { type OpenOptionsSpec, optionFields, optionsText } from './fields/options.ts';
import { noteOpened } from './opened.ts';

/** Opens a name; the caller passes it as it is. */
export interface FileOpenCall {
  readonly call: 'File::open';
  readonly name: string;
  readonly options: OpenOptionsSpec;
}

/** Rust's `OpenOptions::open` (W3a). */
export const fileOpen = opKind(
  'File::open',
  { name, options: optionFields },
  {
    view: 'win32',
    simplicity: 3,
    weight: 4,
    feature: half(),
    counts: [
      'name',
      'options.read',
      'options.write',
      'options.append',
      'options.truncate',
      'options.create',
      'options.createNew',
    ],
    handles: 'opened',
    call: 'File::open',
    draw(drawing) {
      const options = {
        read: optionFields.read.draw(drawing),
        write: optionFields.write.draw(drawing),
        append: optionFields.append.draw(drawing),
        truncate: optionFields.truncate.draw(drawing),
        create: optionFields.create.draw(drawing),
        createNew: optionFields.createNew.draw(drawing),
      };
      const op = { op: 'File::open' as const, name: name.draw(drawing), options };
      if (op.name === null && (options.read || options.write || options.append)) noteOpened(drawing, false);
      return op;
    },
    resolve: (op, { subjectName }): FileOpenCall => ({
      call: 'File::open',
      name: op.name ?? subjectName,
      options: op.options,
    }),
    succeeded: (_call, _bytes, state) => state.opened(),
    words: (op, subjectName) => [nameText(op.name ?? subjectName), optionsText(op.options)],
    arguments: (call) => [nameText(call.name), optionsText(call.options)],
  },
);
