import { describe, expect, it } from 'vitest';
import { campaignSections } from '../../../src/report/html/campaign.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { result } from '../results.ts';
import { parsed, textOf } from './dom.ts';

function sections(parts: Partial<CampaignResult>): Readonly<Record<string, string>> {
  const entries = campaignSections(result(parts), []).map(({ id, content }) => [
    id,
    textOf(parsed(content.markup)),
  ]);
  return Object.fromEntries(entries);
}

describe('campaignSections', () => {
  it('names the arms of the model that were never reached', () => {
    expect(sections({})['arms']).toMatch(/^2 of 3 arms reached\. Never: R4 exclusive All arms/);
    expect(sections({ modelArms: { R1: 2 } })['arms']).toMatch(/^1 of 1 arm reached\. All arms/);
    expect(sections({ modelArms: {} })['arms']).toBe('There was no model of the device.');
  });

  it('says that nothing was left out', () => {
    expect(sections({ notChecked: [] })['not-checked']).toBe('Nothing was left out.');
  });

  it('tells of a corpus and a baseline only where there are such', () => {
    expect(Object.keys(sections({}))).toEqual(['properties', 'not-checked', 'exercised', 'arms']);
    expect(sections({ corpus: { traces: 12, showing: 1 } })['corpus']).toBe(
      '12 traces executed before the generated cases; 1 of them shows a finding.',
    );
    expect(sections({ baseline: { known: 0, fixed: [] } })['baseline']).toBe(
      '0 findings known, which fail nothing.',
    );
    const fixed = [
      {
        property: 'model/status',
        reason: 'r',
        origin: 'IRP_MJ_READ',
        mode: 'direct' as const,
        note: 'ticket 12',
      },
      { property: 'model/data', reason: 's', mode: 'buffered' as const, note: '' },
    ];
    const { baseline } = sections({ baseline: { known: 1, fixed } });
    expect(baseline).toContain('1 finding known, which fails nothing.');
    expect(baseline).toContain('model/status r (direct, IRP_MJ_READ): ticket 12');
    expect(baseline).toContain('model/data s (buffered)');
  });

  it('tells of control codes only where there are such', () => {
    const scouted = {
      requests: 120,
      ended: false,
      codes: [
        { code: 0x222000, recognised: true, statuses: ['STATUS_SUCCESS'], inputs: [4], outputs: [] },
        {
          code: 0x222004,
          recognised: false,
          statuses: ['STATUS_INVALID_DEVICE_REQUEST'],
          inputs: [],
          outputs: [],
        },
      ],
    };
    const controls = [
      { code: 0x222000, sent: 1200, statuses: [{ status: 'STATUS_SUCCESS', requests: 1200 }] },
      { code: null, sent: 2, statuses: [{ status: null, requests: 2 }] },
    ];
    const told = sections({ scouted, controls })['control-codes'];
    expect(told).toMatch(/^1 of 2 codes recognised in 120 requests before the first case\. /);
    expect(told).toContain('0x222000METHOD_BUFFERED1,200STATUS_SUCCESS 1,200');
    expect(told).toContain('others2no status 2');
    expect(told).toMatch(/Never recognised: 0x222004\.$/);
    const declared = sections({ controls })['control-codes'];
    expect(declared).toMatch(/^Control codes, and what/);
    expect(declared).not.toContain('recognised');
    expect(sections({ scouted: { ...scouted, codes: [] } })['control-codes']).toBeUndefined();
    expect(sections({ scouted: { ...scouted, ended: true } })['control-codes']).toMatch(
      /before the first case, until the driver did not come back\./,
    );
  });
});
