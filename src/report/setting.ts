import { USUAL_CONDITIONS } from '../trace/conditions.ts';
import { type During, happeningText } from '../trace/during.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE, type Setting } from '../trace/setting.ts';

/** What a view has of a setting: the machine and the dialect at least. */
type Shown = Pick<Setting, 'machine' | 'dialect'> & Partial<Setting>;

function happening(when: string, during: During): string[] {
  return during.length === 0 ? [] : [`${when}: ${during.map(happeningText).join(', ')}`];
}

/** What of a setting is not as usual; one line each. */
export function settingLines(setting: Shown): string[] {
  const { machine, dialect, stack = [], conditions = USUAL_CONDITIONS, load = [], unload = [] } = setting;
  const lines: string[] = [];
  if (machine.fragmentation !== PLAIN_MACHINE.fragmentation) {
    const seed = machine.fragmentation === 'scattered' ? ` (frame seed ${machine.frameSeed})` : '';
    lines.push(`machine: buffers on ${machine.fragmentation} frames${seed}`);
  }
  const dialects: string[] = [];
  if (dialect.systemBuffer !== DEFAULT_DIALECT.systemBuffer) dialects.push('zeroed SystemBuffer');
  if (dialect.strictOffsets !== DEFAULT_DIALECT.strictOffsets) dialects.push('lenient offsets');
  if (dialects.length > 0) lines.push(`dialect: ${dialects.join(', ')}`);
  for (const filter of stack) lines.push(`stack: below a filter that passes IRPs on (${filter})`);
  if (conditions.poison !== USUAL_CONDITIONS.poison)
    lines.push('conditions: other bytes in memory that nobody wrote');
  if (conditions.refetched !== USUAL_CONDITIONS.refetched)
    lines.push(`conditions: bytes fetched a second time are ${conditions.refetched}`);
  return [...lines, ...happening('load', load), ...happening('unload', unload)];
}
