import type { Op } from '../ops/index.ts';
import type { BufferingMode } from '../trace.ts';

/** Microsoft's own rule for the same violation, as its documentation has it. */
export interface MicrosoftRule {
  /** Of its page, such as `MarkIrpPending`; null where Driver Verifier has a code alone. */
  readonly name: string | null;
  /** What Driver Verifier or the kernel stops with: `0xC9/0x23E` is bug check 0xC9 with that first parameter; null for none. */
  readonly code: string | null;
  /** Microsoft's assessment; `static` for what Windows stops with nothing, with or without Driver Verifier. */
  readonly severity: 'fatal' | 'non-fatal' | 'static';
}

/** A reason code, or several that differ in the parts between angle brackets, such as `bug-check-0x<code>`. */
export interface ReasonDocumentation {
  readonly code: string;
  readonly meaning: string;
  readonly microsoft?: MicrosoftRule;
}

/** Operations with which a built-in driver breaches a property. */
export interface ExampleTrace {
  readonly driver: string;
  readonly mode: BufferingMode;
  /** The reason code it shows. */
  readonly reason: string;
  readonly ops: readonly Op[];
}

/** What a property means, for people. */
export interface PropertyDocumentation {
  readonly id: string;
  /** One line, at most 72 characters, for a list. */
  readonly summary: string;
  /** What it demands of a driver. */
  readonly demands: string;
  /** What it was derived from: numbered rules (doc/rules.md), and the documents behind them. */
  readonly rules: readonly string[];
  readonly sources: readonly string[];
  /** What a breach means on Windows: one line. */
  readonly consequence: string;
  /** How drivers that are right are kept from being accused. */
  readonly guards: readonly string[];
  /** What is counted as compared. */
  readonly compared: string;
  readonly reasons: readonly ReasonDocumentation[];
  /** Null where no built-in driver breaches it. */
  readonly example: ExampleTrace | null;
}
