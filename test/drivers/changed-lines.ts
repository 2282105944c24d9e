import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Lines of code in the order of the text: without comments, empty lines and lone brackets. */
function codeLines(text: string): string[] {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.trim().replace(/\boverride /, ''))
    .filter((line) => /\w/.test(line) && !line.startsWith('//'));
}

/**
 * The lines by which a seeded defect's class differs from the class that it extends: those of its body that do not
 * occur in the file of that class.
 *
 * @throws Error when the file does not consist of one class that extends an imported one, and a driver made of it
 */
export function changedLines(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const [, base = '', body] = /^class \w+ extends (\w+) \{\n([\s\S]*?)^\}$/m.exec(text) ?? [];
  const imports = text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']*)';$/gm);
  const from = [...imports].find(([, names = '']) => names.split(/[\s,]+/).includes(base))?.[2];
  if (body === undefined || from === undefined) {
    throw new Error(`${path}: no class that extends an imported one`);
  }
  const known = new Set(codeLines(readFileSync(join(dirname(path), from), 'utf8')));
  return codeLines(body).filter((line) => !known.has(line));
}
