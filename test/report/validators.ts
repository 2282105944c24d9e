import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { isValid } from 'ctrf';
import { validateXML } from 'xmllint-wasm';

/** What is wrong with a document, by the schema of its format; empty for a valid one. */
export type Problems = readonly string[];

const require = createRequire(import.meta.url);

interface Validator {
  (document: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}

function problemsOf(validate: Validator, text: string): Problems {
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function sarifValidator(): Validator {
  // One of its patterns is none for engines that take Unicode.
  const ajv = new AjvDraft04.default({ allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object);
}

const validateSarif = sarifValidator();

/** By the schema of SARIF 2.1.0. */
export function sarifProblems(text: string): Problems {
  return problemsOf(validateSarif, text);
}

/** By the schema of CTRF. */
export function ctrfProblems(text: string): Problems {
  return isValid(JSON.parse(text)) ? [] : ['no CTRF'];
}

const JUNIT_SCHEMA = readFileSync(
  new URL('../../fixtures/schemas/jenkins-junit.xsd', import.meta.url),
  'utf8',
);

/** By the schema that Jenkins has of JUnit XML; of several documents at once, which takes no longer. */
export async function junitProblems(...texts: readonly string[]): Promise<Problems> {
  const xml = texts.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { valid, errors } = await validateXML({ xml, schema: JUNIT_SCHEMA, maxMemoryPages: 4096 });
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage);
}

/** By a JSON Schema of ours. */
export function schemaProblems(schema: object): (text: string) => Problems {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (text) => problemsOf(validate, text);
}
