import { expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Executor } from '../../src/execution/execute.ts';
import { RELATIONS } from '../../src/properties/registry.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import type { Run } from '../../src/trace/run/run.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from '../campaign/subjects.ts';

const OPS = [
  open(),
  write({ length: 4097, buffer: at(5) }),
  on('query-position'),
  read({ length: 4098, buffer: at(4095) }),
  read({ length: 9, offset: '1', buffer: { ...at(1), memory: 'no-access' } }),
  on('flush'),
  on('close'),
];

/** What is observed, in full. */
const observed = ({ observations }: Run): string =>
  JSON.stringify(observations, (_key, value) =>
    typeof value === 'bigint' ? String(value) : value instanceof Uint8Array ? [...value] : value,
  );

it.each([
  ['article', 'direct'],
  ['zero', 'neither'],
  ['record-verbatim', 'direct'],
  ['defects/double-fetch', 'direct'],
  ['defects/keeps-the-buffer', 'buffered'],
] as const)('each variant of %s, %s, is a trace file that replays to what was compared', (name, mode) => {
  const subject = findSubject(name);
  const trace = traceOf(mode, OPS, { subject: subject.name });
  const runner = new CaseRunner(subject);
  const base = runner.run(trace).run;
  const settings = new Set<string>();
  for (const relation of RELATIONS) {
    for (const variant of relation.variants(trace)) {
      const seen: { trace: Trace; observations: string }[] = [];
      const judge: typeof relation.judge = (left, right) => {
        seen.push({ trace: right.trace, observations: observed(right) });
        return relation.judge(left, right);
      };
      runner.compare({ ...relation, judge }, base, variant);
      const [compared] = seen;
      const written = parseTrace(formatTrace(variant)).trace;
      expect(written).toEqual(variant);
      expect(observed(new Executor(subject).execute(written))).toBe(compared?.observations);
      settings.add(JSON.stringify(written.setting));
    }
  }
  // The filter's two, the other poison, the other frames, and the mode or the changed bytes.
  expect(settings.size).toBeGreaterThan(5);
});
