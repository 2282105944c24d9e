import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { irpcheck, temporaryFolder } from './fakes.ts';

describe('targets', () => {
  it('behind a link are replaced, not the link', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'real.json'), '');
    symlinkSync('real.json', join(folder, 'link.json'));
    await irpcheck(['run', '-o', folder, '--json', join(folder, 'link.json')]);
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toContain('irpresult/2');
    expect(execFileSync('ls', ['-l', folder], { encoding: 'utf8' })).toContain('link.json -> real.json');
  });
});
