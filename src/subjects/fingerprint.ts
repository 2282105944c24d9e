import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { ModuleCode } from './bundle-module.ts';
import type { SubjectSource } from './load-subject.ts';

/** The same code has the same text in another folder, as on another machine. */
function portable({ code }: ModuleCode): string {
  return code.replaceAll(pathToFileURL(process.cwd()).href, '');
}

/**
 * Tells a driver and its model from others: 64 hexadecimal digits. Of built-in ones it is their name alone, which
 * means the same in one version of irpcheck.
 */
export function sourceFingerprint({ name, driver, model }: SubjectSource): string {
  const parts = [driver, model].map((code) => (code === null ? null : portable(code)));
  return createHash('sha256')
    .update(JSON.stringify([driver === null ? name : null, ...parts]))
    .digest('hex');
}
