import { kindNamed, kindsOf, type OpKind } from '../ops/index.ts';
import { VIEWS } from '../ops/view.ts';
import type { Trace } from '../trace.ts';
import { fieldShape, SETTING_PARTS } from './shape.ts';

const AS_SIMPLE_AS_CAN_BE = ': as simple as can be';

/** Texts are made once: they are looked up for each case that shows a finding. */
const SETTING_IS_USUAL = SETTING_PARTS.map(([name]) => `${name}${AS_SIMPLE_AS_CAN_BE}`);

const SETTING_IS_NOT = SETTING_PARTS.map(([name]) => `another ${name}`);

const KINDS = VIEWS.flatMap((view): readonly OpKind[] => kindsOf(view).kinds);

const FIELDS_ARE_SIMPLE = new Map(
  KINDS.map((kind) => [kind, kindNamed(kind).fields.map(({ key }) => `${key}${AS_SIMPLE_AS_CAN_BE}`)]),
);

const SOME_BEFORE = new Map(KINDS.map((kind) => [kind, `${kind} before: some`]));

const NONE_BEFORE = new Map(KINDS.map((kind) => [kind, `${kind} before${AS_SIMPLE_AS_CAN_BE}`]));

/**
 * The circumstances in which a trace shows a finding, as far as a shape has to do with them: which parts of the setting
 * are not usual, the operation at which it shows with each of its fields, and of which kinds there are operations before
 * it. The same text stands for the same in every trace.
 *
 * @param op index of the operation at which it shows
 */
export function circumstancesOf({ setting, ops }: Trace, op: number): readonly string[] {
  const circumstances: string[] = [];
  for (const [index, [, told]] of SETTING_PARTS.entries())
    circumstances.push((told(setting) === null ? SETTING_IS_USUAL : SETTING_IS_NOT)[index] ?? '');
  const shownAt = ops[op];
  circumstances.push(shownAt?.op ?? 'unload');
  if (shownAt !== undefined) {
    const simple = FIELDS_ARE_SIMPLE.get(shownAt.op);
    for (const [index, field] of kindNamed(shownAt.op).fields.entries())
      circumstances.push(fieldShape(field, shownAt) ?? simple?.[index] ?? '');
  }
  const before = new Set<OpKind>();
  for (let index = 0; index < op; index += 1) {
    const each = ops[index];
    if (each !== undefined) before.add(each.op);
  }
  for (const kind of kindsOf(setting.view).kinds)
    circumstances.push((before.has(kind) ? SOME_BEFORE : NONE_BEFORE).get(kind) ?? '');
  return circumstances;
}

/** Of the circumstances of a trace those that are not as simple as can be: what a minimal one needs. */
export function neededIn(circumstances: readonly string[]): readonly string[] {
  return circumstances.filter((circumstance) => !circumstance.endsWith(AS_SIMPLE_AS_CAN_BE));
}
