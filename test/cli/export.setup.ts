import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTrace } from '../../src/trace/json.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { finding, unalignedWrite } from '../report/results.ts';
import { irpcheck, localServices, temporaryFolder } from './fakes.ts';

/** Exports a trace named found.json, in a folder of its own. */
export async function exported(args: readonly string[], trace: Trace = unalignedWrite()) {
  const folder = temporaryFolder();
  const path = join(folder, 'found.json');
  writeFileSync(path, formatTrace(trace, finding()));
  const given = args.map((arg) => arg.replace('FOLDER', folder));
  const { exitCode, out, err } = await irpcheck(['export', path, ...given], localServices);
  const files = readdirSync(folder).filter((name) => name !== 'found.json');
  return { exitCode, out: out.replaceAll(folder, ''), err: err.replaceAll(folder, ''), folder, files };
}
