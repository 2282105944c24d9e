import { describe, expect, it } from 'vitest';
import { traceCommands } from '../../../src/report/html/commands.ts';

describe('traceCommands', () => {
  it('are none without a file, or with a path that a shell would take for more', () => {
    expect(traceCommands(undefined)).toBeNull();
    expect(traceCommands('$(reboot)')).toBeNull();
  });

  it('name the trace', () => {
    expect(traceCommands('trace.json')).toEqual({
      replay: 'npx irpcheck replay trace.json',
      minimize: 'npx irpcheck minimize trace.json',
      exports: ['rust', 'c', 'powershell', 'vitest'].map(
        (target) => `npx irpcheck export trace.json --to ${target}`,
      ),
    });
  });
});
