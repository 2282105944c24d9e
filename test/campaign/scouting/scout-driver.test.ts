import { describe, expect, it } from 'vitest';
import { scoutDriver } from '../../../src/campaign/scouting/scout-driver.ts';
import type { Ask, Death } from '../../../src/hosts/host.ts';
import type { Answers, WorkerRequest } from '../../../src/hosts/messages.ts';
import { CTL_CODE } from '../../../src/nt/control-code.ts';
import { STATUS_INVALID_DEVICE_REQUEST, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import type { JudgedBreach } from '../../../src/trace/finding/finding.ts';
import type { Trace } from '../../../src/trace/trace.ts';

const CODE = CTL_CODE(0x22, 0x800, 0, 0);
const setting = {
  subject: 'mine',
  mode: 'buffered',
  declared: [CODE],
  constants: { called: [], numbers: [] },
} as const;
const BREACH: JudgedBreach = {
  property: 'contract/in-bounds',
  reason: 'past-pool',
  severity: 'error',
  expected: 'e',
  observed: 'o',
  op: 1,
  where: { op: 1, request: null, moment: 0 },
};
const DEATH: Death = {
  died: true,
  reason: 'never-returns',
  caseIndex: 0,
  op: 1,
  modelCall: null,
  executions: 1,
  trace: null,
  events: [],
};

interface Sent {
  readonly code: number;
  readonly input: number;
}

function sentBy(trace: Trace): Sent {
  const [, request] = trace.ops;
  if (request?.op !== 'control') throw new Error('no control request');
  return { code: request.code, input: request.input.length };
}

/** A host of a driver that knows CODE, and does something else with some requests. */
function host(
  special: (sent: Sent, together: number) => 'die' | 'ended' | 'changes' | 'breach' | 'refuse' | null,
) {
  const requests: number[] = [];
  const answersTo = (traces: readonly Trace[]): Answers['scout'] | Death => {
    requests.push(traces.length);
    const each = traces.map((trace) => special(sentBy(trace), traces.length));
    if (each.includes('die')) return DEATH;
    if (each.includes('ended')) return { ...DEATH, wasEnded: true };
    if (each.includes('changes') && traces.length > 1) return [];
    return traces.map((trace, index) => ({
      answer:
        each[index] === 'refuse' || each[index] === 'changes'
          ? null
          : {
              status: sentBy(trace).code === CODE ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST,
              information: 0,
            },
      breaches: each[index] === 'breach' || each[index] === 'changes' ? [BREACH] : [],
    }));
  };
  const ask: Ask = <Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
  ): Promise<Answers[Kind] | Death> => {
    const asked: WorkerRequest = request;
    if (asked.kind !== 'scout') throw new Error(`asked to ${asked.kind}`);
    return Promise.resolve(answersTo(asked.traces) as Answers[Kind] | Death);
  };
  return { ask, requests };
}

const scouted = (ask: Ask, isStopped = () => false) => scoutDriver(ask, setting, 10, isStopped);

it('asks for as many at once as the host takes, and for fewer in all than 1,000', async () => {
  const { ask, requests } = host(() => null);
  const { scouted: found, breaches } = await scouted(ask);
  expect(found).toMatchObject({ ended: false, codes: [{ code: CODE, recognised: true }] });
  expect(Math.max(...requests)).toBe(10);
  expect(found.requests).toBe(requests.reduce((sum, count) => sum + count, 0));
  expect(found.requests).toBeGreaterThan(14);
  expect(breaches).toEqual([]);
});

it('keeps what a request shows, with its trace and its place', async () => {
  const { ask } = host(({ code, input }) => (code === CODE && input === 8 ? 'breach' : null));
  const { scouted: found, breaches } = await scouted(ask);
  expect(breaches.length).toBeGreaterThan(0);
  for (const { breach, trace, index } of breaches) {
    expect(breach).toBe(BREACH);
    expect(sentBy(trace)).toEqual({ code: CODE, input: 8 });
    expect(index).toBeLessThan(found.requests);
  }
  expect(new Set(breaches.map(({ index }) => index)).size).toBe(breaches.length);
});

it('a refused request tells nothing, and ends nothing', async () => {
  const { ask } = host(({ code }) => (code === CODE ? 'refuse' : null));
  const { scouted: found, breaches } = await scouted(ask);
  expect(found).toMatchObject({ ended: false, codes: [{ code: CODE, statuses: [] }] });
  expect(breaches).toEqual([]);
});

describe('a driver that does not come back', () => {
  it('is asked for one by one, and ends the run with what was learnt', async () => {
    const { ask, requests } = host(({ code, input }) => (code === CODE && input === 32 ? 'die' : null));
    const { scouted: found, breaches } = await scouted(ask);
    expect(found).toMatchObject({
      ended: true,
      codes: [{ code: CODE, recognised: true, statuses: ['STATUS_SUCCESS'] }],
    });
    expect(breaches).toMatchObject([{ breach: { property: 'contract/terminates' } }]);
    expect(sentBy(breaches[0]?.trace as Trace)).toEqual({ code: CODE, input: 32 });
    expect(requests.at(-1)).toBe(1);
    expect(breaches[0]?.index).toBe(found.requests - 1);
  });

  it('because it was stopped is accused of nothing', async () => {
    const { ask } = host(({ code }) => (code === CODE ? 'ended' : null));
    const { scouted: found, breaches } = await scouted(ask);
    expect(found.ended).toBe(true);
    expect(breaches).toEqual([]);
  });
});

it('what several together changed is asked for one by one', async () => {
  const { ask, requests } = host(({ code, input }) => (code === CODE && input === 4 ? 'changes' : null));
  const { scouted: found, breaches } = await scouted(ask);
  expect(found).toMatchObject({ ended: false, codes: [{ recognised: true }] });
  expect(breaches.map(({ trace }) => sentBy(trace))).toContainEqual({ code: CODE, input: 4 });
  expect(requests).toContain(1);
});

it('sends nothing more once it is stopped', async () => {
  let asked = 0;
  const { ask, requests } = host(() => null);
  const { scouted: found } = await scouted(ask, () => {
    asked += 1;
    return asked > 1;
  });
  expect(requests).toHaveLength(1);
  expect(found).toMatchObject({ ended: true, requests: 10 });
});
