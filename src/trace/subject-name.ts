const MODULE_ENDING = /\.(?:[cm]?[jt]s|sys)$/i;
const IMAGE_ENDING = /\.sys$/i;

/** Whether a driver's name is the path of a module, or of an image: it is in a file, and not built in. */
export function isModulePath(name: string): boolean {
  return MODULE_ENDING.test(name);
}

/** Whether a driver's name is the path of a compiled driver. */
export function isImagePath(name: string): boolean {
  return IMAGE_ENDING.test(name);
}

/** A module's path, or its name, without the ending. */
export function withoutModuleEnding(name: string): string {
  return name.replace(MODULE_ENDING, '');
}

/** A driver's name by which two ways to write one path are the same: `./my-driver.ts` and `my-driver.ts`. */
function canonical(subject: string): string {
  if (!isModulePath(subject)) return subject;
  const path = subject.replaceAll('\\', '/').replaceAll(/\/(?:\.?\/)+/g, '/');
  return path.replace(/^\.\//, '');
}

/** Whether two names are of the same driver, as far as the names tell. */
export function sameSubject(left: string, right: string): boolean {
  return canonical(left) === canonical(right);
}
