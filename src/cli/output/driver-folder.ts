import { join, relative, resolve } from 'node:path';
import { driverFolderName } from '../../report/file-name.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import { isModulePath } from '../../trace/subject-name.ts';
import type { TraceSources } from '../../trace/trace-sources.ts';
import type { Owner } from './own-files.ts';

/** A path from a folder with `/`, where both are given from the working directory; absolute on another drive. */
export function pathFrom(folder: string, path: string): string {
  return relative(resolve(folder), resolve(path)).replaceAll('\\', '/');
}

/**
 * The folder for what is written about a driver.
 *
 * @param out the output folder
 * @param driver as it was named
 * @param part what of the driver it is about, where there are several, such as a mode
 */
export function driverFolder(out: string, driver: string, part?: string): string {
  return join(out, driverFolderName(driver, pathFrom(out, driver), part));
}

/** Whose a driver's folder is. */
export function ownerOf(folder: string, driver: string): Owner {
  return { name: driver, path: isModulePath(driver) ? pathFrom(folder, driver) : null };
}

/** What a trace in a folder remembers of the files that a result is of. */
export function sourcesFrom(
  folder: string,
  { subject, model, sources, openName }: Pick<CampaignResult, 'subject' | 'model' | 'sources' | 'openName'>,
): TraceSources {
  const { driver = null, model: ofModel = null } = sources ?? {};
  return {
    driver: driver === null ? null : { path: pathFrom(folder, subject), sha256: driver, openName },
    model:
      model === null || ofModel === null
        ? null
        : { name: model, path: pathFrom(folder, model), sha256: ofModel },
  };
}
