import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTrace } from '../../src/trace/json.ts';
import { finding, unalignedWrite } from '../report/results.ts';
import { irpcheck, localServices, temporaryFolder } from './fakes.ts';

/** Replays a file with this text. */
export async function replayed(text: string, use = localServices) {
  const path = join(temporaryFolder(), 'trace.json');
  writeFileSync(path, text);
  const { exitCode, out, err } = await irpcheck(['replay', path], use);
  return { exitCode, out, err: err.replaceAll(path, 'trace.json') };
}

export const recorded = formatTrace(unalignedWrite(), finding());
