import { describe, expect, it } from 'vitest';
import { IOCTL_FETCH, IOCTL_NEGATE, IOCTL_PRINT_VALUE } from '../../src/drivers/control-codes.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { control } from '../../src/subjects/defects/ops.ts';
import { structureDefects } from '../../src/subjects/defects/structures.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { failing } from '../../src/trace/during.ts';
import type { ControlOp, DataSpec } from '../../src/trace/ops/index.ts';
import type { PointedMemory } from '../../src/trace/pointed-memory.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';

const runner = new CaseRunner(findSubject('structures'));

const negate = (input: string, output: number): ControlOp =>
  control({
    code: IOCTL_NEGATE,
    input: { length: input.length / 2 },
    output: { length: output },
    data: { hex: input },
  });

function fetch(pointer: PointedMemory, length: string, fields: Partial<ControlOp> = {}): ControlOp {
  const places = [
    { at: 0, pointer },
    { at: 8, bytes: length },
  ];
  const data: DataSpec = { pattern: 'counter', seed: 0, places };
  return { ...control({ code: IOCTL_FETCH, input: { length: 16 }, data }), ...fields };
}

describe('the device with structures', () => {
  it.each<[what: string, op: ControlOp, status: NTSTATUS, information: number]>([
    ['negates an entry', negate('010000000000000005000000', 12), STATUS_SUCCESS, 12],
    ['negates none', negate('0000000000000000', 8), STATUS_SUCCESS, 8],
    ['refuses half a header', negate('00000000', 8), STATUS_INVALID_PARAMETER, 0],
    ['refuses a count beyond the input', negate('0200000000000000', 64), STATUS_INVALID_PARAMETER, 0],
    ['refuses one that would overflow', negate('0000004000000000', 64), STATUS_INVALID_PARAMETER, 0],
    ['refuses a small output', negate('010000000000000005000000', 11), STATUS_BUFFER_TOO_SMALL, 0],
    ['fetches', fetch('caller', '10000000'), STATUS_SUCCESS, 0],
    ['fetches nothing from anywhere', fetch('kernel', '00000000'), STATUS_SUCCESS, 0],
    ['refuses a kernel address', fetch('kernel', '01000000'), STATUS_ACCESS_VIOLATION, 0],
    ['refuses what is not there', fetch('unmapped', '01000000'), STATUS_ACCESS_VIOLATION, 0],
    ['refuses to fetch too much', fetch('caller', '01080000'), STATUS_INVALID_PARAMETER, 0],
    ['refuses a structure of another length', control({ code: IOCTL_FETCH }), STATUS_INVALID_PARAMETER, 0],
    [
      'fetches nothing without pool',
      fetch('caller', '01000000', { during: failing('pool-allocation') }),
      STATUS_INSUFFICIENT_RESOURCES,
      0,
    ],
    ['knows no other code', control({ code: IOCTL_PRINT_VALUE }), STATUS_INVALID_DEVICE_REQUEST, 0],
  ])('%s, as its model says', (_what, op, status, information) => {
    const { run, judgement } = runner.run(traceOf('buffered', [open(), op]));
    expect(run.observations[1]).toMatchObject({ status, information });
    expect(judgement.verdicts.flatMap(({ breach }) => breach ?? [])).toEqual([]);
  });

  it('moves nothing by reads and writes', () => {
    const { observations } = runner.run(
      traceOf('direct', [open(), read({ length: 4 }), write({ length: 4 })]),
    ).run;
    expect(observations.slice(1)).toMatchObject(
      [0, 1].map(() => ({ status: STATUS_SUCCESS, information: 0 })),
    );
  });
});

it.each(structureDefects)('$id: its minimal trace shows it', ({ subject, minimal, property, reason }) => {
  const breaches = new CaseRunner(subject).breaches(minimal);
  expect(breaches.map((each) => [each.property, each.reason])).toContainEqual([property, reason]);
});
