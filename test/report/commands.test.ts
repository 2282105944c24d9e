import { describe, expect, it } from 'vitest';
import { commandText, shellWord } from '../../src/report/commands.ts';

describe('shellWord', () => {
  it.each(['reports/model-status-1.json', 'C:\\reports\\a.json', './a+b@c.json'])(
    'leaves %s as it is',
    (path) => {
      expect(shellWord(path)).toBe(path);
    },
  );

  it('quotes what has spaces', () => {
    expect(shellWord('my reports/a (1).json')).toBe('"my reports/a (1).json"');
  });

  it.each([
    '',
    '-o',
    '--out=x',
    '$(reboot)',
    '`reboot`',
    '"; reboot; "',
    '%PATH%',
    'a!b c',
    'a\nb',
    'a\u202eb',
    'a b\\',
    '“x” y',
  ])('has none for %j', (path) => {
    expect(shellWord(path)).toBeNull();
  });
});

describe('a command', () => {
  it('names the trace, which remembers the rest', () => {
    expect(commandText('replay', 'a b.json')).toBe('npx irpcheck replay "a b.json"');
    expect(commandText('export', 'a.json', ' --to c')).toBe('npx irpcheck export a.json --to c');
  });

  it('is none without a file, or with one that a shell would take for more', () => {
    expect(commandText('replay', undefined)).toBeNull();
    expect(commandText('replay', '$(reboot)')).toBeNull();
  });
});
