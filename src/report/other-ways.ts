import type { Finding } from '../trace/finding/finding.ts';
import { printable } from '../trace/printable.ts';
import { type Cause, moreWaysText, type PlacedFinding } from './causes.ts';
import { shortened, wrapped } from './format.ts';

/** Width of the list of ways, without its indent. */
const WAYS_WIDTH = 114;
const INDENT = '    ';

/**
 * Under the simplest finding of a cause the others, in a few lines for each property: their reason codes, each once, with
 * the names of the traces as far as these say more than the property.
 */
export function otherWays(cause: Cause, tracePaths: readonly string[]): string[] {
  if (cause.others.length === 0) return [];
  const properties = [...new Set(cause.others.map(({ finding }) => finding.property))];
  return [
    `  ${moreWaysText(cause)}:`,
    ...properties.flatMap((property) => {
      const ways = cause.others.filter(({ finding }) => finding.property === property);
      const reasons = [...new Set(ways.map(({ finding }) => finding.reason))];
      const texts = reasons.map((reason) => wayOf(reason, ways, tracePaths));
      return wrapped([`${printable(property)}: ${texts[0] ?? ''}`, ...texts.slice(1)], WAYS_WIDTH).map(
        (line, index) => `${INDENT}${index === 0 ? '' : '  '}${line}`,
      );
    }),
  ];
}

/** `too-small [207236508a54 abe53dd81f43]`, of model-information-207236508a54.json and another. */
function wayOf(reason: string, ways: readonly PlacedFinding[], tracePaths: readonly string[]): string {
  const traces = ways
    .filter(({ finding }) => finding.reason === reason)
    .flatMap(({ index }) => tracePaths[index] ?? []);
  const names = traces.map((path) => printable(shortName(path, ways[0]?.finding.property ?? '')));
  return `${printable(shortened(reason, WAYS_WIDTH))}${names.length === 0 ? '' : ` [${names.join(' ')}]`}`;
}

/** What the name of a trace file says besides the property. */
function shortName(path: string, property: string): string {
  const name = path.replace(/^.*[\\/]/, '').replace(/\.json$/, '');
  const start = `${property.replace('/', '-')}-`;
  return name.startsWith(start) ? name.slice(start.length) : name;
}

/** One way in which a cause shows, where another one is told in full. */
export function wayText(
  { property, reason, trace }: Finding,
  full: Finding,
  path: string | undefined,
): string {
  const file = path === undefined ? '' : `, trace ${printable(path)}`;
  return `${printable(property)} ${printable(reason)} (${trace.setting.mode}${file}): a way in which ${printable(full.property)} ${printable(full.reason)} shows`;
}
