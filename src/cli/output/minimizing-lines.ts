import type { MinimizeProgress } from '../../hosts/minimize-in.ts';
import { counted } from '../../report/format.ts';
import type { Host } from '../host.ts';

/** Minimizing that is over sooner says nothing. */
const STEP_MS = 2_000;

/** A line every few seconds that tells how far minimizing is. */
export function minimizingLines(host: Host): (progress: MinimizeProgress) => void {
  let last = host.now();
  return ({ ops, executions }) => {
    if (host.now() - last < STEP_MS) return;
    last = host.now();
    host.stderr.write(`minimizing: ${counted(ops, 'op')} left after ${counted(executions, 'execution')}\n`);
  };
}
