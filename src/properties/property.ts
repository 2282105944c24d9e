import type { View } from '../trace/ops/view.ts';
import type { PropertyDocumentation } from '../trace/result/property-documentation.ts';
import type { PropertyResult } from '../trace/result/result.ts';
import type { Run } from '../trace/run/run.ts';
import type { SubjectSummary } from '../trace/subject.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import type { PropertyEvidence } from './evidence/property-evidence.ts';
import type { Judge } from './judge.ts';
import type { Field } from './model/field.ts';
import type { Relation } from './relation.ts';
import type { Win32Field } from './win32/field.ts';

/** What a campaign is about, as far as it decides which properties can apply. */
export interface PropertySetting {
  readonly subject: SubjectSummary;
  readonly modes: readonly BufferingMode[];
  readonly view: View;
  /** Whether the driver runs in a worker, with a watchdog outside it. */
  readonly isolated: boolean;
}

/** A property as a campaign knows it. */
export interface PropertyEntry {
  readonly id: string;
  /** Campaigns and traces of these views are judged by it. */
  readonly views: readonly View[];
  readonly unit: PropertyResult['unit'];
  /** Why it cannot apply in this setting; null when it can. */
  skipped(setting: PropertySetting): string | null;
  /** Where only the driver can give an occasion to compare: what to say where it gave none; null where it has to. */
  optional?(setting: PropertySetting): string | null;
  /** What to say of comparisons in which something was seen that is no breach. */
  noteOf?(noted: number): string;
}

/**
 * A property, whole: what it compares and in which unit, where it cannot apply, what it means and what shows a breach
 * of it. One that no judge of runs decides is this alone: what executes the driver looks after it.
 */
export interface Property extends PropertyEntry {
  /** For people. */
  readonly documentation: Omit<PropertyDocumentation, 'id'>;
  readonly evidence: PropertyEvidence;
}

/** A property of a single run. */
export interface RunProperty extends Property {
  readonly judge: Judge;
  /**
   * Other traces that a run gives reason to execute: what is a suspicion in it would be a breach in theirs, by which they
   * are judged as any other. None where it is left out.
   */
  suspected?(run: Run): readonly Trace[];
}

/** A property of what a caller observes, compared along the walk through the reference model. */
export interface FieldProperty extends Property {
  readonly field: Field;
}

/** A property of what a program is told, compared along the walk through the reference model of the Win32 view. */
export interface Win32Property extends Property {
  readonly field: Win32Field;
}

/** A property of a run and its variants. */
export interface RelationProperty extends Property {
  readonly relation: Relation;
}
