import { methodName } from '../nt/control-code.ts';
import { printable } from '../trace/printable.ts';
import type { CampaignResult, ControlCount } from '../trace/result/result.ts';
import { counted, grouped } from './format.ts';

/** A row about a control code. */
export interface ControlRow {
  /** `0x222400`, or `others` for those that are not listed by themselves. */
  readonly code: string;
  /** `METHOD_BUFFERED`; empty for others. */
  readonly method: string;
  readonly sent: number;
  /** `STATUS_SUCCESS 442`, the most frequent first. */
  readonly statuses: readonly string[];
}

function statusesOf({ statuses }: ControlCount): readonly string[] {
  const sorted = [...statuses].sort((left, right) => right.requests - left.requests);
  return sorted.map(({ status, requests }) => `${printable(status ?? 'no status')} ${grouped(requests)}`);
}

/** A control code for people: `0x222400`. */
function hexadecimal(code: number): string {
  return `0x${code.toString(16)}`;
}

/** What became of each control code, in the result's order. */
export function controlRows({ controls = [] }: CampaignResult): readonly ControlRow[] {
  return controls.map((count) => ({
    code: count.code === null ? 'others' : hexadecimal(count.code),
    method: count.code === null ? '' : methodName(count.code),
    sent: count.sent,
    statuses: statusesOf(count),
  }));
}

/** Codes that a driver is written with, or said to know, and never recognised. */
export function unrecognisedCodes({ scouted }: CampaignResult): readonly string[] {
  const codes = scouted?.codes ?? [];
  return codes.filter(({ recognised }) => !recognised).map(({ code }) => hexadecimal(code));
}

/** What the scouting run did, for people; null where there was none, or nothing to scout. */
export function scoutingText({ scouted }: CampaignResult): string | null {
  if (scouted === undefined || scouted.codes.length === 0) return null;
  const recognised = scouted.codes.filter((code) => code.recognised).length;
  const ended = scouted.ended ? ', until the driver did not come back' : '';
  return `${grouped(recognised)} of ${counted(scouted.codes.length, 'code')} recognised in ${counted(scouted.requests, 'request')} before the first case${ended}`;
}
