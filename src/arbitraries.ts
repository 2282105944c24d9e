/**
 * `irpcheck/arbitraries`: what campaigns generate, as fast-check arbitraries for properties of your own.
 */
export { cases } from './arbitraries/cases.ts';
export type { CaseConstraints } from './arbitraries/constraints.ts';
export { operations } from './arbitraries/operations.ts';
export { type TraceConstraints, traces } from './arbitraries/traces.ts';
export type { GeneratedCase } from './properties/generate/decode-case.ts';
export type { Fragmentation, Machine } from './trace/trace.ts';
