import type {
  AnonymousFunctionDeclaration,
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  MemberExpression,
  Program,
  SpreadElement,
} from 'acorn';

/** Numbers that a module is written with. Plain data. */
export interface ModuleConstants {
  /** What calls with known arguments come to, such as of CTL_CODE: whole numbers of at most 32 bits, as unsigned. */
  readonly called: readonly number[];
  /** Literals, named numbers of doors that are used, and what is computed from them: safe whole numbers above 1. */
  readonly numbers: readonly number[];
}

/** A module without any. */
export const NO_CONSTANTS: ModuleConstants = { called: [], numbers: [] };

/** The most of each kind. */
const MAX_CONSTANTS = 1_024;

/** How deep calls of the module's own functions are followed. */
const MAX_DEPTH = 8;

type AnyFunction =
  | AnonymousFunctionDeclaration
  | ArrowFunctionExpression
  | FunctionDeclaration
  | FunctionExpression;

/** A function of one expression, such as a driver's own CTL_CODE. */
interface KnownFunction {
  readonly parameters: readonly string[];
  readonly body: Expression;
}

type Known = number | bigint | KnownFunction | ((...values: number[]) => unknown);
type Scope = ReadonlyMap<string, Known>;

/** What doors export, by the specifier that they are imported by. */
export type ExportsOf = (specifier: string) => Promise<Readonly<Record<string, unknown>> | null>;

function knownValue(value: unknown): Known | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'function' ? (value as (...values: number[]) => unknown) : undefined;
}

/** The numbers and functions that a module imports from doors. */
async function importsOf(program: Program, exportsOf: ExportsOf): Promise<Map<string, Known>> {
  const found = new Map<string, Known>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || typeof statement.source.value !== 'string') continue;
    const exports = await exportsOf(statement.source.value);
    if (exports === null) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === 'ImportNamespaceSpecifier') {
        for (const [name, value] of Object.entries(exports)) {
          const known = knownValue(value);
          if (known !== undefined) found.set(`${specifier.local.name}.${name}`, known);
        }
        continue;
      }
      if (specifier.type !== 'ImportSpecifier') continue;
      const { imported } = specifier;
      const known = knownValue(
        exports[imported.type === 'Identifier' ? imported.name : String(imported.value)],
      );
      if (known !== undefined) found.set(specifier.local.name, known);
    }
  }
  return found;
}

/** The expression that a function returns, where it does nothing else. */
function returned(body: AnyFunction['body']): Expression | null {
  if (body.type !== 'BlockStatement') return body;
  const [only, ...others] = body.body;
  if (only?.type !== 'ReturnStatement' || others.length > 0) return null;
  return only.argument ?? null;
}

function functionOf({ params, body }: AnyFunction): KnownFunction | undefined {
  const parameters = params.flatMap((each) => (each.type === 'Identifier' ? each.name : []));
  const expression = returned(body);
  return expression === null || parameters.length < params.length
    ? undefined
    : { parameters, body: expression };
}

const UNARY: Readonly<Record<string, (value: bigint) => bigint>> = {
  '-': (value) => -value,
  '+': (value) => value,
  '~': (value) => ~value,
};

const BINARY: Readonly<Record<string, (left: bigint, right: bigint) => bigint | null>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0n || left % right !== 0n ? null : left / right),
  '%': (left, right) => (right === 0n ? null : left % right),
  '|': (left, right) => left | right,
  '&': (left, right) => left & right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => (right < 0n || right > 64n ? null : left << right),
  '>>': (left, right) => (right < 0n || right > 64n ? null : left >> right),
  '>>>': (left, right) => (right < 0n || right > 64n ? null : BigInt.asUintN(32, left) >> right),
  '**': (left, right) => (right < 0n || right > 64n ? null : left ** right),
};

/** What no number of a driver's exceeds. */
const WIDEST = 2n ** 64n;

function whole(value: number | bigint): bigint | null {
  if (typeof value === 'bigint') return value;
  return Number.isSafeInteger(value) ? BigInt(value) : null;
}

function nameOf({ object, property, computed }: MemberExpression): string | null {
  if (computed || object.type !== 'Identifier' || property.type !== 'Identifier') return null;
  return `${object.name}.${property.name}`;
}

/** The whole number that an expression always is; null where that can't be told. */
class Evaluation {
  readonly #scope: Scope;
  readonly #depth: number;

  constructor(scope: Scope, depth = 0) {
    this.#scope = scope;
    this.#depth = depth;
  }

  valueOf(node: Expression | SpreadElement): bigint | null {
    const value = this.#valueOf(node);
    return value === null || value > WIDEST || value < -WIDEST ? null : value;
  }

  #valueOf(node: Expression | SpreadElement): bigint | null {
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'number' || typeof node.value === 'bigint' ? whole(node.value) : null;
      case 'Identifier':
        return this.#named(node.name);
      case 'MemberExpression':
        return this.#named(nameOf(node));
      case 'UnaryExpression': {
        const value = this.valueOf(node.argument);
        return value === null ? null : (UNARY[node.operator]?.(value) ?? null);
      }
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') return null;
        const [left, right] = [this.valueOf(node.left), this.valueOf(node.right)];
        return left === null || right === null ? null : (BINARY[node.operator]?.(left, right) ?? null);
      }
      case 'CallExpression':
        return this.#called(node);
      default:
        return null;
    }
  }

  #named(name: string | null): bigint | null {
    const known = name === null ? undefined : this.#scope.get(name);
    return typeof known === 'number' || typeof known === 'bigint' ? whole(known) : null;
  }

  #called({ callee, arguments: given }: CallExpression): bigint | null {
    const name =
      callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? nameOf(callee) : null;
    const known = name === null ? undefined : this.#scope.get(name);
    if (name === null || known === undefined || this.#depth === MAX_DEPTH || given.length === 0) return null;
    const values = given.map((each) => this.valueOf(each)).filter((value) => value !== null);
    if (values.length < given.length) return null;
    if (typeof known === 'function') return name.endsWith('CTL_CODE') ? codeBy(known, values) : null;
    if (typeof known !== 'object') return null;
    const scope = new Map(this.#scope);
    known.parameters.forEach((parameter, index) => {
      const value = values[index];
      if (value === undefined) scope.delete(parameter);
      else scope.set(parameter, value);
    });
    return new Evaluation(scope, this.#depth + 1).valueOf(known.body);
  }
}

/** What the door's CTL_CODE makes of values. */
function codeBy(make: (...values: number[]) => unknown, values: readonly bigint[]): bigint | null {
  const code = make(...values.map(Number));
  return typeof code === 'number' ? whole(code) : null;
}

/** As an unsigned number of 32 bits; null for one that has more. */
function asUlong(value: bigint): number | null {
  return value < -(2n ** 31n) || value >= 2n ** 32n ? null : Number(BigInt.asUintN(32, value));
}

/**
 * The numbers that a module of JavaScript is written with, each once, in the order in which they appear. What can't be
 * told without executing it is not among them; nothing where it can't be parsed.
 */
export async function moduleConstants(code: string, exportsOf: ExportsOf): Promise<ModuleConstants> {
  const [{ parse }, walk] = await Promise.all([import('acorn'), import('acorn-walk')]);
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    return NO_CONSTANTS;
  }
  const scope: Map<string, Known> = await importsOf(program, exportsOf);
  const evaluation = new Evaluation(scope);
  walk.simple(program, {
    FunctionDeclaration(node) {
      const known = functionOf(node);
      if (node.id !== null && known !== undefined) scope.set(node.id.name, known);
    },
  });
  // In the order of the text: a constant is known where it is used.
  walk.simple(program, {
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || init === null || init === undefined) return;
      const isFunction = init.type === 'ArrowFunctionExpression' || init.type === 'FunctionExpression';
      const known = isFunction ? functionOf(init) : evaluation.valueOf(init);
      if (known !== null && known !== undefined) scope.set(id.name, known);
    },
  });
  const called = new Set<number>();
  const numbers = new Set<number>();
  walk.full(program, (node) => {
    const value = evaluation.valueOf(node as Expression);
    if (value === null) return;
    const ulong = asUlong(value);
    if (node.type === 'CallExpression' && ulong !== null) called.add(ulong);
    const number = Number(value < 0n ? (ulong ?? value) : value);
    if (Number.isSafeInteger(number) && number > 1) numbers.add(number);
  });
  return {
    called: [...called].slice(0, MAX_CONSTANTS),
    numbers: [...numbers].slice(0, MAX_CONSTANTS),
  };
}
