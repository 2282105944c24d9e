/**
 * `irpcheck/arbitraries`: what campaigns generate, as fast-check arbitraries for properties of your own.
 */
export { cases } from './campaign/arbitraries/cases.ts';
export type { CaseConstraints } from './campaign/arbitraries/constraints.ts';
export { operations } from './campaign/arbitraries/operations.ts';
export { type TraceConstraints, traces } from './campaign/arbitraries/traces.ts';
export type { GeneratedCase } from './properties/arbitraries/decode-case.ts';
export type { Fragmentation, Machine } from './trace/trace.ts';
