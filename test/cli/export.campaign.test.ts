import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exported } from './export.setup.ts';

describe('export', () => {
  it('writes to a file, to a folder, to standard output', async () => {
    const file = await exported(['--to', 'c', '-o', 'FOLDER/new/x.c']);
    expect(file.out).toBe('c: /new/x.c\n');
    expect(existsSync(join(file.folder, 'new/x.c'))).toBe(true);
    const folder = await exported(['--to', 'c', '-o', 'FOLDER/new/']);
    expect(existsSync(join(folder.folder, 'new/found.c'))).toBe(true);
    const several = await exported(['--to', 'c,rust', '-o', 'FOLDER/new']);
    expect(readdirSync(join(several.folder, 'new')).sort()).toEqual(['found.c', 'found.rs']);
    const printed = await exported(['--to', 'powershell', '--out', '-']);
    expect(printed.out).toMatch(/^# {2}A finding of irpcheck: model\/status/);
    expect(printed.files).toEqual([]);
  });

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
