import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The lines of code in which a seeded defect differs from the driver that it varies. */
export interface ChangedLines {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The members of a class by name, each as its lines of code. */
type Members = ReadonlyMap<string, readonly string[]>;

interface DerivedClass {
  readonly members: Members;
  /** The file of the class that it extends. */
  readonly base: string;
}

const CLASS = /^(?:export )?(?:abstract )?class \w+ extends (\w+) \{\n([\s\S]*?)^\}$/m;
const IMPORT = /^import (?:type )?\{([^}]*)\} from '(\.[^']*)';$/gm;
const COMMENT = /\/\*[\s\S]*?\*\//g;
/** The first line of a member: no other is indented as little. */
const MEMBER = /^ {2}(?:(?:protected|static|override|readonly|abstract|get) )*(\w+)/;

/** Without comments, empty lines and lone brackets. */
function membersOf(body: string): Members {
  const members = new Map<string, string[]>();
  let lines: string[] = [];
  for (const text of body.replaceAll(COMMENT, '').split('\n')) {
    const name = MEMBER.exec(text)?.[1];
    if (name !== undefined) {
      lines = [];
      members.set(name, lines);
    }
    const line = text.trim().replace(/\boverride /, '');
    if (/\w/.test(line) && !line.startsWith('//')) lines.push(line);
  }
  return members;
}

/** The first class of a file that extends an imported one; null where there is none. */
function derivedClass(path: string): DerivedClass | null {
  const text = readFileSync(path, 'utf8');
  const [, name = '', body] = CLASS.exec(text) ?? [];
  const from = [...text.matchAll(IMPORT)].find(([, names = '']) => names.split(/[\s,]+/).includes(name))?.[2];
  if (body === undefined || from === undefined) return null;
  return { members: membersOf(body), base: join(dirname(path), from) };
}

/** What a class has of its own and inherits. A driver inherits from files that have one class, or one class first. */
function inherited(path: string): Members {
  const derived = derivedClass(path);
  if (derived !== null) return new Map([...inherited(derived.base), ...derived.members]);
  const [, body = ''] =
    /^export (?:abstract )?class \w+[^{]*\{\n([\s\S]*?)^\}$/m.exec(readFileSync(path, 'utf8')) ?? [];
  return membersOf(body);
}

/** What two members have between the lines with which both begin and those with which both end. */
function difference(before: readonly string[], after: readonly string[]): ChangedLines {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { added: after.slice(start, after.length - end), removed: before.slice(start, before.length - end) };
}

/**
 * The lines by which a seeded defect's class differs from the class that it extends: of each of its members, those in
 * which it differs from the member that it overrides, so that what is left out or done in another order counts too.
 *
 * @throws Error when the file does not consist of one class that extends an imported one, and a driver made of it
 */
export function changedLines(path: string): ChangedLines {
  const derived = derivedClass(path);
  if (derived === null) throw new Error(`${path}: no class that extends an imported one`);
  const known = inherited(derived.base);
  const changes = [...derived.members].map(([name, lines]) => difference(known.get(name) ?? [], lines));
  return {
    added: changes.flatMap(({ added }) => added),
    removed: changes.flatMap(({ removed }) => removed),
  };
}
