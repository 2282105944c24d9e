import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exported } from './export.setup.ts';

describe('export', () => {
  it('writes each language beside the trace', async () => {
    const { exitCode, out, err, folder, files } = await exported([
      '--to',
      'vitest,c',
      '--to',
      'rust,powershell',
    ]);
    expect([exitCode, err]).toEqual([0, '']);
    expect(files.sort()).toEqual(['found.c', 'found.ps1', 'found.rs', 'found.test.ts']);
    expect(out).toBe('rust: /found.rs\nc: /found.c\npowershell: /found.ps1\nvitest: /found.test.ts\n');
    const c = readFileSync(join(folder, 'found.c'), 'utf8');
    expect(c).toContain('-o found.exe found.c -lntdll');
    expect(c).toContain('EXPECTED({ .status = STATUS_SUCCESS, INFORMATION(1u), POSITION(0LL) })');
    expect(c).toContain('.simulated = "STATUS_END_OF_FILE"');
  });
});
