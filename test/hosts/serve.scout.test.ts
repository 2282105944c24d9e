import { expect, it } from 'vitest';
import { probeTrace } from '../../src/campaign/scouting/probe.ts';
import { IOCTL_INVERT, IOCTL_READ_VALUE } from '../../src/drivers/control-codes.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { open, traceOf } from '../campaign/subjects.ts';
import { FakeChanges, readsWith, serverOf } from './serve.setup.ts';

const probe = (code: number, input: number, output: number) =>
  probeTrace('controls', 'buffered', { code, input, output });

it('answers with status and Information of each request', () => {
  const { ask } = serverOf(findSubject('controls'));
  const traces = [probe(IOCTL_INVERT, 4, 4), probe(IOCTL_INVERT, 4, 2), probe(IOCTL_INVERT + 0x4000, 4, 4)];
  expect(ask({ kind: 'scout', traces })).toEqual([
    { answer: { status: STATUS_SUCCESS, information: 4 }, breaches: [] },
    { answer: { status: STATUS_BUFFER_TOO_SMALL, information: 0 }, breaches: [] },
    { answer: { status: STATUS_INVALID_DEVICE_REQUEST, information: 0 }, breaches: [] },
  ]);
});

it('tells what a request breaches', () => {
  const { ask } = serverOf(findSubject('defects/control-size-unchecked'));
  const [scouted] = ask({ kind: 'scout', traces: [probe(IOCTL_READ_VALUE, 0, 1)] });
  expect(scouted?.breaches.map(({ property }) => property)).toContain('contract/in-bounds');
});

it('changes by one of several are told of none, and of one alone by a breach', () => {
  const changes = new FakeChanges();
  const driver = readsWith(() => {});
  const { ask } = serverOf(
    {
      ...driver,
      driver: {
        driverEntry: (...parameters) => {
          changes.change('Math');
          return driver.driver.driverEntry(...parameters);
        },
      },
    },
    changes,
  );
  const trace = traceOf('direct', [open()]);
  expect(ask({ kind: 'scout', traces: [trace, trace] })).toEqual([]);
  expect(ask({ kind: 'scout', traces: [trace] })).toMatchObject([
    { answer: null, breaches: [{ property: 'contract/self-contained', reason: 'changes-Math' }] },
  ]);
});

it('what can not be executed throws', () => {
  // What no reader of traces lets through.
  const none: Trace = JSON.parse('{}');
  const { ask } = serverOf(findSubject('controls'));
  expect(() => ask({ kind: 'scout', traces: [none] })).toThrow(TypeError);
});
