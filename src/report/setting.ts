import { DEFAULT_DIALECT, PLAIN_MACHINE, type ScheduleEntry, type Trace } from '../trace/trace.ts';
import { printable } from './format.ts';

/** What a run is made with besides its operations. A view without schedules has none. */
type Setting = Pick<Trace, 'machine' | 'options'> & { readonly schedule?: readonly ScheduleEntry[] };

/** What is not plain about a machine, dialect and schedule; one line each. */
export function settingLines({ machine, options: { dialect }, schedule = [] }: Setting): string[] {
  const lines: string[] = [];
  if (machine.fragmentation !== PLAIN_MACHINE.fragmentation) {
    const seed = machine.fragmentation === 'scattered' ? ` (frame seed ${machine.frameSeed})` : '';
    lines.push(`machine: buffers on ${machine.fragmentation} frames${seed}`);
  }
  const dialects: string[] = [];
  if (dialect.systemBuffer !== DEFAULT_DIALECT.systemBuffer) dialects.push('zeroed SystemBuffer');
  if (dialect.strictOffsets !== DEFAULT_DIALECT.strictOffsets) dialects.push('lenient offsets');
  if (dialects.length > 0) lines.push(`dialect: ${dialects.join(', ')}`);
  for (const { op, point, run } of schedule) {
    lines.push(`schedule: ${printable(run)} runs at operation ${op + 1}, point ${point}`);
  }
  return lines;
}
