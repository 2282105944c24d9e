import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guideFiles } from './guide.ts';
import { type Ended, installPacked, NODE, runIn } from './packed.ts';

/**
 * The package as a user has it: packed, installed in an empty folder with its dependencies from the registry, and
 * run there.
 */

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-packed-'));
const user = join(folder, 'user');
afterAll(() => rmSync(folder, { recursive: true }));

/** The installed command, with the Node that is tested. */
function irpcheck(...parameters: string[]): Ended {
  return runIn(user, NODE, join('node_modules', 'irpcheck', 'bin', 'irpcheck.js'), ...parameters);
}

beforeAll(() => {
  installPacked(folder);
  const { driver, defectiveDriver, model } = guideFiles();
  writeFileSync(join(user, 'mailbox.ts'), driver);
  writeFileSync(join(user, 'defective.ts'), defectiveDriver);
  writeFileSync(join(user, 'mailbox-model.ts'), model);
});

describe('the packed package, installed in an empty folder', () => {
  it('has what runs and nothing else', () => {
    const found = readdirSync(join(user, 'node_modules', 'irpcheck')).sort();
    expect(found).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'doc', 'package.json']);
    const manifest = JSON.parse(
      readFileSync(join(user, 'node_modules', 'irpcheck', 'package.json'), 'utf8'),
    ) as Record<string, unknown>;
    expect(manifest['scripts']).toBeUndefined();
    expect(manifest['devDependencies']).toBeUndefined();
  });

  it('npx irpcheck demo', () => {
    const { status, stdout } = runIn(user, 'npx', 'irpcheck', 'demo');
    expect(stdout).toContain('> read-write\nread 13 bytes: "Hello, world!"\n');
    expect(status).toBe(0);
    expect(irpcheck('demo', '--text', 'a').stdout).toContain('read 1 bytes: "a"\n');
  });

  it('the guide’s driver conforms to its model', () => {
    const { status, stdout } = irpcheck('run', './mailbox.ts', '--model', './mailbox-model.ts', '-n', '2000');
    expect(stdout).toContain('conforms (exit 0)');
    expect(status).toBe(0);
  });

  it('the bug planted in it is found', () => {
    const { status, stdout } = irpcheck('run', 'defective.ts', '--model', 'mailbox-model.ts', '-n', '1000');
    expect(stdout).toContain('FINDING model/information  too-large');
    expect(status).toBe(1);
  });

  it('as a library', () => {
    writeFileSync(
      join(user, 'library.mjs'),
      `import { findSubject, openSession, runCampaign, subjectSource } from 'irpcheck';
       const subject = findSubject('article');
       const result = await runCampaign({ subject, modes: subject.modes, cases: 300, seed: 1 });
       const session = await openSession({ source: await subjectSource('./mailbox.ts', './mailbox-model.ts') });
       const own = await session.runCampaign({ modes: ['direct'], cases: 1000, seed: 1 });
       await session.close();
       console.log(result.conclusion, own.conclusion);`,
    );
    const { stdout, stderr } = runIn(user, NODE, 'library.mjs');
    expect([stdout, stderr]).toEqual(['conforms conforms\n', '']);
  });
});
