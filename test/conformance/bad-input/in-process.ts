import { main } from '../../../src/cli/main.ts';
import { FakeHost } from '../../cli/fakes.ts';
import type { Ended } from './process.ts';

/**
 * Runs irpcheck in a folder, as it is built, within this process: starting one takes longer than what it refuses. One
 * at a time, because a process has one folder.
 */
export async function irpcheckHere(folder: string, args: readonly string[]): Promise<Ended> {
  const host = new FakeHost();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const exitCode = await main(['node', 'irpcheck', ...args], host);
    return { exitCode, stdout: host.out.text, stderr: host.err.text };
  } finally {
    process.chdir(before);
  }
}
