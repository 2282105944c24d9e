import { STATUS_END_OF_FILE, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from 'irpcheck/model';

const IRP_MJ_READ = 0x03;
const IRP_MJ_WRITE = 0x04;

/** What the manual of the device says that reads and writes end with. */
const DOCUMENTED = [STATUS_SUCCESS, STATUS_END_OF_FILE, STATUS_INSUFFICIENT_RESOURCES];

/**
 * Judges a recorded run: every read and write that reached the driver ends with a documented status.
 * `compared` counts the IRPs that were looked at, `breach` is the first one that ends otherwise.
 */
export function documentedStatus(run) {
  let compared = 0;
  let breach = null;
  for (const { op, major, completions, ioStatus } of run.requests) {
    if (major !== IRP_MJ_READ && major !== IRP_MJ_WRITE) continue;
    if (completions === 0) continue;
    compared += 1;
    if (!DOCUMENTED.includes(ioStatus)) breach ??= { op, status: ioStatus };
  }
  return { compared, breach };
}
