import { win32Message } from '../../../src/nt/win32-message.ts';
import type { services } from './services.ts';

export const CREATE = ['create', 'example', 'binPath=', 'article', 'type=', 'kernel'];

/** Runs commands, words apart by blanks, and gives what the last one ended with. */
export function run({ sc }: Pick<ReturnType<typeof services>, 'sc'>, ...commands: readonly string[]) {
  const results = commands.map((command) => sc.run(command.split(' ')));
  const last = results.at(-1);
  if (last === undefined) throw new Error('no command');
  return last;
}

/** What a command that failed prints. */
export function failure(call: string, code: number) {
  const lines = [`[SC] ${call} FAILED ${code}:`, '', win32Message(code), ''];
  return { ending: 'returned', exitCode: code, lines };
}

export const create = (image: string, more = ''): string =>
  `create example binPath= ${image} type= kernel${more}`;
