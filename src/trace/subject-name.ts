/** A driver's name by which two ways to write one path are the same: `./my-driver.ts` and `my-driver.ts`. */
function canonical(subject: string): string {
  if (!/\.[cm]?[jt]s$/i.test(subject)) return subject;
  const path = subject.replaceAll('\\', '/').replaceAll(/\/(?:\.?\/)+/g, '/');
  return path.replace(/^\.\//, '');
}

/** Whether two names are of the same driver, as far as the names tell. */
export function sameSubject(left: string, right: string): boolean {
  return canonical(left) === canonical(right);
}
