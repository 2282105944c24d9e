import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { DriverEntryError } from '../../src/execution/execute.ts';
import { defineDriver, Err, NtError } from '../../src/impl/framework/index.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { kindsOf } from '../../src/trace/ops/index.ts';
import { campaign, verdicts } from './run-campaign.setup.ts';
import { subjectOf } from './subjects.ts';

describe('a campaign on a driver that conforms', () => {
  it('one case covers too little', async () => {
    const result = await campaign({ cases: 1 });
    expect(result.conclusion).toBe('insufficient-coverage');
    expect(verdicts(result, 'vacuous').length).toBeGreaterThan(0);
    for (const id of verdicts(result, 'vacuous')) {
      expect(result.notChecked).toContain(`${id}: nothing to compare came up`);
    }
    for (const kind of kindsOf('native').kinds) {
      const never = `operation ${kind}: never executed`;
      expect(result.notChecked.includes(never)).toBe(result.opKinds[kind] === 0);
    }
  });

  it('no case at all covers nothing', async () => {
    const result = await campaign({ cases: 0 });
    expect(result).toMatchObject({ cases: 0, executions: 0, conclusion: 'insufficient-coverage' });
  });
});

describe('a campaign with findings', () => {
  it('a driver that does not load ends the campaign', async () => {
    const subject = subjectOf(defineDriver(() => Err(NtError.INSUFFICIENT_RESOURCES)));
    await expect(campaign({ subject })).rejects.toThrow(DriverEntryError);
  });
});

describe('a campaign that is interrupted', () => {
  it('before it began: nothing was executed', async () => {
    const result = await campaign({ signal: AbortSignal.abort() });
    expect(result).toMatchObject({ casesRequested: 300, cases: 0, findings: [], conclusion: 'interrupted' });
  });
});

it('a campaign without modes is refused', async () => {
  await expect(
    runCampaign({ subject: findSubject('article'), modes: [], cases: 1, seed: 1 }),
  ).rejects.toThrow(RangeError);
});
