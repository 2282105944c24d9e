import { z } from 'zod';
import type { CaseState } from './case-state.ts';
import type { Drawing } from './draw/drawing.ts';
import type { Feature } from './draw/feature.ts';
import type { GenerationProfile } from './draw/profile.ts';
import type { Slot } from './draw/slot.ts';
import {
  type AnyOp,
  type ContentOf,
  type Field,
  type FieldTypes,
  isFieldType,
  placedFields,
} from './field.ts';
import type { View } from './view.ts';

/** A call as it was made: what an operation resolves to. */
export interface AnyCall {
  /** The name of what is called, such as `NtReadFile`. */
  readonly call: string;
}

/** An operation of a kind with these fields. */
export type OpWith<Name extends string, Types> = { readonly op: Name } & {
  readonly [Key in keyof Types]: ContentOf<Types[Key]>;
};

/** What keeps the values of several fields, each of which is right by itself, from standing together. */
export interface FieldConflict {
  /** Of the field that is to have another value, within the operation's JSON. */
  readonly path: readonly string[];
  /** For people, such as `expected 0 of an output that is placed by "at"`. */
  readonly message: string;
}

/** What a kind of operation says of itself, beside its fields. */
interface Nature<Op extends AnyOp, Call extends AnyCall, Of extends View = View> {
  /** Whose operations these are: a trace has those of one view. */
  readonly view: Of;
  /** Its place among the kinds of its view: of two, the one with the lower number is the simpler. Unique. */
  readonly simplicity: number;
  /** How often it is generated while a handle is open, in proportion to the weights of the others. */
  readonly weight: number;
  /** What a case without it leaves out; an open counts where another handle is open. */
  readonly feature: Feature;
  /** Set for what kinds that a case does without become, by which way it moves data. */
  readonly standsIn?: 'read' | 'write';
  /** Whether it is drawn for such a subject at all; always where it is left out. */
  appliesTo?(profile: GenerationProfile): boolean;
  /** Whether one is worth drawing now; always where it is left out. */
  suits?(drawing: Drawing): boolean;
  /** What is wrong with its fields together, each of which is valid: null for nothing, as always where it is left out. */
  conflict?(op: Op): FieldConflict | null;
  /** What becomes of the open handles when it succeeds. */
  readonly handles: 'opened' | 'closed' | 'kept';
  /** What it calls. */
  readonly call: NoInfer<Call>['call'];
  /** A generated operation. What it probably leads to is noted in the drawing. */
  draw(drawing: Drawing): Op;
  /** The call that an operation stands for now. */
  resolve(op: Op, state: CaseState): Call;
  /**
   * Its operands in words, for people, those with their canonical values mostly left out. `subjectName` is what an
   * open without a name opens.
   */
  words(op: Op, subjectName: string): readonly string[];
  /** The arguments of a call in words. */
  arguments(call: NoInfer<Call>): readonly string[];
}

interface Definition<Op extends AnyOp, Call extends AnyCall, Of extends View> extends Nature<Op, Call, Of> {
  /** Fields in the order in which they count when operations are compared, all of them. */
  readonly counts: readonly string[];
  /** Fields in the order in which it is asked whether they matter; as they count where it is left out. */
  readonly asked?: readonly string[];
  /** Takes note of a call that returned with success; `bytes` is how many it said to have transferred, if any. */
  succeeded?(call: NoInfer<Call>, bytes: number | null, state: CaseState): void;
}

/**
 * A kind of operation: all that generic code knows of it. Functions take operations and calls of this kind alone.
 *
 * What a call means is not said here: that is the model's and the implementation's.
 */
export interface OpKindOf<Op extends AnyOp, Call extends AnyCall, Of extends View = View>
  extends Nature<Op, Call, Of> {
  readonly op: string;
  /** Of its JSON. */
  readonly schema: z.ZodType;
  /** With the canonical value in every field, keys in the order in which they are written. */
  readonly canonical: Op;
  /** In the order in which they count. */
  readonly fields: readonly Field[];
  /** In the order in which it is asked whether they matter. */
  readonly askedFields: readonly Field[];
  /** What its fields are drawn from, in the order in which they are written. */
  readonly slots: readonly Slot[];
  /** What of it, and of its fields, a case may do without. */
  readonly features: readonly Feature[];
  /** The fields that are not canonical, as JSON has them, in the order in which they are written. */
  written(op: Op): object;
  /** Takes note of a call that returned with success; `bytes` is how many it said to have transferred, if any. */
  succeeded(call: Call, bytes: number | null, state: CaseState): void;
}

/** The operations of a kind. */
export type OpOfKind<Kind extends { readonly canonical: AnyOp }> = Kind['canonical'];

type SchemasOf<Types> = { readonly [Key in keyof Types]: z.ZodType<ContentOf<Types[Key]>> };

/** The JSON of fields, each of which may be left out when it has its canonical value. */
function schemasOf<Types extends FieldTypes>(types: Types): SchemasOf<Types> {
  const schemas = Object.entries(types).map(([key, type]) => {
    if (isFieldType(type)) return [key, type.schema.default(type.canonical).describe(type.description)];
    return [key, z.strictObject(schemasOf(type)).default(canonicalOf(type))];
  });
  // Entries of a record lose which key has which value.
  return Object.fromEntries(schemas) as SchemasOf<Types>;
}

type Contents<Types> = { readonly [Key in keyof Types]: ContentOf<Types[Key]> };

function canonicalOf<Types extends FieldTypes>(types: Types): Contents<Types> {
  const contents = Object.entries(types).map(([key, type]) => [
    key,
    isFieldType(type) ? type.canonical : canonicalOf(type),
  ]);
  return Object.fromEntries(contents) as Contents<Types>;
}

function writtenFields(types: FieldTypes, values: object): object {
  const kept: Record<string, unknown> = {};
  for (const [key, type] of Object.entries(types)) {
    const value: unknown = Reflect.get(values, key);
    if (!isFieldType(type)) {
      const inner = writtenFields(type, Object(value));
      if (Object.keys(inner).length > 0) kept[key] = inner;
      continue;
    }
    const written = type.written?.(value) ?? value;
    if (JSON.stringify(written) !== JSON.stringify(type.canonical)) kept[key] = written;
  }
  return kept;
}

/** The fields in an order. @throws Error unless it names each of them once */
function inOrder(op: string, fields: readonly Field[], keys: readonly string[]): readonly Field[] {
  const ordered = keys.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  if (new Set(ordered).size !== fields.length || keys.length !== fields.length)
    throw new Error(`${op}: an order names ${keys.join(', ')}`);
  return ordered;
}

/** Holds an operation to what its fields may be together. */
function withoutConflict<Op extends AnyOp>(conflict: (op: Op) => FieldConflict | null) {
  return ({ value, issues }: z.core.ParsePayload<unknown>): void => {
    // Its fields have been checked one by one.
    const found = conflict(value as Op);
    if (found !== null) issues.push({ code: 'custom', input: value, ...found, path: [...found.path] });
  };
}

/** A kind of operation with these fields. */
export interface OpKindWith<Name extends string, Types, Call extends AnyCall, Of extends View>
  extends OpKindOf<OpWith<Name, Types>, Call, Of> {
  readonly op: Name;
  readonly schema: z.ZodObject<
    z.core.util.Writeable<{ op: z.ZodLiteral<Name> } & SchemasOf<Types>>,
    z.core.$strict
  >;
}

/** Makes a kind of operation from its fields and what it says of itself. */
export function opKind<
  const Name extends string,
  Types extends FieldTypes,
  Call extends AnyCall,
  const Of extends View,
>(
  op: Name,
  types: Types,
  {
    counts,
    asked = counts,
    succeeded = () => undefined,
    ...nature
  }: Definition<OpWith<Name, Types>, Call, Of>,
): OpKindWith<Name, Types, Call, Of> {
  const fields = placedFields(types);
  const { conflict } = nature;
  const schema = z.strictObject({ op: z.literal(op), ...schemasOf(types) });
  return {
    ...nature,
    op,
    schema: conflict === undefined ? schema : schema.check(withoutConflict(conflict)),
    canonical: { op, ...canonicalOf(types) },
    fields: inOrder(op, fields, counts),
    askedFields: inOrder(op, fields, asked),
    slots: [...new Set(fields.flatMap(({ type }) => type.slots))],
    features: [nature.feature, ...new Set(fields.flatMap(({ type }) => type.features))],
    written: (values) => ({ op, ...writtenFields(types, values) }),
    succeeded,
  };
}
