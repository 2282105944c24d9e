/**
 * `irpcheck/vitest`: a driver's properties as tests of vitest.
 */
export { checkDriver } from './integration/vitest/check-driver.ts';
export type { DriverCheck } from './integration/vitest/driver-check.ts';
export type { BufferingMode } from './trace/trace.ts';
