import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { WdmArticle } from '../../src/drivers/wdm-article.ts';
import { wdmDriverModule } from '../../src/drivers/wdm-driver.ts';
import { type NTSTATUS, STATUS_INVALID_PARAMETER, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { NonPagedPool, poolTag } from '../../src/nt/pool.ts';
import { findSubject } from '../../src/subjects/index.ts';

const TAG = poolTag('Test');

describe('a DriverEntry that looks at what nobody wrote', () => {
  class Undecided extends WdmArticle {
    protected override initialize(): NTSTATUS {
      const block = this.ddi.ExAllocatePoolWithTag(NonPagedPool, 8, TAG);
      const isOdd = (this.ddi.memory.readU8(block) & 1) !== 0;
      this.ddi.ExFreePoolWithTag(block, TAG);
      return isOdd ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
    }
  }

  it('is a finding without any operation, and ends no campaign', async () => {
    const subject = { ...findSubject('wdm-article'), driver: wdmDriverModule(Undecided) };
    const { findings } = await runCampaign({ subject, modes: ['buffered'], cases: 30, seed: 1 });
    expect(findings).toMatchObject([
      { property: 'contract/no-disclosure', reason: 'not-loaded', trace: { ops: [] } },
    ]);
  });
});
