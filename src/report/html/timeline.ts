import { ACTORS, type Actor, type TimelineEvent } from '../../trace/finding/evidence.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import { counted } from '../format.ts';
import { shownIndices, withGaps } from '../shown.ts';
import { type Html, html } from './escape.ts';
import { operation } from './operations.ts';

const NAMES: Readonly<Record<Actor, string>> = {
  caller: 'caller',
  'io-manager': 'I/O manager',
  driver: 'driver',
};

/** Timelines of at most so many events are shown in full. */
const MAX_IN_FULL = 240;

/** Where an event stands: which lanes its arrow joins, and which way it points. */
function placeOf({ actor, to }: TimelineEvent): string {
  if (to === null || to === actor) return `stays in-${actor}`;
  const lanes = [actor, to].sort((left, right) => ACTORS.indexOf(left) - ACTORS.indexOf(right));
  return `${lanes.join('--')} ${lanes[0] === actor ? 'down' : 'up'}`;
}

function partiesOf({ actor, to }: TimelineEvent): string {
  return to === null || to === actor ? `${NAMES[actor]}: ` : `${NAMES[actor]} to ${NAMES[to]}: `;
}

function eventItem(event: TimelineEvent): Html {
  const flag = event.isMarked ? html` <b class="flag">finding</b>` : null;
  return html`<li class="event ${placeOf(event)}${event.isMarked ? ' marked' : ''}">
    <span class="arrow" aria-hidden="true"></span><span class="text"><span class="unseen">${partiesOf(event)}</span>${event.text}${flag}</span></li>`;
}

/** Consecutive events of one operation, gaps among them. */
interface Turn {
  readonly op: number;
  readonly items: Html[];
  events: number;
  isMarked: boolean;
}

function turnsOf(events: readonly TimelineEvent[]): Turn[] {
  const marked = events.flatMap(({ isMarked }, index) => (isMarked ? [index] : []));
  const all = new Set(events.keys());
  const shown = events.length <= MAX_IN_FULL ? all : shownIndices(events.length, marked);
  const turns: Turn[] = [];
  for (const row of withGaps(events, shown)) {
    const event = typeof row === 'number' ? null : row.entry;
    let turn = turns.at(-1);
    if (turn === undefined || (event !== null && event.op !== turn.op)) {
      turn = { op: event?.op ?? 0, items: [], events: 0, isMarked: false };
      turns.push(turn);
    }
    if (event === null)
      turn.items.push(html`<li class="gap">${counted(Number(row), 'event')} not shown</li>`);
    else turn.items.push(eventItem(event));
    turn.events += typeof row === 'number' ? row : 1;
    if (event?.isMarked) turn.isMarked = true;
  }
  return turns;
}

/** Folded where the finding shows in the events of other operations alone. */
function turnItem({ op, items, events, isMarked }: Turn, finding: Finding, openName: string): Html {
  const called = finding.trace.ops[op];
  const title = called === undefined ? html`after the last operation` : operation(called, openName);
  const number = called === undefined ? null : html`<span class="number">${op + 1}</span> `;
  const isOpen = isMarked || !finding.evidence.timeline.some((event) => event.isMarked);
  return html`<li class="turn"><details${isOpen ? html` open` : null}><summary>${number}${title} <span class="quiet">${counted(events, 'event')}</span></summary>
    <ol>${items}</ol></details></li>`;
}

/** The conversation of caller, I/O manager and driver stack as a sequence diagram; null where nothing was recorded. */
export function timeline(finding: Finding, openName: string): Html | null {
  const { timeline: events } = finding.evidence;
  if (events.length === 0) return null;
  const turns = turnsOf(events).map((turn) => turnItem(turn, finding, openName));
  return html`<div class="timeline">
    <div class="lanes" aria-hidden="true"><span>caller</span><span>I/O<i> manager</i></span><span>driver<i> stack</i></span></div>
    <ol>${turns}</ol>
  </div>`;
}
