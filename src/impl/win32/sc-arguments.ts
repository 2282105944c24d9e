import { START_TYPES, type StartType } from './service-control.ts';

/** A command line of `sc`, understood. */
export type ScCommand =
  | {
      readonly verb: 'create';
      readonly name: string;
      readonly binPath: string;
      readonly type: string;
      readonly startType: StartType;
    }
  | { readonly verb: 'start' | 'query' | 'stop' | 'delete'; readonly name: string };

/** The type of a service that is a driver. */
export const KERNEL_TYPE = 'kernel';
const TYPES: readonly string[] = ['own', 'share', 'interact', KERNEL_TYPE, 'filesys', 'rec'];
/** Options of `create` that mean nothing to a driver here. */
const IGNORED: readonly string[] = ['error', 'displayname'];

/** Understands an argument list; null for one that is no command line of `sc`. */
export function parseScArguments(args: readonly string[]): ScCommand | null {
  const [word = '', name = '', ...rest] = args;
  const verb = word.toLowerCase();
  if (name === '') return null;
  switch (verb) {
    case 'create':
      return parseCreate(name, rest);
    case 'start':
    case 'query':
    case 'stop':
    case 'delete':
      return rest.length === 0 ? { verb, name } : null;
    default:
      return null;
  }
}

function parseCreate(name: string, rest: readonly string[]): ScCommand | null {
  const options = parseOptions(rest);
  if (options === null) return null;
  const { binpath = '', type = 'own', start = 'demand', ...others } = Object.fromEntries(options);
  const startType = START_TYPES.find((known) => known === start.toLowerCase());
  const known = Object.keys(others).every((option) => IGNORED.includes(option));
  if (binpath === '' || !known || startType === undefined || !TYPES.includes(type.toLowerCase())) return null;
  return { verb: 'create', name, binPath: binpath, type: type.toLowerCase(), startType };
}

/** Options as `name= value`, two words, or `name=value`, one; by name in lower case. The last of a name counts. */
function parseOptions(words: readonly string[]): Map<string, string> | null {
  const options = new Map<string, string>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const equals = word.indexOf('=');
    if (equals <= 0) return null;
    let value = word.slice(equals + 1);
    if (value === '') {
      index += 1;
      value = words[index] ?? '';
    }
    if (value === '') return null;
    options.set(word.slice(0, equals).toLowerCase(), value);
  }
  return options;
}
