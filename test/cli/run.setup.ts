import { expect } from 'vitest';
import { result } from '../report/results.ts';
import { type FakeRequest, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

/** The options that `args` make of a campaign. */
export async function campaignOptions(args: readonly string[]): Promise<FakeRequest> {
  const given: FakeRequest[] = [];
  const fake = fakeServices(async (options) => {
    given.push(options);
    return result();
  });
  const { exitCode, err } = await irpcheck(['run', ...args, '--out', temporaryFolder()], fake);
  expect([exitCode, err]).toEqual([0, '']);
  const [options] = given;
  if (options === undefined) throw new Error('no campaign was run');
  return options;
}
