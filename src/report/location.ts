import type { CampaignResult } from '../trace/result/result.ts';
import type { ReportContext } from './context.ts';

const MODULE = /\.[cm]?[jt]s$/i;
/** `\\server\share`, but not the device paths `\\?\` and `\\.\`. */
const UNC = /^\\\\[^\\/?.]/;
const ABSOLUTE_WINDOWS = /^[a-z]:[\\/]/i;

/**
 * The file that a finding is shown at: the driver's, where it is a file; else that of the finding's trace; undefined
 * where there is neither. `index` is the finding's in the result.
 */
export function findingPath(
  { subject }: CampaignResult,
  index: number,
  { tracePaths }: ReportContext,
): string | undefined {
  return MODULE.test(subject) ? subject : tracePaths[index];
}

/** A path with forward slashes, and without `./` in front. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
}

/** A path as a URI: a relative reference, or a `file:` URI where it is absolute. */
export function pathUri(path: string): string {
  const segments = slashed(path)
    // Half a character can't be encoded.
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent);
  // A first segment with a colon would be a scheme; encodeURIComponent has encoded it.
  const uri = segments.join('/');
  if (ABSOLUTE_WINDOWS.test(path)) return `file:///${uri.replace('%3A', ':')}`;
  // The server is the URI's host.
  if (UNC.test(path)) return `file:${uri}`;
  return uri.startsWith('/') ? `file://${uri.replace(/^\/+/, '/')}` : uri;
}
