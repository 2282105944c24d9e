import { describe, expect, it } from 'vitest';
import { traceCommands } from '../../../src/report/html/commands.ts';

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
