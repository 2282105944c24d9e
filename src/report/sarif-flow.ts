import { ACTORS, type Actor, type TimelineEvent } from '../trace/finding/evidence.ts';
import type { Finding } from '../trace/finding/finding.ts';
import { describeOp } from '../trace/ops/words.ts';
import { printable } from '../trace/printable.ts';
import { sarifMessage } from './sarif-message.ts';

const NAMES: Readonly<Record<Actor, string>> = {
  caller: 'caller',
  'io-manager': 'I/O manager',
  driver: 'driver',
};

/** The operation during which an event happened. */
function operation({ op }: TimelineEvent, { trace }: Finding, openName: string): string {
  const found = trace.ops[op];
  return found === undefined ? 'after the last operation' : `${op + 1} ${describeOp(found, openName)}`;
}

/**
 * The events of a finding's minimal run as one thread flow; nothing where none are known.
 *
 * @param place the physical location of the finding, which viewers want at each step
 * @param openName what an open without a name opens
 */
export function sarifFlow(finding: Finding, place: object, openName: string): object {
  const { timeline } = finding.evidence;
  if (timeline.length === 0) return {};
  const locations = timeline.map((event, index) => {
    const { actor, to, text, isMarked } = event;
    const who = to === null ? NAMES[actor] : `${NAMES[actor]} → ${NAMES[to]}`;
    return {
      location: {
        ...place,
        logicalLocations: [{ name: NAMES[actor], kind: 'module' }],
        message: sarifMessage(`${who}: ${text}`),
      },
      state: { operation: { text: printable(operation(event, finding, openName)) } },
      nestingLevel: ACTORS.indexOf(actor),
      executionOrder: index + 1,
      importance: isMarked ? 'essential' : 'important',
    };
  });
  return { codeFlows: [{ threadFlows: [{ locations }] }] };
}
