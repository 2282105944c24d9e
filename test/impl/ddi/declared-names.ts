import { parseExpressionAt } from 'acorn';
import type { AnyRow } from '../../../src/impl/ddi/row.ts';

/** The names of a function's parameters; what it does not use begins with an underscore there. */
function parameterNames(routine: AnyRow['call']): string[] {
  const expression = parseExpressionAt(String(routine), 0, { ecmaVersion: 2023 });
  if (expression.type !== 'ArrowFunctionExpression') throw new Error(`a ${expression.type}`);
  return expression.params.map((parameter) => {
    if (parameter.type !== 'Identifier') throw new Error(`a parameter that is a ${parameter.type}`);
    return parameter.name.replace(/^_/, '');
  });
}

/** What is wrong with what a row declares; its types hold numbers and kinds, but names are not theirs to compare. */
export function misdeclared({ parameters, result, told, call }: AnyRow): string[] {
  const names = parameters.map(({ name }) => name);
  const [, ...actual] = parameterNames(call);
  const wrong: string[] = [];
  if (names.join() !== actual.join()) wrong.push(`declares ${names.join()} and takes ${actual.join()}`);
  if (new Set(names).size < names.length) wrong.push('declares a parameter twice');
  const toldKind = parameters.find(({ name }) => name === told)?.kind;
  if (told !== undefined && toldKind !== 'bytes' && toldKind !== 'irql') wrong.push(`tells ${told}`);
  for (const parameter of parameters) {
    if (parameter.kind !== 'pointer' || parameter.length === null) continue;
    const length = parameters.find(({ name }) => name === parameter.length);
    if (length?.kind !== 'bytes') wrong.push(`${parameter.name} is as long as ${parameter.length}`);
  }
  if (result.kind === 'pointer' && result.maps !== null) {
    const mapped = parameters.find(({ name }) => name === result.maps);
    if (mapped?.kind !== 'pointer' || mapped.to !== 'MDL') wrong.push(`maps ${result.maps}`);
  }
  return wrong;
}
