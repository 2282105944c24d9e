import { z } from 'zod';
import { isNewer } from './newer-version.ts';
import { firstUnknown } from './unknown.ts';
import { UnsupportedTraceError } from './unsupported-trace.ts';
import { VERSION } from './version.ts';
import { versionSchema } from './version-schema.ts';

/** A trace of any format that names who wrote it: all but the first. */
const newerTrace = z.object({
  format: z.string().regex(/^irptrace\/(?!1$)[1-9][0-9]{0,2}$/),
  version: versionSchema.refine((version) => isNewer(version)),
});

/**
 * What to say of a document that is no trace of this version because a newer one wrote it: what is unknown in it, its
 * place, and who wrote it. Null for one of this version or an older one, and where nothing in it is unknown.
 */
export function newerTraceError(error: z.ZodError, document: unknown): UnsupportedTraceError | null {
  const { data: newer } = newerTrace.safeParse(document);
  if (newer === undefined) return null;
  const unknown = firstUnknown(error, document, 'trace');
  if (unknown === null) return null;
  const who = `irpcheck ${newer.version} wrote this trace and this is ${VERSION}`;
  return new UnsupportedTraceError(`${unknown}; ${who}: update irpcheck`);
}
