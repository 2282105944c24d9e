import { createHash } from 'node:crypto';
import type { FindingKey, ObservedCall, Subject, Trace } from '../../../src/index.ts';
import { fromDist, irpcheck } from '../dist.ts';

const { Executor } = await fromDist<typeof import('../../../src/execution/execute.ts')>('execution/execute');

/** What a trace shows. */
export interface Replayed {
  /** Every breach: property, reason, origin (empty where there is none), severity and operation. */
  readonly breaches: readonly (readonly [string, string, string, string, number])[];
  /** Of each operation, as trace files record it. */
  readonly observed: readonly ObservedCall[];
  /** Of all that the caller observes, buffers included: SHA-256, the first 16 digits. */
  readonly digest: string;
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

/** Replays a trace, and executes it once more for all that is observed. */
export function replayed(subject: Subject, trace: Trace, finding: FindingKey | null): Replayed {
  const { breaches, steps } = irpcheck.replay(trace, subject, finding);
  // None of them makes a control request, which alone has an input.
  const observations = new Executor(subject)
    .execute(trace)
    .observations.map(({ input: _, ...observed }) => observed);
  return {
    breaches: breaches.map(({ property, reason, origin = '', severity, op }) => [
      property,
      reason,
      origin,
      severity,
      op,
    ]),
    observed: steps,
    digest: createHash('sha256').update(JSON.stringify(observations, plain)).digest('hex').slice(0, 16),
  };
}
