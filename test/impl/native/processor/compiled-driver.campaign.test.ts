import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../../../src/campaign/run-campaign.ts';
import { findSubject, loadSubject } from '../../../../src/subjects/index.ts';
import { fixtureSource } from '../fixture-images.setup.ts';

const CASES = 12;

describe('a compiled driver is judged as any other', () => {
  it.each([
    ['article-direct', 'wdm-article'],
    ['mailbox-neither', 'mailbox'],
  ])('%s, by the model of %s', async (name, of) => {
    const subject = await loadSubject(fixtureSource(name));
    const { model, generation } = findSubject(of);
    const result = await runCampaign({
      subject: { ...subject, model, generation },
      modes: subject.modes,
      cases: CASES,
      seed: 1,
    });
    expect(result.findings).toEqual([]);
    expect(result.cases).toBe(CASES);
    expect(result.properties.find(({ id }) => id === 'model/data')?.compared).toBeGreaterThan(0);
  });

  it('one with a defect is found out', async () => {
    const subject = await loadSubject(fixtureSource('cookie-smashed'));
    const result = await runCampaign({ subject, modes: subject.modes, cases: 40, seed: 1 });
    expect(result.findings.map(({ property, reason }) => `${property} ${reason}`)).toEqual([
      'contract/in-bounds stack-overrun-in-IRP_MJ_WRITE',
    ]);
  });

  it('one with handlers gets what its callers’ memory raises', async () => {
    const subject = await loadSubject(fixtureSource('neither-seh'));
    const result = await runCampaign({ subject, modes: subject.modes, cases: 40, seed: 1 });
    expect(result.findings).toEqual([]);
    expect(result.refused).toBeUndefined();
  });

  it('of one whose DriverEntry needs more nothing is known', async () => {
    await expect(loadSubject(fixtureSource('lookaside-direct'))).rejects.toThrow(
      /^DriverEntry asks for what is not executed: ntoskrnl\.exe!ExInitializeNPagedLookasideList, called ahead of image\+0x/,
    );
  });
});
