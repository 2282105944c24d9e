import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { UsageError } from '../../src/cli/errors.ts';
import { readTrace } from '../../src/cli/read-trace.ts';
import { formatTrace } from '../../src/trace/json.ts';
import { unalignedWrite } from '../report/results.ts';
import { temporaryFolder } from './fakes.ts';

export const TEXT = formatTrace(unalignedWrite());
export const document = { trace: unalignedWrite(), finding: null, observed: [], driver: null, model: null };
export const TOO_LARGE = 'it is larger than a trace may be (16 MiB)';

export async function refusalOf(path: string): Promise<string> {
  const error: unknown = await readTrace(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  return error instanceof Error ? error.message.replace(path, 'PATH') : '';
}

export function pipe(): string {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}
