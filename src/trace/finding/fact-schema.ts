import { z } from 'zod';
import { VIOLATION_KINDS } from '../run/violation.ts';
import {
  alternatives,
  amount,
  int64Text,
  integer,
  ntstatus,
  oneOf,
  prose,
  wholeDouble,
} from '../schema-parts.ts';
import { FACT_KINDS, type FactKind } from './fact.ts';

function factOf<const Kind extends FactKind, Detail extends z.ZodType>(kind: Kind, detail: Detail) {
  return z.strictObject({ kind: z.literal(kind), request: amount.nullable(), detail });
}

/** The schema of a fact. Fields in the order in which they are written. */
export const factSchema = z.discriminatedUnion(
  'kind',
  [
    factOf('request.offset', z.strictObject({ offset: int64Text(), byteOffset: int64Text() })),
    factOf('request.userPtr', z.strictObject({ readSizeBytes: amount, writeSizeBytes: amount })),
    factOf('complete', z.strictObject({ status: ntstatus, information: wholeDouble() })),
    factOf('returned', z.strictObject({ status: ntstatus })),
    factOf('violation', z.strictObject({ kind: oneOf(VIOLATION_KINDS), detail: prose })),
    factOf(
      'userPtr',
      z.strictObject({ method: oneOf(['read', 'write']), sizeBytes: amount, movedBytes: amount }),
    ),
    factOf('bug-check', z.strictObject({ code: integer(0, 2 ** 32 - 1), reason: prose })),
  ],
  { error: `expected ${alternatives(FACT_KINDS)}` },
);
