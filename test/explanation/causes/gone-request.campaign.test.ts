import { expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/run-campaign.ts';
import { IRP_MJ_FLUSH_BUFFERS } from '../../../src/nt/irp.ts';
import { subjectOf } from '../../campaign/subjects.ts';
import { wdmDriver } from '../../properties/contract/wdm-driver.ts';

it('the status of a flush that is gone, and where it goes, are one mistake (R45c)', async () => {
  const driver = wdmDriver({
    [IRP_MJ_FLUSH_BUFFERS]: ({ irp, complete }) => {
      complete();
      return irp.status;
    },
  });
  const { findings, causes = [] } = await runCampaign({
    subject: subjectOf(driver),
    modes: ['buffered'],
    cases: 300,
    seed: 1,
  });
  const shown = findings.map(({ property }) => property);
  expect(shown).toEqual(
    expect.arrayContaining(['contract/no-touch-after-complete', 'contract/status-agrees']),
  );
  expect(causes, JSON.stringify(shown)).toHaveLength(1);
});
