import { expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { Intrinsics } from '../../src/hosts/intrinsics.ts';
import { findSubject } from '../../src/subjects/index.ts';

it('a campaign changes nothing', async () => {
  const intrinsics = new Intrinsics();
  const subject = findSubject('article');
  await runCampaign({ subject, modes: subject.modes, cases: 30, seed: 1 });
  expect(intrinsics.restore()).toEqual([]);
  expect(() => intrinsics.requireUsable()).not.toThrow();
});
