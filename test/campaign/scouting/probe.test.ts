import { expect, it } from 'vitest';
import { probeTrace } from '../../../src/campaign/scouting/probe.ts';
import { CTL_CODE } from '../../../src/nt/control-code.ts';
import { formatTrace, parseTrace } from '../../../src/trace/json.ts';

const probe = { code: CTL_CODE(0x22, 0x800, 0, 0), input: 24, output: 8 };

it('opens the device for everything, and sends one control request', () => {
  const trace = probeTrace('mine', 'direct', probe);
  expect(trace).toMatchObject({
    subject: 'mine',
    setting: { mode: 'direct' },
    ops: [
      { op: 'open', access: 'read-write' },
      { op: 'control', code: probe.code, input: { length: 24 }, output: { length: 8 } },
    ],
    seed: null,
  });
});

it('a code of a file system goes the way that DeviceIoControl sends it (R43b)', () => {
  const { ops } = probeTrace('mine', 'direct', { ...probe, code: CTL_CODE(9, 0x800, 0, 0) });
  expect(ops[1]).toMatchObject({ op: 'fs-control' });
});

it('is a trace that can be written and read', () => {
  const trace = probeTrace('mine', 'buffered', probe);
  expect(parseTrace(formatTrace(trace))).toMatchObject({ trace });
});
