import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import {
  type Device,
  type DeviceOperations,
  Err,
  NtError,
  Ok,
  type Result,
  type WriteRequest,
} from '../../src/impl/framework/index.ts';
import { IRP_MJ_READ } from '../../src/nt/irp.ts';
import { causeLines } from '../../src/report/cause.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { driverOf, pendingDriver, subjectOf } from './subjects.ts';

/** A campaign in buffered mode on a driver with such a device. */
function campaignOn(newOperations: () => DeviceOperations, cases = 60): Promise<CampaignResult> {
  const subject = subjectOf(driverOf(newOperations), { modes: ['buffered'] });
  return runCampaign({ subject, modes: ['buffered'], cases, seed: 1 });
}

const NOT_REPEATED =
  'it did not show again when the trace was repeated: the driver keeps state across restarts';

describe('a driver that JavaScript stops', () => {
  const ways: readonly [string, () => unknown, string][] = [
    [
      'a TypeError',
      () => (null as unknown as Device).object(),
      "TypeError: Cannot read properties of null (reading 'object')",
    ],
    [
      'a thrown value that is no Error',
      () => {
        throw 'a word' as unknown as Error;
      },
      'thrown value: a word',
    ],
    ['nothing returned', () => undefined, "TypeError: Cannot read properties of undefined (reading 'ok')"],
  ];

  it.each(ways)('%s is a finding, two operations long', async (_what, answer, observed) => {
    class Stops extends ArticleDevice {
      override read(): Result<void> {
        return answer() as Result<void>;
      }
    }
    const { findings, conclusion } = await campaignOn(() => new Stops());
    expect(conclusion).toBe('findings');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      property: 'contract/completed-or-pending',
      reason: 'exception',
      observed,
      op: 1,
    });
    expect(findings.map(causeLines)).toEqual([[observed]]);
    expect(findings[0]?.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
  });

  it('a caller that waits for ever, for a request that was not marked pending, is a finding', async () => {
    const subject = subjectOf(pendingDriver(IRP_MJ_READ), { modes: ['buffered'] });
    const { findings } = await runCampaign({ subject, modes: ['buffered'], cases: 40, seed: 1 });
    const never = findings.find(({ property }) => property === 'contract/completed-or-pending');
    if (never === undefined) throw new Error('it was not found');
    expect(never.reason).toBe('never-completed');
    expect(causeLines(never)).toEqual(['the dispatch routine returned STATUS_PENDING']);
  });
});

describe('a driver that keeps state across restarts', () => {
  /** A device whose writes ask `fails` with the number of the load. */
  function counting(fails: (load: number) => boolean): () => DeviceOperations {
    let loads = 0;
    return () => {
      loads += 1;
      const load = loads;
      return new (class extends ArticleDevice {
        override write(_device: Device, request: WriteRequest): Result<void> {
          if (fails(load)) return Err(NtError.END_OF_FILE);
          request.complete(Ok(0));
          return Ok();
        }
      })();
    };
  }

  it('every load differs from the one before: metamorphic/repeat shows it', async () => {
    const { findings } = await campaignOn(counting((load) => load % 2 === 0));
    const repeat = findings.find(({ property }) => property === 'metamorphic/repeat');
    expect(repeat).toMatchObject({ reason: 'status', severity: 'error' });
    expect(repeat?.trace.ops.map(({ op }) => op)).toEqual(['open', 'write']);
    expect(repeat?.remarks).not.toContain(NOT_REPEATED);
  });

  it('one load of many differs: the finding is kept as it was generated', async () => {
    const { findings, conclusion } = await campaignOn(counting((load) => load === 21));
    expect(conclusion).toBe('findings');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ remarks: [NOT_REPEATED], evidence: NO_EVIDENCE, executions: 0 });
    expect(findings[0]?.trace.ops).toHaveLength(findings[0]?.original.ops.length ?? -1);
  });

  it.each([2, 3, 5, 11])(
    'one load in %i forgets to complete: findings hold together, minimized or not',
    async (every) => {
      let loads = 0;
      const { findings } = await campaignOn(() => {
        loads += 1;
        const forgets = loads % every === 0;
        return new (class extends ArticleDevice {
          override write(_device: Device, request: WriteRequest): Result<void> {
            if (!forgets) request.complete(Ok(0));
            return Ok();
          }
        })();
      }, 30);
      expect(findings.length).toBeGreaterThan(0);
      for (const { op, trace, remarks, original, executions } of findings) {
        expect(op).toBeLessThan(trace.ops.length);
        expect(trace.ops.length).toBeLessThanOrEqual(original.ops.length);
        expect(remarks.includes(NOT_REPEATED)).toBe(executions === 0);
      }
    },
  );
});
