// @ts-nocheck
import fc from 'fast-check';
import { minimize } from '../../../src/campaign/minimize/minimize.ts';
import { compareTraces } from '../../../src/campaign/minimize/order.ts';
import { describeOp } from '../../../src/trace/describe.ts';
import { among } from './among.ts';
import { traceOf } from './laws1.ts';
import { failsBy, randomPredicate, witnessOf } from './random-predicates.ts';

const [P, S] = [Number(process.argv[2] ?? 300), 8];
let preds = 0,
  agree = 0,
  total = 0,
  best = 0,
  ex = 0,
  mx = 0,
  inc = 0,
  shown = 0;
for (const [i, p] of fc.sample(randomPredicate, { seed: 12, numRuns: P }).entries()) {
  const fails = failsBy(p);
  const starts = fc.sample(among(witnessOf(p), 15), { seed: i, numRuns: S }).filter(fails);
  if (starts.length < 2) continue;
  const rs = starts
    .map((s) => minimize(s, fails))
    .map((r) => {
      ex += r.executions;
      mx = Math.max(mx, r.executions);
      if (!r.complete) inc++;
      return traceOf(...r.trace.ops);
    });
  const b = rs.toSorted(compareTraces)[0]!;
  const hit = rs.filter((r) => compareTraces(r, b) === 0).length;
  preds++;
  total += rs.length;
  best += hit;
  if (hit === rs.length) agree++;
  else if (shown++ < 12) {
    console.log(JSON.stringify(p, (_, v) => (typeof v === 'bigint' ? Number(v) : v)));
    for (const r of new Set(rs.map((r) => r.ops.map((o) => describeOp(o, 'S')).join(' | '))))
      console.log('    ', r);
  }
}
console.log({ preds, agree, total, best, rate: best / total, avg: ex / total, mx, inc });
