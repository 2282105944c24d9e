import { describe, expect, it } from 'vitest';
import { services } from '../../src/cli/services.ts';
import { formatTrace } from '../../src/trace/json.ts';
import { finding, unalignedWrite } from '../report/results.ts';
import { irpcheck } from './fakes.ts';
import { recorded, replayed } from './replay.setup.ts';

describe('replay', () => {
  it('exits 1 when the finding still shows', async () => {
    const { exitCode, out, err } = await replayed(recorded);
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toContain(
      'recorded finding model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS: still shows\n',
    );
  });

  it('exits 0 when nothing shows any more', async () => {
    const { exitCode, out } = await replayed(formatTrace(unalignedWrite({ subject: 'article' }), finding()));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/: does not show any more\nno finding \(exit 0\)\n$/);
  });
});

it('list names every driver with its description', async () => {
  const { exitCode, out, err } = await irpcheck(['list'], services);
  expect([exitCode, err]).toEqual([0, '']);
  const { builtInSubjects } = await services.subjects();
  const [drivers = '', others] = out.split('\n\n');
  expect(drivers.split('\n')).toHaveLength(builtInSubjects.length);
  expect(others).toBe('seeded defects, each a driver of its own: irpcheck defects --list\n');
  for (const { name, description } of builtInSubjects) {
    expect(out).toMatch(new RegExp(`^${name} +`, 'm'));
    expect(out).toContain(`  ${description}\n`);
  }
});
