import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { command } from './command.ts';
import { guideUpdater } from './guide.ts';

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { named, unnamed } = guideUpdater();
const MODEL_NAMES = `export const payloads = [{ hex: '4657494D' }];
const outcome = (next) => [{ arm: 'any', status: 0, information: 0, data: new Uint8Array(0), next }];
export default { name: 'any', arms: ['any'], initial: () => 0, read: outcome, write: outcome };`;

async function campaignOf(name: string, code: string, ...parameters: string[]) {
  writeFileSync(join(folder, name), code);
  const run = ['run', name, ...parameters, '--seed', '5', '--quiet', '--no-corpus'];
  return await command(run, folder);
}

describe.concurrent('a defect behind a magic number', () => {
  it('is found in 5,000 cases where the module names the number', async () => {
    const { status, stdout } = await campaignOf('named.ts', named, '--cases', '5000');
    expect(status).toBe(1);
    expect(stdout).toContain('FINDING contract/completed-or-pending');
    expect(stdout).toContain('write offset 0, 4 bytes, data hex 4657494d');
  });

  it('is not found in as many where nothing names it', async () => {
    const { status, stdout } = await campaignOf('unnamed.ts', unnamed, '--cases', '5000');
    expect(status).toBe(0);
    expect(stdout).not.toContain('FINDING');
  });

  it('is found where the model names it', async () => {
    writeFileSync(join(folder, 'model.js'), MODEL_NAMES);
    const { status, stdout } = await campaignOf(
      'modelled.ts',
      unnamed,
      '--cases',
      '1000',
      '--model',
      'model.js',
    );
    expect(status).toBe(1);
    expect(stdout).toContain('write offset 0, 4 bytes, data hex 4657494d');
  });
});
