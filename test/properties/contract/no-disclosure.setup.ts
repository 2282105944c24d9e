import { CaseRunner } from '../../../src/execution/case-runner.ts';
import type { Ddi, DriverModule } from '../../../src/impl/ddi/index.ts';
import { poolTag } from '../../../src/nt/pool.ts';
import { noDisclosure } from '../../../src/properties/contract/no-disclosure.ts';
import type { Verdict } from '../../../src/properties/judge.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { type BufferingMode, DEFAULT_DIALECT } from '../../../src/trace/trace.ts';
import { subjectOf, traceOf } from '../../campaign/subjects.ts';
import { type Answering, replacing } from '../../execution/replaced-routines.ts';

export const TAG = poolTag('Test');
export const reading = (answering: (ddi: Ddi) => Answering): DriverModule =>
  replacing((ddi) => ({ read: answering(ddi) }));

export function verdictOn(
  driver: DriverModule,
  ops: readonly Op[],
  mode: BufferingMode = 'buffered',
  systemBuffer: 'stale' | 'zeroed' = 'stale',
): Verdict {
  const runner = new CaseRunner(subjectOf(driver));
  const trace = traceOf(mode, ops, {
    setting: settingOf(mode, { dialect: { ...DEFAULT_DIALECT, systemBuffer } }),
  });
  const [variant] = runner.variants(noDisclosure.relation, trace);
  if (variant === undefined) throw new Error('no variant');
  return runner.compare(noDisclosure.relation, runner.run(trace).run, variant).comparison;
}

/** Writes two bytes and claims as many as were asked for. */
export const claimsAll = reading(({ memory }) => (irp, { length }) => {
  if (length > 1) memory.writeU16(irp.systemBuffer, 0x0201);
  return length;
});
