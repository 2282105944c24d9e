import type { Document } from './bases.ts';
import { jsonText, unknownNames } from './breaks.ts';
import type { Field } from './field.ts';
import { FIELDS, OBJECTS } from './fields.ts';
import { type Path, pathsOf, pathText, valueAt, withValue } from './places.ts';

/** A field and one way to break one of its rules, with the places in the base documents where it can be done. */
export interface Rule {
  /** Such as `ops[*].key (write): fraction`. */
  readonly name: string;
  /** Whether its texts are so long that a few of them suffice. */
  readonly isLong: boolean;
  /** Whether a newer version might know what it breaks the rule with. */
  readonly isUnknown: boolean;
  readonly targets: readonly Target[];
  edit(target: Target): Edited;
}

interface Target {
  readonly document: Document;
  readonly path: Path;
}

/** A document in which exactly one rule is broken. */
interface Edited {
  readonly text: string;
  /** How the reader's message must begin: the path of what was edited, and what is expected there. */
  readonly message: string;
}

const LONG = 8000;

function placeName({ place, kind }: Pick<Field, 'place' | 'kind'>): string {
  const path = place.map((step) => (typeof step === 'string' ? step : '*')).join('.');
  return `${path === '' ? 'trace' : path}${kind === null ? '' : ` (${kind})`}`;
}

function targetsOf({ place, kind }: Pick<Field, 'place' | 'kind'>, documents: readonly Document[]): Target[] {
  return documents.flatMap((document) =>
    pathsOf(document, place)
      .filter((path) => kind === null || valueAt(document, [...path.slice(0, 2), 'op']) === kind)
      .map((path) => ({ document, path })),
  );
}

function edited({ document, path }: Target, value: unknown, message: string): Edited {
  return { text: jsonText(withValue(document, path, value)), message };
}

function fieldRules(field: Field, documents: readonly Document[]): Rule[] {
  const targets = targetsOf(field, documents);
  return field.breaks.map(({ rule, value, inner, says, isUnknown }) => ({
    name: `${placeName(field)}: ${rule}`,
    isLong: (JSON.stringify(value) ?? '').length > LONG,
    isUnknown,
    targets,
    edit: (target) => edited(target, value, `${pathText(target.path)}${inner}: ${says}`),
  }));
}

/** Objects that are there, each with an unknown field more. */
function unknownFieldRules(documents: readonly Document[]): Rule[] {
  return OBJECTS.flatMap(({ others, ...where }) => {
    const targets = targetsOf(where, documents).filter(
      ({ document, path }) => valueAt(document, path) !== null,
    );
    return unknownNames(others).map(([name, shown], index) => ({
      name: `${placeName(where)}: unknown field`,
      isLong: false,
      isUnknown: true,
      targets,
      edit({ document, path }: Target) {
        const value = index % 2 === 0 ? 1 : { length: 1 };
        const prefix = `${pathText(path)}${shown}`;
        const message = `${path.length === 0 ? prefix.replace(/^\./, '') : prefix}: unknown field`;
        return edited({ document, path: [...path, name] }, value, message);
      },
    }));
  });
}

/** Every rule of the trace format, and every way to break it that the tables name. */
export function rulesOf(documents: readonly Document[]): Rule[] {
  return [...FIELDS.flatMap((field) => fieldRules(field, documents)), ...unknownFieldRules(documents)];
}
