import { kindsOf } from '../trace/ops/index.ts';
import { printable } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { unreachedArms, unstruck, withoutOccasion } from '../trace/result/unreached.ts';
import type { Colours } from './colours.ts';
import { controlRows, scoutingText, unrecognisedCodes } from './control-codes.ts';
import { counted, duration, grouped, percent, wrapped } from './format.ts';

const LABEL_WIDTH = 17;
const TEXT_WIDTH = 84;

/** `article · buffered, direct · seed 1`, with `win32` before the modes in that view. */
export function headerText({ subject, view, modes, seed }: CampaignResult): string {
  const named = view === undefined ? [] : [view];
  return [printable(subject), ...named, modes.map(({ mode }) => mode).join(', '), `seed ${seed}`].join(' · ');
}

function totalsText({ cases, casesRequested, calls, timing }: CampaignResult): string {
  const asked = cases === casesRequested ? '' : ` of ${grouped(casesRequested)}`;
  const parts = [
    `${grouped(cases)}${asked} ${casesRequested === 1 ? 'case' : 'cases'}`,
    counted(calls, 'call'),
    cases === 0 ? '' : `${(calls / cases).toFixed(1)} calls per case`,
    timing === null ? '' : duration(timing.elapsedMs),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

function row(label: string, parts: readonly string[]): string[] {
  return wrapped(parts, TEXT_WIDTH).map((line, index) => {
    return `  ${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`;
  });
}

/** Arms of the model that no call was decided by. */
function modelRows(result: CampaignResult): string[] {
  const arms = Object.entries(result.modelArms);
  if (arms.length === 0) return row('model arms', ['no model']);
  const never = unreachedArms(result).map(printable);
  const reached = `${arms.length - never.length} of ${arms.length} reached`;
  return [...row('model arms', [reached]), ...row('  never', never)];
}

/** Kinds of faults, and of what the caller does meanwhile, that struck; nothing where none is generated. */
function happeningRows(result: CampaignResult): string[] {
  const { happenings = [], during } = result;
  if (happenings.length === 0) return [];
  const kinds = happenings.length - withoutOccasion(result).length;
  const never = unstruck(result).map(({ what }) => printable(what));
  const told = [
    `${kinds - never.length} of ${counted(kinds, 'kind')} struck`,
    `${counted(during.struck, 'time')} in all`,
    ...(kinds === happenings.length ? [] : [`${happenings.length - kinds} without an occasion`]),
  ];
  return [...row('faults', told), ...row('  never', never)];
}

/** Codes that are told in the text; the page has all of them. */
const MAX_CODES = 6;
/** Statuses that are told of each. */
const MAX_STATUSES = 3;

/** What was learnt of control codes, and how often each was sent; nothing for a driver without any. */
function controlsRows(result: CampaignResult): string[] {
  const rows = controlRows(result);
  const scouted = scoutingText(result);
  const codes = rows.slice(0, MAX_CODES).flatMap(({ code, method, sent, statuses }) => {
    const told = statuses.slice(0, MAX_STATUSES);
    const more = statuses.length - told.length;
    return row(`  ${code}`, [
      ...(method === '' ? [] : [method]),
      `sent ${counted(sent, 'time')}`,
      ...told,
      ...(more === 0 ? [] : [`${more} more ${more === 1 ? 'status' : 'statuses'}`]),
    ]);
  });
  const more = rows.length - MAX_CODES;
  return [
    ...(rows.length === 0 && scouted === null
      ? []
      : row('control codes', [scouted ?? 'as they are declared'])),
    ...codes,
    ...(more > 0 ? row(`  ${more} more`, ['in the page, or with --json']) : []),
    ...row('  never known', unrecognisedCodes(result)),
  ];
}

/** After it nothing new was reached. */
function lastRow({ lastReached = null }: CampaignResult): string[] {
  if (lastReached === null) return [];
  const { what, caseIndex } = lastReached;
  return row('reached last', [`${printable(what)} in case ${grouped(caseIndex)}`]);
}

function corpusRow({ corpus }: CampaignResult): string[] {
  if (corpus === null) return [];
  const { traces, showing } = corpus;
  const shown = showing === 0 ? 'none shows a finding' : `${grouped(showing)} of them with a finding`;
  return row('corpus', [counted(traces, 'trace'), ...(traces === 0 ? [] : [shown])]);
}

function baselineRow({ baseline }: CampaignResult): string[] {
  if (baseline === null) return [];
  const fixed = baseline.fixed.length === 0 ? [] : [`${grouped(baseline.fixed.length)} fixed`];
  return row('baseline', [`${grouped(baseline.known)} known`, ...fixed]);
}

/** Of one mode they are all cases, and the report's first line names it. */
function modesRow(modes: CampaignResult['modes']): string[] {
  if (modes.length < 2) return [];
  return row(
    'cases per mode',
    modes.map(({ mode, cases }) => `${mode} ${grouped(cases)}`),
  );
}

/** What a campaign executed, in figures. */
export function summaryLines(result: CampaignResult, colours: Colours): string[] {
  const { cases, distinctTraces, executions, modes, view = 'native', opKinds } = result;
  const share = percent(distinctTraces, cases);
  return [
    `  ${colours.bold(totalsText(result))}`,
    ...modesRow(modes),
    ...row('distinct traces', [`${grouped(distinctTraces)}${share === '' ? '' : ` (${share})`}`]),
    ...row('executions', [grouped(executions)]),
    ...row(
      'operations',
      kindsOf(view).kinds.flatMap((kind) => {
        const count = opKinds[kind];
        return count === undefined ? [] : [`${kind} ${grouped(count)}`];
      }),
    ),
    ...modelRows(result),
    ...happeningRows(result),
    ...controlsRows(result),
    ...lastRow(result),
    ...corpusRow(result),
    ...baselineRow(result),
  ];
}
