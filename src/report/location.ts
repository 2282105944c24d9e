import type { CampaignResult } from '../trace/result/result.ts';
import { isModulePath } from '../trace/subject-name.ts';
import type { ReportContext } from './context.ts';

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
  { tracePaths, base }: ReportContext,
): string | undefined {
  const path = isModulePath(subject) ? subject : tracePaths[index];
  return path === undefined || base === undefined ? path : below(base, path);
}

/** The name of a file in a folder; null where it is not in it. */
export function fileIn(folder: string, path: string): string | null {
  const name = below(folder, path);
  return name === path || /[\\/]/.test(name) ? null : name;
}

/** A path from a folder that it is below; any other as it is. */
function below(folder: string, path: string): string {
  const rest = path.startsWith(folder) ? path.slice(folder.length) : '';
  return /^[\\/]./.test(rest) ? rest.slice(1) : path;
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
