/** A module whose driver is the one that a test has left on globalThis. */
export const DRIVER = 'export default globalThis.irpcheckTestDriver;';

export const MODEL = `const outcome = (arm, next) => [{ arm, status: 0, information: 0, data: new Uint8Array(0), next }];
export default { name: 'small', arms: ['a'], initial: () => 1, read: (s) => outcome('a', s), write: (s) => outcome('b', s) };`;
