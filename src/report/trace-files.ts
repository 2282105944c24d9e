import type { Finding } from '../trace/finding/finding.ts';
import { caseText } from '../trace/json.ts';
import { sha256Hex } from './sha256.ts';

const DIGITS = 12;

/** What a finding is, whatever the driver's file is called and from whichever case it came. */
function contentOf({ property, reason, origin = '', trace }: Finding): string {
  return sha256Hex(
    JSON.stringify([property, reason, origin, caseText({ ...trace, subject: '', seed: null })]),
  );
}

/**
 * The file name of each finding's trace: the property's id with `-` for `/`, and digits of what the finding is, such as
 * `model-status-3f0c91ab12cd.json`. The same finding has the same name in every run, and no two of these share one.
 */
export function traceFileNames(findings: readonly Finding[]): string[] {
  const taken = new Set<string>();
  return findings.map((finding) => {
    const property = finding.property.replaceAll(/[^a-z0-9-]/g, '-');
    const content = contentOf(finding);
    let digits = DIGITS;
    let name = `${property}-${content.slice(0, digits)}`;
    for (; taken.has(name) && digits < content.length; digits += 1)
      name = `${property}-${content.slice(0, digits + 1)}`;
    for (let copy = 2; taken.has(name); copy += 1) name = `${property}-${content}-${copy}`;
    taken.add(name);
    return `${name}.json`;
  });
}
