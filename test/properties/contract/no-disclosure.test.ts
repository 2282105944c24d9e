import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import type { DriverModule } from '../../../src/impl/ddi/index.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_END_OF_FILE,
  STATUS_INVALID_PARAMETER,
} from '../../../src/nt/ntstatus.ts';
import { NonPagedPool } from '../../../src/nt/pool.ts';
import { noDisclosure } from '../../../src/properties/contract/no-disclosure.ts';
import { open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Answering, replacing } from '../../execution/replaced-routines.ts';
import { open as openCall, read as readCall } from '../../model/calls.ts';
import { reading, TAG, verdictOn } from './no-disclosure.setup.ts';
import { bugCheck, OBSERVED, runOf } from './runs.ts';

describe('a driver that looks at memory nobody wrote', () => {
  const looking = (answer: (byte: number, length: number) => ReturnType<Answering>): DriverModule =>
    reading((ddi) => (irp, { length }) => {
      const block = ddi.ExAllocatePoolWithTag(NonPagedPool, 16, TAG);
      const byte = ddi.memory.readU8(block);
      ddi.ExFreePoolWithTag(block, TAG);
      ddi.memory.fill(irp.systemBuffer, 1, length);
      return answer(byte, length);
    });

  it.each<[string, (byte: number, length: number) => ReturnType<Answering>]>([
    ['for the status', (byte, length) => ((byte & 1) === 0 ? length : { status: STATUS_END_OF_FILE })],
    ['for Information', (byte, length) => length - (byte & 1)],
  ])('%s', (_name, answer) => {
    const { breach } = verdictOn(looking(answer), [open(), write(), read({ length: 10 })]);
    expect(breach).toMatchObject({ reason: 'uninitialised-read', op: 2 });
    expect(breach?.observed).toMatch(/with other bytes in memory that nobody wrote$/);
  });

  it('and does nothing with it is not accused', () => {
    expect(
      verdictOn(
        looking((_byte, length) => length),
        [open(), read({ length: 10 })],
      ),
    ).toMatchObject({
      compared: 1,
      breach: null,
    });
  });
});

describe('what is compared', () => {
  const CALLS = [openCall(), readCall({ length: 4 })];
  const compared = (fields: Partial<typeof OBSERVED>): number => {
    const run = runOf({ calls: CALLS, observations: [OBSERVED, { ...OBSERVED, ...fields }] });
    return noDisclosure.relation.judge(run, run).compared;
  };

  it.each<[string, Partial<typeof OBSERVED>, number]>([
    ['a successful read', {}, 1],
    ['a warning', { status: STATUS_BUFFER_OVERFLOW, iosbStatus: STATUS_BUFFER_OVERFLOW }, 1],
    ['an error', { iosbStatus: STATUS_INVALID_PARAMETER }, 0],
    ['a read that wrote no status block', { iosbWritten: false }, 0],
    ['a read of nothing', { information: 0 }, 0],
    ['a buffer that cannot be read', { buffer: null }, 0],
    ['an empty buffer', { buffer: new Uint8Array(0) }, 0],
  ])('%s', (_name, fields, count) => expect(compared(fields)).toBe(count));

  it('a bug check of the first run ends the comparison', () => {
    const base = runOf({ calls: CALLS });
    const other = { ...OBSERVED, buffer: Uint8Array.of(9, 9, 9, 9) };
    const variant = runOf({ calls: CALLS, observations: [OBSERVED, other], bugCheck: bugCheck(0x50) });
    const stopped = runOf({ calls: CALLS, bugCheck: bugCheck(0x50) });
    expect(noDisclosure.relation.judge(stopped, variant).breach).toBeNull();
    expect(noDisclosure.relation.judge(base, { ...variant, bugCheck: null }).breach).toMatchObject({
      reason: 'stale-bytes',
    });
  });

  it('a bug check with the other bytes alone comes of a driver that looked at them', () => {
    const variant = runOf({ calls: CALLS, bugCheck: bugCheck(0x50) });
    expect(noDisclosure.relation.judge(runOf({ calls: CALLS }), variant).breach).toMatchObject({
      reason: 'uninitialised-read',
      op: 1,
      observed: 'because with other bytes in memory that nobody wrote',
    });
  });

  it.each(['buffered', 'direct', 'neither'] as const)('the article conforms in %s mode', (mode) => {
    const runner = new CaseRunner(subjectOf(replacing(() => ({}))));
    const trace = traceOf(mode, [open(), write({ length: 30 }), read({ length: 40 })]);
    for (const variant of runner.variants(noDisclosure.relation, trace)) {
      const { comparison, contract } = runner.compare(noDisclosure.relation, runner.run(trace).run, variant);
      expect(comparison).toMatchObject({ compared: mode === 'neither' ? 0 : 1, breach: null });
      expect(contract).toEqual([]);
    }
  });
});
