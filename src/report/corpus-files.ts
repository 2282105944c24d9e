import type { Finding } from '../trace/finding/finding.ts';
import { caseText, formatTrace } from '../trace/json.ts';
import type { Trace } from '../trace/trace.ts';
import { fileName } from './file-name.ts';
import { sha256Hex } from './sha256.ts';

/** A file of a corpus. */
export interface CorpusFile {
  /** Such as `article-verbatim.model-status.0123456789ab.json`. */
  readonly name: string;
  /** A trace file. */
  readonly text: string;
}

const HASH_DIGITS = 12;

/** Hexadecimal digits of a trace's SHA-256, without what differs from campaign to campaign or from version to version. */
function hashOf(trace: Trace): string {
  return sha256Hex(caseText(trace)).slice(0, HASH_DIGITS);
}

/**
 * The file of a finding: the same name and text from every seed and campaign that minimizes to the same trace, and the
 * same name from every version.
 */
export function corpusFile(finding: Finding): CorpusFile {
  const trace = { ...finding.trace, seed: null };
  const property = finding.property.replaceAll(/[^a-z0-9-]/g, '-');
  return {
    name: `${fileName(trace.subject)}.${property}.${hashOf(trace)}.json`,
    text: formatTrace(trace, finding, finding.evidence.observed),
  };
}

/**
 * What a corpus lacks of the findings: errors that are in normal form, each once. What one of its own traces showed first
 * is there, if by a trace of another property or mode.
 *
 * @param existing names of the files in the corpus
 */
export function corpusAdditions(findings: readonly Finding[], existing: readonly string[]): CorpusFile[] {
  const files = new Map<string, CorpusFile>();
  for (const finding of findings) {
    if (finding.minimization !== 'complete' || finding.severity !== 'error') continue;
    if (finding.trace.seed === null) continue;
    const file = corpusFile(finding);
    if (!existing.includes(file.name) && !files.has(file.name)) files.set(file.name, file);
  }
  return [...files.values()];
}
