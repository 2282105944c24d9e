import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './dist.ts';

/** The guide's driver and model, as a reader copies them. */
export interface GuideFiles {
  readonly driver: string;
  readonly model: string;
  /** The driver with the mistake that the guide tells the reader to make. */
  readonly defectiveDriver: string;
}

const MISTAKE = '    this.letter = new Uint8Array(0);\n';

function programs(): readonly (string | undefined)[] {
  const guide = readFileSync(join(ROOT, 'doc/check-your-driver.md'), 'utf8');
  return [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
}

/** The guide's driver that looks for bytes, and the same without their names. */
export interface GuideUpdater {
  readonly named: string;
  readonly unnamed: string;
}

const NAMES = 'export const payloads = [MAGIC];\n';

/** The second driver of doc/check-your-driver.md. */
export function guideUpdater(): GuideUpdater {
  const named = programs().find((code) => code?.includes('class Updater'));
  if (named?.split(NAMES).length !== 2) throw new Error('the guide has lost its payloads');
  return { named, unnamed: named.replace(NAMES, '') };
}

/** The code of doc/check-your-driver.md. */
export function guideFiles(): GuideFiles {
  const [driver, model] = programs();
  if (driver === undefined || model === undefined) throw new Error('the guide has lost its code');
  if (driver.split(MISTAKE).length !== 2) throw new Error('the line to leave out is not there once');
  return { driver, model, defectiveDriver: driver.replace(MISTAKE, '') };
}
