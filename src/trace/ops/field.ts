import { z } from 'zod';
import type { FieldType } from './field-type.ts';

/** Fields that stand together in an object of their own, such as those of a buffer. */
export interface FieldGroup {
  readonly [key: string]: FieldType<unknown>;
}

/** The fields of a kind of operation by their names in JSON, in the order in which they are written. */
export interface FieldTypes {
  readonly [key: string]: FieldType<unknown> | FieldGroup;
}

/** What a field, or a group of them, holds. */
export type ContentOf<Type> = Type extends { readonly schema: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : { readonly [Key in keyof Type]: ContentOf<Type[Key]> };

/** An operation, as code sees it that knows no kind: a plain record. */
export interface AnyOp {
  readonly op: string;
}

/** A field where it stands in the operations of a kind. */
export interface Field {
  /** Unique within a kind, and the same in kinds that share the field: `offset`, `buffer.pageOffset`. */
  readonly key: string;
  /** Takes the values that `get` returns. */
  readonly type: FieldType<unknown>;
  get(op: AnyOp): unknown;
  /** The operation with another value in this field. */
  with<Op extends AnyOp>(op: Op, value: unknown): Op;
}

/** Whether it is one field and no group. */
export function isFieldType(type: FieldType<unknown> | FieldGroup): type is FieldType<unknown> {
  return type['schema'] instanceof z.ZodType;
}

function groupOf(op: AnyOp, group: string): object {
  return Object(Reflect.get(op, group));
}

function own(key: string, type: FieldType<unknown>): Field {
  return {
    key,
    type,
    get: (op): unknown => Reflect.get(op, key),
    with: (op, value) => ({ ...op, [key]: value }),
  };
}

function grouped(group: string, key: string, type: FieldType<unknown>): Field {
  return {
    key: `${group}.${key}`,
    type,
    get: (op): unknown => Reflect.get(groupOf(op, group), key),
    with: (op, value) => ({ ...op, [group]: { ...groupOf(op, group), [key]: value } }),
  };
}

/** All fields, those in groups one by one, in the order in which they are written. */
export function placedFields(types: FieldTypes): readonly Field[] {
  return Object.entries(types).flatMap(([key, type]) =>
    isFieldType(type)
      ? [own(key, type)]
      : Object.entries(type).map(([inner, each]) => grouped(key, inner, each)),
  );
}
