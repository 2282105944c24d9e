import { describe, expect, it } from 'vitest';
import { shellWord, traceCommands } from '../../../src/report/html/commands.ts';

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

describe('traceCommands', () => {
  it('are none without a file, or with a path or a model that a shell would take for more', () => {
    expect(traceCommands(undefined, null)).toBeNull();
    expect(traceCommands('$(reboot)', null)).toBeNull();
    expect(traceCommands('trace.json', '$(reboot)')).toBeNull();
  });

  it('name the trace and the model', () => {
    expect(traceCommands('trace.json', 'model.ts')).toEqual({
      replay: 'npx irpcheck replay trace.json --model model.ts',
      minimize: 'npx irpcheck minimize trace.json --model model.ts',
      exports: ['rust', 'c', 'powershell', 'vitest'].map(
        (target) => `npx irpcheck export trace.json --to ${target} --model model.ts`,
      ),
    });
  });
});
