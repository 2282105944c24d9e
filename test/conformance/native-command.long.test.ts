import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/index.ts';
import { command, type Ended, folderIn } from './command.ts';
import { ROOT } from './dist.ts';

/** doc/check-your-sys.md, by the command line: compiled drivers of fixtures/native in a folder elsewhere. */

const IMAGES = join(ROOT, 'fixtures/native/images');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'irpcheck-native-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function image(name: string): string {
  copyFileSync(join(IMAGES, `${name}.sys`), join(folder, `${name}.sys`));
  return `${name}.sys`;
}

function run(driver: string, ...options: string[]): Promise<Ended> {
  return command(
    ['run', driver, '--cases', '300', '--quiet', '--json', '-', '--no-corpus', ...options],
    folder,
  );
}

function foundIn({ stdout }: Ended): readonly string[] {
  const { findings }: CampaignResult = JSON.parse(stdout);
  return findings.map(({ property, reason }) => `${property} ${reason}`);
}

describe('run', () => {
  it('finds what is wrong, in the same bytes for any number of workers, and replays it', async () => {
    const out = join(folder, 'reports');
    const driver = image('cookie-smashed');
    const one = await command(
      ['run', driver, '--cases', '300', '--quiet', '--json', '-', '--no-corpus', '--out', out],
      folder,
      out,
    );
    expect([
      one.status,
      one.stderr.includes('FINDING contract/in-bounds  stack-overrun-in-IRP_MJ_WRITE'),
    ]).toEqual([1, true]);
    const two = await run(driver, '--workers', '2');
    const [first, second] = [one, two].map(({ stdout }) => ({ ...JSON.parse(stdout), timing: null }));
    expect(second).toEqual(first);
    const trace = readdirSync(folderIn(out)).find((name) => name.startsWith('contract-in-bounds'));
    const replayed = await command(['replay', join(folderIn(out), trace ?? '')], folder);
    expect(replayed.stdout).toContain(
      'recorded finding contract/in-bounds stack-overrun-in-IRP_MJ_WRITE: still shows',
    );
    expect(replayed.status).toBe(1);
  });

  it('of a correct one finds nothing, and says that it had no model', async () => {
    const ended = await run(image('neither-seh'));
    expect([ended.status, foundIn(ended)]).toEqual([0, []]);
    expect(ended.stderr).toContain('no model of the device');
  });

  it('takes a model', async () => {
    const model = "import { articleModel } from 'irpcheck/model';\nexport default articleModel;\n";
    writeFileSync(join(folder, 'model.ts'), model);
    const right = await run(image('article-direct'), '--model', './model.ts');
    expect([right.status, foundIn(right)]).toEqual([0, []]);
    const wrong = await run(image('mailbox-buffered'), '--model', './model.ts');
    expect(wrong.status).toBe(1);
    expect(foundIn(wrong)).toContain('model/data wrong-bytes');
  });

  it('calls it from programs, too', async () => {
    expect((await run(image('article-buffered'), '--view', 'win32')).status).toBe(0);
  });

  it('names what is not executed', async () => {
    const entry = await run(image('lookaside-direct'));
    expect(entry.status).toBe(4);
    expect(entry.stderr).toMatch(
      /^error: driver 'lookaside-direct\.sys': DriverEntry asks for what is not executed: ntoskrnl\.exe!ExInitializeNPagedLookasideList, called ahead of image\+0x[0-9a-f]+; irpcheck inspect lookaside-direct\.sys tells what it needs\n$/,
    );
  });
});

describe('what is no driver', () => {
  it.each<[name: string, bytes: Uint8Array, status: number, message: RegExp]>([
    ['empty.sys', new Uint8Array(), 2, /^error: 'empty\.sys' is no image of a driver: /],
    [
      'text.sys',
      Buffer.from('not a driver\n'.repeat(99)),
      2,
      /^error: 'text\.sys' is no image of a driver: /,
    ],
  ])('%s', async (name, bytes, status, message) => {
    writeFileSync(join(folder, name), bytes);
    const ended = await run(name);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toMatch(message);
  });
});

it('inspect tells what each needs', async () => {
  const { status, stdout } = await command(['inspect', image('lookaside-buffered')], folder);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /not supported, and its code reaches them \(\d\)\n +ntoskrnl\.exe\n +ExDeleteNPagedLookasideList/,
  );
});
