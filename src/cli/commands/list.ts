import { EXIT } from '../../report/exit-code.ts';
import { BUFFERING_MODES } from '../../trace/trace.ts';
import type { Host } from '../host.ts';
import type { Services } from '../services.ts';

/** `irpcheck list`: the built-in drivers, one line each, and where the others are. */
export async function list(host: Host, services: Services): Promise<number> {
  const { builtInSubjects } = await services.subjects();
  const width = Math.max(0, ...builtInSubjects.map(({ name }) => name.length));
  for (const { name, description, modes } of builtInSubjects) {
    const only = modes.length === BUFFERING_MODES.length ? '' : ` (${modes.join(', ')} only)`;
    host.stdout.write(`${name.padEnd(width)}  ${description}${only}\n`);
  }
  host.stdout.write('\nseeded defects, each a driver of its own: irpcheck defects --list\n');
  return EXIT.CONFORMS;
}
