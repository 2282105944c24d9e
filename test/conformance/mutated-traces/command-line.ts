import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Host } from '../../../src/cli/host.ts';
import { fromDist, ROOT } from '../dist.ts';

const { main } = await fromDist<typeof import('../../../src/cli/main.ts')>('cli/main');
const { TextOutput } =
  await fromDist<typeof import('../../../src/cli/output/text-output.ts')>('cli/output/text-output');

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

class Capture extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

/** Writes a trace file into `folder` and replays it in this process. */
export async function replayHere(folder: string, text: string): Promise<Ended> {
  const file = join(folder, 'trace.json');
  writeFileSync(file, text);
  const stdout = new Capture({ decodeStrings: false });
  const stderr = new Capture({ decodeStrings: false });
  const host: Host = {
    stdout: new TextOutput(stdout),
    stderr: new TextOutput(stderr),
    env: {},
    wallClock: () => new Date(0),
    now: () => 0,
    onInterrupt: () => {},
    endBy: () => {},
  };
  const exitCode = await main(['node', 'irpcheck', 'replay', file], host);
  return { exitCode, stdout: stdout.text, stderr: stderr.text.replaceAll(file, 'trace.json') };
}

/** The same in a process of its own. */
export function replayInProcess(folder: string, text: string): Ended {
  const file = join(folder, 'trace.json');
  writeFileSync(file, text);
  const bin = join(ROOT, 'bin/irpcheck.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'replay', file], { encoding: 'utf8' });
  return { exitCode: status, stdout, stderr: stderr.replaceAll(file, 'trace.json') };
}
