import { describe, expect, it } from 'vitest';
import { MAX_PROBES, scoutingPlan } from '../../../src/campaign/scouting/plan.ts';
import type { Probe, ProbeAnswer } from '../../../src/campaign/scouting/probe.ts';
import { CTL_CODE } from '../../../src/nt/control-code.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import type { ModuleConstants } from '../../../src/subjects/index.ts';

const NO_CONSTANTS: ModuleConstants = { called: [], numbers: [] };
const CODE = CTL_CODE(0x22, 0x800, 0, 0);
const OTHER = CTL_CODE(0x8001, 0x123, 3, 2);
const UNKNOWN = { status: STATUS_INVALID_DEVICE_REQUEST, information: 0 };
const SHORT = { status: STATUS_BUFFER_TOO_SMALL, information: 0 };
const WRONG = { status: STATUS_INVALID_PARAMETER, information: 0 };
const SUCCESS = { status: STATUS_SUCCESS, information: 0 };

type Driver = (probe: Probe) => ProbeAnswer;

/** A driver that knows one code, which wants 24 bytes and gives 10. */
const exact: Driver = ({ code, input, output }) => {
  if (code !== CODE) return UNKNOWN;
  if (input !== 24) return WRONG;
  return output < 10 ? SHORT : { status: STATUS_SUCCESS, information: 10 };
};

function scouted(driver: Driver, constants = NO_CONSTANTS, declared: readonly number[] = []) {
  const plan = scoutingPlan(declared, constants);
  const sent: Probe[] = [];
  let step = plan.next();
  while (step.done !== true) {
    sent.push(...step.value);
    step = plan.next(step.value.map(driver));
  }
  return { codes: step.value, sent };
}

describe('a code is recognised', () => {
  it('by its status, and its lengths are found', () => {
    const { codes } = scouted(exact, { called: [CODE, OTHER], numbers: [] });
    expect(codes).toEqual([
      {
        code: CODE,
        recognised: true,
        statuses: ['STATUS_SUCCESS', 'STATUS_INVALID_PARAMETER', 'STATUS_BUFFER_TOO_SMALL'],
        inputs: [24, 28],
        outputs: [10],
      },
      {
        code: OTHER,
        recognised: false,
        statuses: ['STATUS_INVALID_DEVICE_REQUEST'],
        inputs: [],
        outputs: [],
      },
    ]);
  });

  it.each([
    [
      'by Information alone',
      ({ code }: Probe) => (code === OTHER ? { ...UNKNOWN, information: 4 } : UNKNOWN),
    ],
    ['where it stops the machine', ({ code }: Probe) => (code === OTHER ? null : UNKNOWN)],
    ['at one length alone', ({ code, input }: Probe) => (code === OTHER && input === 16 ? SUCCESS : UNKNOWN)],
  ])('%s', (_title, driver) => {
    const { codes } = scouted(driver, NO_CONSTANTS, [OTHER]);
    expect(codes).toMatchObject([{ code: OTHER, recognised: true }]);
  });

  it('not by what any code is answered with', () => {
    const { codes } = scouted(({ input }) => (input > 8 ? SUCCESS : SHORT), NO_CONSTANTS, [CODE]);
    expect(codes).toMatchObject([{ code: CODE, recognised: false }]);
  });
});

it('a driver that is written with none is asked for usual ones', () => {
  expect(scouted(exact).codes).toMatchObject([{ code: CODE, recognised: true, inputs: [24, 28] }]);
  expect(scouted(() => UNKNOWN).codes).toEqual([]);
});

it('numbers of the driver are tried as lengths', () => {
  const driver: Driver = ({ code, input }) => (code === CODE ? (input === 777 ? SUCCESS : SHORT) : UNKNOWN);
  const numbers = [777];
  expect(scouted(driver, { called: [], numbers }, [CODE]).codes[0]?.inputs).toContain(777);
  expect(scouted(driver, NO_CONSTANTS, [CODE]).codes[0]?.inputs).not.toContain(777);
});

it.each([0, 1, 48, 200])('at most 1,000 requests, none of them twice, for %d codes', (count) => {
  const declared = Array.from({ length: count }, (_, fn) => CTL_CODE(0x22, fn + 1, (fn % 4) as 0, 0));
  const { sent } = scouted(({ code }) => (declared.includes(code) ? SHORT : UNKNOWN), NO_CONSTANTS, declared);
  expect(sent.length).toBeLessThanOrEqual(MAX_PROBES);
  expect(new Set(sent.map((probe) => JSON.stringify(probe))).size).toBe(sent.length);
  expect(sent.length).toBeGreaterThan(100);
});

it('goes on with nothing where the driver did not come back', () => {
  const plan = scoutingPlan([CODE], NO_CONSTANTS);
  let step = plan.next();
  while (step.done !== true) step = plan.next([]);
  expect(step.value).toEqual([{ code: CODE, recognised: false, statuses: [], inputs: [], outputs: [] }]);
});
