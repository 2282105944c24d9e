import { expect, it } from 'vitest';
import { services } from '../../src/cli/services.ts';
import { builtInSubjects } from '../../src/subjects/index.ts';
import { fakeServices, irpcheck } from './fakes.ts';

const { userspace } = services;
const demo = (driver: string) => irpcheck(['demo', driver], fakeServices({}, { userspace }));

it('irpcheck demo of every built-in driver ends in success or failure, and says which', async () => {
  for (const { name } of builtInSubjects) {
    const { exitCode, out, err } = await demo(name);
    expect([0, 1], name).toContain(exitCode);
    expect(err, name).toBe('');
    expect(out, name).toMatch(/^> sc create example .*\n\[SC\] CreateService SUCCESS\n> sc start example\n/);
  }
});
