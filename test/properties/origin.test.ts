import { expect, it } from 'vitest';
import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_FLUSH_BUFFERS,
  IRP_MJ_QUERY_INFORMATION,
} from '../../src/nt/irp.ts';
import { locate } from '../../src/properties/origin.ts';
import { breachOf, verdictOf } from '../../src/properties/verdict.ts';
import type { Run } from '../../src/trace/run/run.ts';
import { read } from '../model/calls.ts';
import { irp, runOf } from './contract/runs.ts';

function originAt(op: number, run: Run, request: number | null = null): string | undefined {
  const where = { op, request, moment: 9 };
  const verdict = verdictOf('model/status', 1, breachOf('model/status', 'r', where, 'a', 'b'));
  return locate(verdict, run).breach?.origin;
}

it('is the request that it is about, or else the last one that the call became', () => {
  const requests = [
    irp({ id: 0, op: 0 }),
    irp({ id: 1, op: 1, major: IRP_MJ_CLEANUP }),
    irp({ id: 2, op: 1, major: IRP_MJ_CLOSE }),
  ];
  const history = { called: [1, 4], returned: [3, 9], sent: [0, 2], completed: [] };
  const run = runOf({ requests, history });
  expect(originAt(1, run)).toBe('IRP_MJ_CLOSE');
  expect(originAt(1, run, 1)).toBe('IRP_MJ_CLEANUP');
  // A request that was completed during a later operation is still itself.
  expect(originAt(1, run, 0)).toBe('IRP_MJ_READ');
  expect(originAt(0, run)).toBe('IRP_MJ_READ');
});

it.each([IRP_MJ_FLUSH_BUFFERS, IRP_MJ_QUERY_INFORMATION])('puts major function %i with others', (major) => {
  expect(originAt(1, runOf({ requests: [irp({ major })] }))).toBe('another request');
});

it('tells whether a fault had struck it', () => {
  expect(originAt(1, runOf({ requests: [irp({ faulted: true })] }))).toBe('IRP_MJ_READ, under a fault');
});

it('is the call where nothing reached the driver, and the unload after the last one', () => {
  const history = { called: [1], returned: [2], sent: [null], completed: [] };
  const run = runOf({ requests: [], history, calls: [read()] });
  expect(originAt(0, run)).toBe('NtReadFile');
  expect(originAt(1, run)).toBe('DriverUnload');
});

it('leaves a verdict without a breach as it is', () => {
  const verdict = verdictOf('model/status', 1, null);
  expect(locate(verdict, runOf())).toBe(verdict);
});
