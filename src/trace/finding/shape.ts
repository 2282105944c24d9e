import { PAGE_SIZE } from '../../nt/page.ts';
import { entryText } from '../during.ts';
import type { AnyOp, Field } from '../ops/field.ts';
import { kindOf, type Op } from '../ops/index.ts';
import { type Setting, settingOf } from '../setting.ts';
import type { Trace } from '../trace.ts';

/** Amounts vary from seed to seed where one is hardly simpler than another; whether they fill a page does not. */
function lengthShape(key: string, bytes: bigint): string | null {
  return bytes < PAGE_SIZE ? null : `${key} of pages`;
}

/** What a field says that is not as simple as can be; null for one that is. */
function fieldShape({ key, type, get }: Field, op: AnyOp): string | null {
  const value = get(op);
  if (JSON.stringify(value) === JSON.stringify(type.canonical)) return null;
  const { what } = type.measured ?? {};
  // What is written is what happened to be.
  if (what === 'content') return null;
  const { text, number } = type.shown(value);
  if (number !== null) return what === 'length' ? lengthShape(key, number) : key;
  return `${key} ${text.replaceAll(/\d+/g, 'n')}`;
}

function opShape(op: Op): string {
  const { fields } = kindOf(op);
  return [op.op, ...fields.flatMap((field) => fieldShape(field, op) ?? [])].join(', ');
}

/** What of a setting is not usual. The mode is left out: in which one a finding shows first depends on the seed. */
function settingShape(setting: Setting): string[] {
  const usual = settingOf(setting.mode);
  const parts: string[] = [];
  const note = (name: string, value: unknown, plain: unknown): void => {
    if (value !== plain) parts.push(`${name} ${value}`);
  };
  note('view', setting.view, usual.view);
  note('systemBuffer', setting.dialect.systemBuffer, usual.dialect.systemBuffer);
  note('strictOffsets', setting.dialect.strictOffsets, usual.dialect.strictOffsets);
  // Reversed frames and scattered ones are two ways not to be contiguous.
  if (setting.machine.fragmentation !== usual.machine.fragmentation) parts.push('frames');
  note('poison', setting.conditions.poison, usual.conditions.poison);
  note('refetched', setting.conditions.refetched, usual.conditions.refetched);
  if (setting.stack.length > 0) parts.push(`below ${setting.stack.join(', ')}`);
  for (const when of ['load', 'unload'] as const)
    if (setting[when].length > 0) parts.push(`${when}: ${setting[when].map(entryText).join(', ')}`);
  return parts;
}

/** The operation at which a finding shows. */
export function placeOf({ ops }: Trace, op: number): string {
  return ops[op]?.op ?? 'unload';
}

/**
 * The shape of a minimal trace and where in it a finding shows: the kinds of its operations, which of their fields are
 * not as simple as can be and in what way, what is made to fail and at which point, and the operation at which it shows.
 * Amounts have no part in it beyond whether a transfer fills a page, nor have contents and the mode: nearly every defect
 * has one shape from every seed.
 */
export function shapeOf({ setting, ops }: Trace, op: number): string {
  return [...settingShape(setting), ...ops.map(opShape), `at ${Math.min(op, ops.length)}`].join('; ');
}
