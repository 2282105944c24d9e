import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { amount } from './amount.ts';
import { fromDist } from './dist.ts';
import { baseDocuments } from './mutated-traces/bases.ts';
import { replayHere, replayInProcess } from './mutated-traces/command-line.ts';
import { isJson, outcomeOf, refusalOf } from './mutated-traces/outcome.ts';
import { randomOf } from './mutated-traces/random.ts';
import { type Rule, rulesOf } from './mutated-traces/rules.ts';
import { schemaFields, tableFields } from './mutated-traces/schema-fields.ts';
import { Tally } from './mutated-traces/tally.ts';
import { TEXT_MUTATIONS } from './mutated-traces/text-mutations.ts';
import { mutatedValue } from './mutated-traces/value-mutations.ts';

const { traceSchema } = await fromDist<typeof import('../../src/trace/schema.ts')>('trace/schema');
const { formatTrace, parseTrace } = await fromDist<typeof import('../../src/trace/json.ts')>('trace/json');

const TOTAL = amount(20_000, 200_000);
const EACH_RULE = amount(6, 60);
const EACH_LONG_RULE = 1;
const VALUES = amount(1000, 10_000);
const EACH_TEXT_MUTATION = amount(500, 5000);
const FILES = amount(50, 500);
const PROCESSES = 6;

const documents = baseDocuments(12);
const rules = rulesOf(documents);
const tally = new Tally();
/** A sample of refused texts with their messages, of every kind of mutation. */
const refused: { readonly text: string; readonly message: string }[] = [];

function read(kind: string, text: string, mustBegin: string | null): void {
  const outcome = outcomeOf(text);
  tally.count(kind, { isJson: isJson(text), isDocument: outcome === null });
  if (mustBegin !== null && !outcome?.startsWith(mustBegin)) {
    throw new Error(`expected ${mustBegin}, found ${outcome ?? 'a document'}`);
  }
  if (outcome !== null && tally.total % 331 === 0) refused.push({ text, message: outcome });
}

describe('the tables of rules', () => {
  it('name every field of the format', () => {
    expect(tableFields()).toEqual(schemaFields());
  });

  it('start from documents that are traces, of every kind', () => {
    for (const document of documents) expect(outcomeOf(JSON.stringify(document))).toBeNull();
    expect(rules.filter(({ targets }) => targets.length < 5).map(({ name }) => name)).toEqual([]);
  });

  it('break a rule in exactly one place each', () => {
    const wrong: string[] = [];
    for (const { name, isLong, targets, edit } of rules) {
      const [target] = targets;
      if (target === undefined || isLong) continue;
      const { text } = edit(target);
      const { error } = traceSchema.safeParse(JSON.parse(text));
      const places = new Set(error?.issues.map(({ path }) => path.join('.')));
      if (places.size !== 1) wrong.push(`${name}: ${[...places].join(' and ')}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a mutated trace is refused by name or is a trace', () => {
  it('where one rule is broken, and the message begins with the field', () => {
    const random = randomOf(1);
    const wrong = new Map<string, string>();
    const hit = (rule: Rule): void => {
      const { text, message } = rule.edit(random.pick(rule.targets));
      try {
        read('one rule broken', text, message);
      } catch (error) {
        wrong.set(rule.name, String(error));
      }
    };
    for (const rule of rules) {
      for (let count = rule.isLong ? EACH_LONG_RULE : EACH_RULE; count > 0; count -= 1) hit(rule);
    }
    expect([...wrong]).toEqual([]);
    const { total } = tally.of('one rule broken');
    expect(total).toBeGreaterThanOrEqual(rules.length);
  });

  it('where one rule is broken in a trace of a newer version: what it may know is not supported', () => {
    const random = randomOf(4);
    const newer = rulesOf(documents.map((document) => ({ ...document, version: '999.0.0' })));
    const wrong: string[] = [];
    for (const { name, isUnknown, targets, edit } of newer) {
      const { text, message } = edit(random.pick(targets));
      const refusal = refusalOf(text);
      const isAsAny = refusal?.message.startsWith(message) === true;
      if (refusal?.isUnsupported !== isUnknown || !(isUnknown || isAsAny)) {
        wrong.push(`${name}: ${refusal?.message ?? 'a document'}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(newer.filter(({ isUnknown }) => isUnknown).length).toBeGreaterThan(newer.length / 10);
  });

  it('where values change', () => {
    const random = randomOf(2);
    for (let count = VALUES; count > 0; count -= 1) {
      read('values changed', mutatedValue(random.pick(documents), random), null);
    }
    expect(tally.of('values changed').total).toBe(VALUES);
  });

  it.each(Object.entries(TEXT_MUTATIONS))('where the text changes: %s', (kind, mutation) => {
    const random = randomOf(3);
    const texts = documents.flatMap((document) => {
      const { trace, finding, observed } = parseTrace(JSON.stringify(document));
      return [JSON.stringify(document), formatTrace(trace, finding, observed)];
    });
    for (let count = EACH_TEXT_MUTATION; count > 0; count -= 1) {
      read(kind, mutation(random.pick(texts), random), null);
    }
    expect(tally.of(kind).total).toBe(EACH_TEXT_MUTATION);
  });

  it('often enough, and in enough ways', () => {
    const pairs = new Set(rules.map(({ name }) => name)).size;
    process.stdout.write(`${tally.table()}${rules.length} breaks of ${pairs} pairs of field and rule\n`);
    expect(tally.total).toBeGreaterThanOrEqual(TOTAL);
    expect(tally.json / tally.total).toBeGreaterThanOrEqual(0.5);
    expect(tally.of('one rule broken').total / tally.total).toBeGreaterThanOrEqual(0.2);
    expect(tally.of('one rule broken').documents).toBe(0);
    expect(tally.documents).toBeGreaterThan(TOTAL / 200);
  });
});

describe('irpcheck replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const expected = (message: string) => ({
    exitCode: 2,
    stdout: '',
    stderr: `error: 'trace.json' is no trace: ${message}\n`,
  });

  it(`says the same of ${FILES} files`, async () => {
    // Half a surrogate pair is lost in a file, which is UTF-8.
    const files = refused.filter(({ text }) => Buffer.from(text).toString() === text).slice(0, FILES);
    expect(files).toHaveLength(FILES);
    for (const { text, message } of files) {
      expect(await replayHere(folder, text)).toEqual(expected(message));
    }
  });

  it('and as a process', () => {
    const step = Math.floor(refused.length / PROCESSES);
    for (let index = 0; index < PROCESSES; index += 1) {
      const { text = '', message = '' } = refused[index * step] ?? {};
      expect(replayInProcess(folder, text)).toEqual(expected(message));
    }
  });
});
