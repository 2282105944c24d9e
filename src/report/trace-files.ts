import type { Finding } from '../trace/finding/finding.ts';

/**
 * The file name of each finding's trace: the property's id with `-` for `/`, numbered for each property, such
 * as `model-status-1.json`.
 */
export function traceFileNames(findings: readonly Finding[]): string[] {
  const counts = new Map<string, number>();
  return findings.map(({ property }) => {
    const count = (counts.get(property) ?? 0) + 1;
    counts.set(property, count);
    return `${property.replaceAll(/[^a-z0-9-]/g, '-')}-${count}.json`;
  });
}
