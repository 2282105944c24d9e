import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { unalignedWrite } from '../report/results.ts';
import { FakeHost, irpcheck, localServices, temporaryFolder } from './fakes.ts';

/** With operations that its finding does without. */
export const LONG: Trace = unalignedWrite({
  ops: [
    ...unalignedWrite().ops,
    canonicalOp('read'),
    { ...canonicalOp('write'), length: 9, buffer: { pageOffset: 7, memory: 'read-write', shared: true } },
  ],
});

/** Minimizes a file with this text. */
export async function minimized(
  text: string,
  args: readonly string[] = [],
  use = localServices,
  host = new FakeHost(),
) {
  const folder = temporaryFolder();
  const path = join(folder, 'trace.json');
  writeFileSync(path, text);
  const { exitCode, out, err } = await irpcheck(['minimize', path, ...args], use, host);
  const shown = (all: string): string => all.replaceAll(`${folder}/`, '');
  return { exitCode, out: shown(out), err: shown(err), folder };
}
