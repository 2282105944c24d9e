import type { Finding } from '../trace/finding/finding.ts';
import { printable } from '../trace/printable.ts';
import type { CampaignResult, Timing } from '../trace/result/result.ts';
import { coloursFor } from './colours.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findingText } from './finding-text.ts';
import { counted, duration, grouped } from './format.ts';
import { headerText } from './summary.ts';
import { refusalsText } from './verdict.ts';

/** One of the parts of a campaign. */
export interface ShardReport {
  readonly index: number;
  readonly count: number;
  /** What ended it before it was complete; null for nothing. */
  readonly stopped: 'interrupted' | 'out-of-time' | null;
  /** What the shard by itself came to; what of it is conclusive only the whole can tell. */
  readonly result: CampaignResult;
  readonly timing: Timing | null;
  /** The file that holds it. */
  readonly path: string;
}

const STOPPED = { interrupted: 'interrupted', 'out-of-time': 'out of time' } as const;

/** 1 for a finding that is not known, 4 for cases that are not supported, 5 for a shard that is not complete. */
export function shardExitCode({ stopped, result }: ShardReport): ExitCode {
  if (result.findings.some(({ severity, known }) => severity === 'error' && !known)) return EXIT.FINDINGS;
  if (refusalsText(result) !== null) return EXIT.NOT_SUPPORTED;
  return stopped === null ? EXIT.CONFORMS : EXIT.INCOMPLETE;
}

function foundText(findings: readonly Finding[]): string {
  return findings.length === 0 ? 'no finding' : counted(findings.length, 'finding');
}

/** A shard for people. The verdict is the whole campaign's. Ends with a line break. */
export function shardText(shard: ShardReport, colour: boolean): string {
  const { index, count, stopped, result, timing, path } = shard;
  const colours = coloursFor(colour);
  const exitCode = shardExitCode(shard);
  const time = timing === null ? '' : `  ${duration(timing.elapsedMs)}`;
  const ended = stopped === null ? '' : `, ${STOPPED[stopped]}`;
  const refused = refusalsText(result);
  const style = exitCode === EXIT.CONFORMS ? colours.green : colours.red;
  const lines = [
    colours.bold(`${headerText(result)} · shard ${index} of ${count}`),
    `  ${grouped(result.cases)} of ${counted(result.casesRequested, 'case')}  ${counted(result.calls, 'call')}${time}`,
    ...result.findings.flatMap((finding) => [
      '',
      ...findingText(finding, { colour, openName: result.openName }),
    ]),
    '',
    ...(refused === null ? [] : [refused]),
    `written    ${printable(path)}`,
    colours.bold(
      style(`shard ${index} of ${count}: ${foundText(result.findings)}${ended} (exit ${exitCode})`),
    ),
    ...(stopped === null
      ? ['The verdict is that of all shards: irpcheck merge, with their files.']
      : ['Run it again with --resume: shards that are not complete can not be merged.']),
  ];
  return `${lines.join('\n')}\n`;
}
