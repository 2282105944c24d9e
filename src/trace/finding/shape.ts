import { PAGE_SIZE } from '../../nt/page.ts';
import { type During, entryText } from '../during.ts';
import type { AnyOp, Field } from '../ops/field.ts';
import { kindOf, type Op } from '../ops/index.ts';
import { type Setting, settingOf } from '../setting.ts';
import type { Trace } from '../trace.ts';

/** No part of it depends on the mode. */
const USUAL = settingOf('buffered');

/** Amounts vary from seed to seed where one is hardly simpler than another; whether they fill a page does not. */
function lengthShape(key: string, bytes: bigint): string | null {
  return bytes < PAGE_SIZE ? null : `${key} of pages`;
}

/** What a field says that is not as simple as can be; null for one that is. */
export function fieldShape({ key, type, get }: Field, op: AnyOp): string | null {
  const value = get(op);
  if (value === type.canonical || JSON.stringify(value) === JSON.stringify(type.canonical)) return null;
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

/** What a setting may say that is not usual: a name, and how it is told, null where it is usual. */
type SettingPart = readonly [name: string, told: (setting: Setting) => string | null];

/** The mode is left out: in which one a finding shows first depends on the seed. */
export const SETTING_PARTS: readonly SettingPart[] = [
  ['view', ({ view }) => unlessUsual('view', view, USUAL.view)],
  [
    'systemBuffer',
    ({ dialect }) => unlessUsual('systemBuffer', dialect.systemBuffer, USUAL.dialect.systemBuffer),
  ],
  [
    'strictOffsets',
    ({ dialect }) => unlessUsual('strictOffsets', dialect.strictOffsets, USUAL.dialect.strictOffsets),
  ],
  // Reversed frames and scattered ones are two ways not to be contiguous.
  ['frames', ({ machine }) => (machine.fragmentation === USUAL.machine.fragmentation ? null : 'frames')],
  ['poison', ({ conditions }) => unlessUsual('poison', conditions.poison, USUAL.conditions.poison)],
  [
    'refetched',
    ({ conditions }) => unlessUsual('refetched', conditions.refetched, USUAL.conditions.refetched),
  ],
  ['stack', ({ stack }) => (stack.length === 0 ? null : `below ${stack.join(', ')}`)],
  ['load', ({ load }) => happening('load', load)],
  ['unload', ({ unload }) => happening('unload', unload)],
];

function unlessUsual(name: string, value: unknown, usual: unknown): string | null {
  return value === usual ? null : `${name} ${value}`;
}

function happening(when: string, entries: During): string | null {
  return entries.length === 0 ? null : `${when}: ${entries.map(entryText).join(', ')}`;
}

function settingShape(setting: Setting): string[] {
  return SETTING_PARTS.flatMap(([, told]) => told(setting) ?? []);
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
