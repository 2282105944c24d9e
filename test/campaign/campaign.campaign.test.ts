import { beforeEach, describe, expect, it } from 'vitest';
import { Campaign } from '../../src/campaign/campaign.ts';
import type { CampaignRequest } from '../../src/campaign/campaign-request.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import type { Changes } from '../../src/hosts/changes.ts';
import { HostPool } from '../../src/hosts/host-pool.ts';
import { Workers } from '../../src/hosts/workers.ts';
import {
  type Device,
  type DeviceOperations,
  type IoRequest,
  Ok,
  type ReadRequest,
  type Result,
  type WriteRequest,
} from '../../src/impl/framework/index.ts';
import { findSubject, type Subject, summaryOf } from '../../src/subjects/index.ts';
import { NO_RELEVANCE } from '../../src/trace/finding/finding.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { FakeThreads, UNCHANGED } from '../hosts/fake-thread.ts';
import { driverOf, subjectOf } from './subjects.ts';

let threads: FakeThreads;
let loads = 0;

beforeEach(() => {
  loads = 0;
});

/** A campaign of 60 cases in buffered mode, each thread in this one. */
async function campaignOn(
  subject: Subject,
  { changes = UNCHANGED, ...parts }: Partial<CampaignRequest> & { changes?: Changes } = {},
): Promise<CampaignResult> {
  threads = new FakeThreads(() => subject, changes);
  const source = { name: subject.name, driver: null, model: null };
  const workers = new Workers(source, { onOutput: () => {}, stallMs: 50, startThread: threads.start });
  const request = { modes: ['buffered'], cases: 60, seed: 1, ...parts } as const;
  return await new Campaign(new HostPool([workers]), summaryOf(subject), request).run(null);
}

/** A device that does something before each read, write or open. */
function deviceWith(work: Partial<Record<'read' | 'write' | 'create', () => void>>): DeviceOperations {
  return new (class extends ArticleDevice {
    override create(_device: Device, request: IoRequest): Result<void> {
      work.create?.();
      request.complete(Ok(0));
      return Ok();
    }

    override read(device: Device, request: ReadRequest): Result<void> {
      work.read?.();
      return super.read(device, request);
    }

    override write(device: Device, request: WriteRequest): Result<void> {
      work.write?.();
      return super.write(device, request);
    }
  })();
}

const dyingIn = (kind: 'read' | 'write' | 'create'): Subject =>
  subjectOf(driverOf(() => deviceWith({ [kind]: () => threads.die('exit') })));

const property = (result: CampaignResult, id: string) => result.properties.find((each) => each.id === id);

it('needs a mode', async () => {
  await expect(campaignOn(findSubject('article'), { modes: [] })).rejects.toThrow(RangeError);
});

it('tells how far it has come, and can be interrupted', async () => {
  const controller = new AbortController();
  const seen: number[] = [];
  const result = await campaignOn(findSubject('article-verbatim'), {
    cases: 2_500,
    signal: controller.signal,
    onProgress: ({ cases }) => {
      seen.push(cases);
      if (cases >= 1_000) controller.abort();
    },
  });
  expect(seen.slice(0, 3)).toEqual([0, 100, 600]);
  expect(result).toMatchObject({ cases: 1_000, casesRequested: 2_500 });
  expect(result.findings.length).toBeGreaterThan(0);
  for (const { remarks } of result.findings) {
    expect(remarks).toEqual(['not minimized: the campaign was interrupted']);
  }
});

it('interrupted while it minimizes, it does not begin to try fields', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const create = (): void => {
    if (threads.requests.at(-1)?.kind === 'fails') controller.abort();
  };
  const device = deviceWith({ create });
  device.read = () => Ok();
  const result = await campaignOn(subjectOf(driverOf(() => device)), { signal });
  expect(result.findings[0]).toMatchObject({ minimization: 'unfinished', relevance: NO_RELEVANCE });
  expect(threads.requests.filter(({ kind }) => kind === 'fails')).toHaveLength(1);
  expect(threads.requests.at(-1)?.kind).toBe('explain');
});

describe('a driver that dies of one kind of operation', () => {
  it('is found out, and the rest is executed without it', async () => {
    const result = await campaignOn(dyingIn('read'));
    expect(result).toMatchObject({ cases: 60, conclusion: 'findings' });
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]).toMatchObject({
      property: 'contract/terminates',
      reason: 'ends-the-process',
      op: 1,
    });
    expect(result.findings[0]?.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
    expect(property(result, 'contract/terminates')).toMatchObject({ verdict: 'finding', breaches: 3 });
    expect(property(result, 'contract/complete-once')).toMatchObject({ verdict: 'ok', breaches: 0 });
    expect(result.notChecked.at(-1)).toMatch(
      /^operation read from case \d+ on: the driver did not come back from it in 3 cases$/,
    );
  });

  it('is found out of two kinds', async () => {
    const subject = subjectOf(
      driverOf(() => deviceWith({ read: () => threads.die('exit'), write: () => threads.die('exit') })),
    );
    const { cases, notChecked, findings } = await campaignOn(subject);
    expect(cases).toBe(60);
    expect(findings).toHaveLength(1);
    expect(notChecked.filter((line) => line.includes('did not come back from it'))).toHaveLength(2);
  });

  it('without opens nothing can be executed', async () => {
    const result = await campaignOn(dyingIn('create'));
    expect(result.findings).toMatchObject([{ reason: 'ends-the-process' }]);
    expect(result.findings[0]?.trace.ops.map(({ op }) => op)).toEqual(['open']);
    expect(result.notChecked.at(-1)).toMatch(/^cases from \d+ on: open: the driver did not come back/);
    expect(result.cases).toBeLessThan(60);
  });

  it('and so it is when it dies while it is loaded', async () => {
    const result = await campaignOn(
      subjectOf(
        driverOf(() => {
          threads.die('exit');
          return new ArticleDevice();
        }),
      ),
    );
    expect(result.findings).toMatchObject([{ reason: 'ends-the-process-loading', op: 0 }]);
    expect(result.findings[0]?.trace.ops).toEqual([]);
    expect(result.notChecked.at(-1)).toBe(
      'cases from 3 on: loading and unloading: the driver did not come back from it in 3 cases',
    );
    expect(result.cases).toBe(3);
  });
});

describe('a driver that dies of what no case shows alone', () => {
  it('is found out, and is executed no more after the third time', async () => {
    const result = await campaignOn(
      subjectOf(
        driverOf(() => {
          loads += 1;
          // More than a case loads it, so that repeating the case alone does not show it.
          if (loads % 100 === 0) threads.die('exit');
          return new ArticleDevice();
        }),
      ),
    );
    expect(result.findings).toMatchObject([
      { property: 'contract/terminates', reason: 'ends-the-process-in-the-long-run', executions: 0 },
    ]);
    expect(result.cases).toBeLessThan(60);
    expect(result.notChecked.some((line) => line.includes('of what no case shows alone'))).toBe(true);
  });

  it('is found out also when it dies after the last case', async () => {
    const answered = (): number => threads.requests.filter(({ kind }) => kind === 'cases').length;
    const restore = (): string[] => {
      if (answered() > 1 && threads.requests.at(-1)?.kind === 'cases') threads.die('silent');
      return [];
    };
    const result = await campaignOn(findSubject('article'), { changes: { ...UNCHANGED, restore } });
    expect(result.findings).toMatchObject([
      { property: 'contract/terminates', reason: 'never-returns-in-the-long-run' },
    ]);
    expect([result.cases, result.notChecked.some((line) => line.startsWith('cases from'))]).toEqual([
      60,
      false,
    ]);
    expect(answered()).toBe(2);
  });

  it('ends also when it dies after every answer', async () => {
    // The thread is gone once the last case of a request has been executed, before it has answered.
    const subject = findSubject('article');
    const dying: Changes = { ...UNCHANGED, restore: () => [] };
    let restored = 0;
    dying.restore = () => {
      restored += 1;
      // Once before each request is answered, and once at its end.
      if (restored % 2 === 0) threads.die('exit');
      return [];
    };
    const result = await campaignOn(subject, { changes: dying });
    expect(result.cases).toBeLessThan(60);
    expect(result.conclusion).toBe('findings');
  });
});

describe('a driver that changes the engine', () => {
  /** What reads change; `spoiled` when it can't be put back. */
  function changing(spoils: boolean): { changes: Changes; subject: Subject } {
    let changed: string[] = [];
    let spoiledThread: unknown = null;
    return {
      changes: {
        requireUsable: () => {},
        get isSpoiled() {
          return spoiledThread === threads.started.at(-1);
        },
        restore: () => {
          const names = changed;
          changed = [];
          if (names.length > 0 && spoils) spoiledThread = threads.started.at(-1);
          return names;
        },
      },
      subject: subjectOf(
        driverOf(() =>
          deviceWith({
            read: () => {
              changed = ['Math'];
            },
          }),
        ),
      ),
    };
  }

  it('is found out, and every other case is judged', async () => {
    const { changes, subject } = changing(false);
    const result = await campaignOn(subject, { changes });
    expect(result).toMatchObject({ cases: 60, conclusion: 'findings' });
    expect(result.findings).toMatchObject([{ property: 'contract/self-contained', reason: 'changes-Math' }]);
    expect(result.findings[0]?.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
    expect(property(result, 'contract/self-contained')).toMatchObject({ compared: 60 });
    expect(property(result, 'contract/complete-once')).toMatchObject({ verdict: 'ok' });
    // One for the cases, one to look after each, one that is left behind by minimizing.
    expect(threads.started.length).toBe(2);
  });

  it('for good is executed in three cases, each in a thread of its own', async () => {
    const { changes, subject } = changing(true);
    const result = await campaignOn(subject, { changes });
    expect(property(result, 'contract/self-contained')).toMatchObject({ breaches: 3 });
    expect(result.cases).toBeLessThan(60);
    expect(result.notChecked.at(-1)).toBe(
      `cases from ${result.cases} on: the driver changed what can not be put back in 3 cases`,
    );
    expect(result.findings[0]?.remarks).toEqual([
      'not minimized: what the driver changes can not be put back',
    ]);
    expect(threads.started.length).toBeGreaterThan(3);
  });
});

describe('minimizing what is found beside deaths', () => {
  const tried = () => threads.requests.filter(({ kind }) => kind === 'fails').length;

  /** Forgets to complete reads, and dies of so many of the traces that are tried after the first, or of the result. */
  async function withDeaths(deaths: number): Promise<CampaignResult> {
    const died = new Set<unknown>();
    let request: unknown;
    let loads = 0;
    const subject = subjectOf(
      driverOf(() => {
        const latest = threads.requests.at(-1);
        loads = latest === request ? loads + 1 : 1;
        request = latest;
        const isLater = latest?.kind === 'explain' ? loads > 1 : latest?.kind === 'fails' && tried() > 1;
        const dies = isLater && died.size < deaths;
        return new (class extends ArticleDevice {
          override create(device: Device, opened: IoRequest): Result<void> {
            if (dies) {
              died.add(threads.started.at(-1));
              threads.die('exit');
            }
            return super.create(device, opened);
          }

          override read(): Result<void> {
            return Ok();
          }
        })();
      }),
    );
    return await campaignOn(subject, { cases: 20 });
  }

  it('goes on without the traces that the driver dies of', async () => {
    const { findings } = await withDeaths(2);
    expect(findings.map(({ property: id }) => id)).toEqual(['contract/completed-or-pending']);
    expect(findings[0]?.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
    // None was asked about again.
    const candidates = threads.started
      .slice(0, 3)
      .flatMap(({ requests }) =>
        requests.flatMap((request) => (request.kind === 'fails' ? [JSON.stringify(request.trace)] : [])),
      );
    expect(findings[0]?.executions).toBeLessThanOrEqual(candidates.length);
    const whileMinimizing = candidates.slice(0, findings[0]?.executions);
    expect(new Set(whileMinimizing).size).toBe(whileMinimizing.length);
  });

  it('gives up after five of them', async () => {
    const { findings } = await withDeaths(100);
    expect(findings[0]?.remarks).toEqual([
      'not minimized: the driver does not come back from the traces that are tried',
    ]);
    // The first shows it, and the driver dies of five others.
    expect(tried()).toBe(6);
  });
});

it('a death that was found and does not show when it is minimized is kept as it was', async () => {
  const subject = subjectOf(
    driverOf(() =>
      deviceWith({
        read: () => {
          if (threads.requests.at(-1)?.kind !== 'execute') threads.die('exit');
        },
      }),
    ),
  );
  const { findings } = await campaignOn(subject, { cases: 10 });
  expect(findings[0]).toMatchObject({ property: 'contract/terminates', executions: 0 });
  expect(findings[0]?.remarks[0]).toContain('did not show again');
});
