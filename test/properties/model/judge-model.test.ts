import { describe, expect, it } from 'vitest';
import type { DeviceModel } from '../../../src/model/device.ts';
import { articleModel } from '../../../src/model/devices/article.ts';
import { STATUS_END_OF_FILE, STATUS_INVALID_PARAMETER, STATUS_PENDING } from '../../../src/nt/ntstatus.ts';
import { MODEL_PROPERTIES } from '../../../src/properties/model/index.ts';
import { judgeModel } from '../../../src/properties/model/judge-model.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import { CONFIG, on, open, read, write } from '../../model/calls.ts';
import { irp } from '../contract/runs.ts';
import { CONTEXT, conforming, judgeLast, reasonsOf, runOf } from './runs.ts';

const PROGRAM: readonly Call[] = [open(), write(), read({ length: 6, event: true })];
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

describe('a conforming run', () => {
  it('has six verdicts without a breach, and says what it compared', () => {
    const { verdicts, arms } = judgeModel(runOf(PROGRAM, conforming(CONFIG, PROGRAM)), CONTEXT);
    expect(verdicts).toEqual(
      [3, 2, 4, 3, 3, 0].map((compared, index) => ({
        property: MODEL_PROPERTIES[index]?.id,
        compared,
        breach: null,
      })),
    );
    expect(arms).toEqual([
      'R9 opened',
      'M9 opened',
      'R35 given offset',
      'R38 buffered write',
      'R49 completed',
      'M3 stores all',
      'R35 given offset',
      'R36 buffered read',
      'R46 copy-back',
      'R49 completed',
      'M2 all data',
    ]);
  });

  it('without a model compares nothing, and says of how many calls each property left something aside', () => {
    const run = runOf(PROGRAM, conforming(CONFIG, PROGRAM));
    const { verdicts, arms } = judgeModel(run, { ...CONTEXT, model: null });
    expect(arms).toEqual([]);
    expect(verdicts.map(({ property, compared, noted }) => [property, compared, noted])).toEqual([
      ['model/status', 0, 3],
      ['model/information', 0, 3],
      ['model/data', 0, 2],
      ['model/iosb', 0, 3],
      ['model/position', 0, 3],
      ['model/user-ptr', 0, undefined],
    ]);
  });

  it('leaves no position aside of a handle that has none', () => {
    const calls = [open({ overlapped: true }), write()];
    const run = runOf(calls, conforming(CONFIG, calls));
    const { verdicts } = judgeModel(run, { ...CONTEXT, model: null });
    expect(verdicts.find(({ property }) => property === 'model/position')?.noted).toBe(0);
  });

  it('may be told that a request is pending only where the driver marked it so', () => {
    const calls = [open({ overlapped: true }), write({ offset: 0n })];
    const pending = (pendingMarked: boolean) =>
      reasonsOf(judgeLast(calls, { status: STATUS_PENDING }, { requests: [irp({ pendingMarked })] }));
    expect(pending(true)).toEqual([]);
    expect(pending(false)).toEqual(['model/status STATUS_PENDING-for-STATUS_SUCCESS']);
  });

  it('may hold large transfers', () => {
    const calls = [
      open(),
      write({ length: 5000 }),
      read({ length: 10_000 }),
      write({ length: 0 }),
      read({ length: 300 }),
    ];
    const observations = conforming(CONFIG, calls);
    const { verdicts } = judgeModel(runOf(calls, observations), CONTEXT);
    expect(verdicts.map(({ breach }) => breach)).toEqual(verdicts.map(() => null));
    expect(verdicts[2]?.compared).toBe(4096);
    for (const at of [4095, 9999]) {
      const buffer = observations[2]?.buffer?.slice() ?? bytes();
      buffer[at] = 0;
      const changed = judgeModel(
        runOf(
          calls,
          observations.map((seen, k) => (k === 2 ? { ...seen, buffer } : seen)),
        ),
        CONTEXT,
      );
      expect(reasonsOf(changed)).toEqual([
        `model/data ${at === 4095 ? 'wrong-bytes' : 'changed-beyond-data'}`,
      ]);
    }
  });

  it('has nothing to compare without a model', () => {
    const { verdicts, arms } = judgeModel(runOf(PROGRAM, conforming(CONFIG, PROGRAM)), {
      ...CONTEXT,
      model: null,
    });
    expect(verdicts.map(({ compared }) => compared)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(arms).toEqual([]);
  });

  it('is judged as far as it was observed', () => {
    const observations = conforming(CONFIG, PROGRAM).slice(0, 2);
    expect(judgeModel(runOf(PROGRAM, observations), CONTEXT).verdicts[0]?.compared).toBe(2);
  });

  it('may do as it likes where the rules leave it open', () => {
    const calls = [open({ overlapped: true }), on('NtFlushBuffersFile')];
    for (const iosbWritten of [true, false]) {
      const judgement = judgeLast(calls, { iosbWritten, fileSignaled: iosbWritten, information: 7 });
      expect(reasonsOf(judgement)).toEqual([]);
      expect(judgement.verdicts[3]?.compared).toBe(1);
    }
  });
});

describe('an allowed set', () => {
  const APPEND: readonly Call[] = [
    open({ access: 'append', overlapped: true }),
    write({ offset: null, event: true }),
  ];
  const REFUSED = {
    status: STATUS_INVALID_PARAMETER,
    iosbWritten: false,
    iosbStatus: 0,
    information: 0,
    eventSignaled: false,
    fileSignaled: true,
  };

  it('allows each of its outcomes', () => {
    const { arms } = judgeLast(APPEND, {});
    expect(arms).toContain('R27 append-only');
    const refused = judgeLast(APPEND, REFUSED);
    expect(reasonsOf(refused)).toEqual([]);
    expect(refused.arms).toEqual(['R9 opened', 'M9 opened', 'R24 overlapped NULL']);
  });

  it('allows no mixture of its outcomes', () => {
    expect(reasonsOf(judgeLast(APPEND, { ...REFUSED, eventSignaled: true }))).toEqual([
      'model/iosb event-signaled',
    ]);
  });

  it('is explained by its first outcome', () => {
    const judgement = judgeLast(APPEND, { status: STATUS_END_OF_FILE });
    expect(reasonsOf(judgement)).toEqual(['model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS']);
  });

  /** A device that stores a write or not, and doesn't tell. */
  const forgetful: DeviceModel<Uint8Array> = {
    ...articleModel,
    name: 'forgetful',
    write(state, request) {
      const [stored, ...others] = articleModel.write(state, request);
      return stored === undefined ? others : [stored, { ...stored, arm: 'forgets', next: state }];
    },
  };

  it('keeps every state the device may be in until an observation decides', () => {
    const config = { ...CONFIG, device: forgetful };
    const context = { ...CONTEXT, model: forgetful };
    const calls = [open(), write(), write(), read(), read()];
    const stored = conforming(config, calls);
    expect(reasonsOf(judgeModel(runOf(calls, stored), context))).toEqual([]);
    const lost = conforming(CONFIG, [open(), read()])[1];
    const forgot = stored.map((seen, k) => (k >= 3 && lost !== undefined ? lost : seen));
    expect(reasonsOf(judgeModel(runOf(calls, forgot), context))).toEqual([]);
    const wavering = stored.map((seen, k) => (k === 4 && lost !== undefined ? lost : seen));
    expect(reasonsOf(judgeModel(runOf(calls, wavering), context))).toEqual([
      'model/information too-small',
      'model/data not-transferred',
    ]);
  });

  it('counts equal states once: many writes of a forgetful device stay cheap', () => {
    const context = { ...CONTEXT, model: forgetful };
    const calls = [open(), ...Array.from({ length: 40 }, (_, k) => write({ length: 1 + (k % 3) })), read()];
    const run = runOf(calls, conforming({ ...CONFIG, device: forgetful }, calls));
    expect(reasonsOf(judgeModel(run, context))).toEqual([]);
  });
});
