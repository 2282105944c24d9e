import { describe, expect, it } from 'vitest';
import type { Shard } from '../../../src/campaign/segments.ts';
import { openSession, type Session } from '../../../src/campaign/session.ts';
import { mergeShards } from '../../../src/campaign/shards/merge.ts';
import {
  IOCTL_COPY,
  IOCTL_INVERT,
  IOCTL_LOAD,
  IOCTL_READ_VALUE,
  IOCTL_STORE,
} from '../../../src/drivers/control-codes.ts';
import { controlsDriver } from '../../../src/drivers/controls.ts';
import type { DriverModule } from '../../../src/impl/ddi/index.ts';
import { jsonReport } from '../../../src/report/json.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { FakeThreads } from '../../hosts/fake-thread.ts';
import { subjectOf } from '../subjects.ts';

const CODES = [IOCTL_INVERT, IOCTL_STORE, IOCTL_LOAD, IOCTL_COPY];
const request = { modes: ['buffered'], cases: 1_050, seed: 3 } as const;

function sessionOf(driver: DriverModule, called: readonly number[] = CODES): Promise<Session> {
  const source = { name: 'test', driver: null, model: null, constants: { called, numbers: [4096] } };
  const { start } = new FakeThreads(() => subjectOf(driver));
  return openSession({ source, startThread: start, onOutput: () => {} });
}

describe('a driver in a file is asked for its control codes before the first case', () => {
  it('which are generated, and told with what became of them', async () => {
    const session = await sessionOf(controlsDriver);
    const { scouted, controls, notChecked, findings } = await session.runCampaign(request);
    await session.close();
    expect(findings).toEqual([]);
    expect(scouted?.codes.map(({ code, recognised }) => ({ code, recognised }))).toEqual(
      CODES.map((code) => ({ code, recognised: true })),
    );
    expect(controls?.map(({ code }) => code)).toEqual([...CODES, null]);
    for (const { sent } of controls ?? []) expect(sent).toBeGreaterThan(50);
    expect(notChecked.filter((line) => line.startsWith('control codes'))).toEqual([]);
  });

  it('which programs send by DeviceIoControl', async () => {
    const session = await sessionOf(controlsDriver);
    const { controls, opKinds, findings } = await session.runCampaign({ ...request, view: 'win32' });
    await session.close();
    expect(findings).toEqual([]);
    expect(opKinds.DeviceIoControl).toBeGreaterThan(1000);
    expect(controls?.map(({ code }) => code)).toEqual([...CODES, null]);
  });

  it('and said to know none where it knows none', async () => {
    const session = await sessionOf(findSubject('article').driver);
    const { scouted, controls, notChecked } = await session.runCampaign({ ...request, cases: 50 });
    await session.close();
    expect(scouted?.codes.every(({ recognised }) => !recognised)).toBe(true);
    expect(controls).toBeUndefined();
    expect(notChecked.filter((line) => line.startsWith('control codes'))).toHaveLength(1);
  });

  it('by every shard, and what that shows is counted once', async () => {
    const { driver } = findSubject('defects/control-size-unchecked');
    const open = (): Promise<Session> => sessionOf(driver, [IOCTL_READ_VALUE]);
    const whole = await (await open()).runCampaign(request);
    expect(whole.findings.length).toBeGreaterThan(0);
    expect(whole.findings.some(({ original }) => original.seed === null)).toBe(true);
    const two = await (await open()).runCampaign({ ...request, workers: 2 });
    expect(jsonReport({ ...two, timing: null })).toBe(jsonReport({ ...whole, timing: null }));
    const shards: Shard[] = [1, 2, 3].map((index) => ({ index, count: 3 }));
    const documents = await Promise.all(
      shards.map(async (shard) => (await open()).runShard({ ...request, shard })),
    );
    const merged = mergeShards(documents.map((document, index) => ({ name: `${index}.json`, document })));
    expect(jsonReport({ ...merged, timing: null })).toBe(jsonReport({ ...whole, timing: null }));
  });
});

it('shards of a driver that answers otherwise each time are not merged', async () => {
  const documents = await Promise.all(
    [controlsDriver, findSubject('defects/control-wrong-buffer').driver].map(async (driver, index) =>
      (await sessionOf(driver)).runShard({ ...request, shard: { index: index + 1, count: 2 } }),
    ),
  );
  const shards = documents.map((document, index) => ({ name: `${index}.json`, document }));
  expect(() => mergeShards(shards)).toThrow(
    "'1.json' has cases of other control codes than '0.json': the driver answered otherwise when it was scouted",
  );
});
