import { isDeepStrictEqual } from 'node:util';
import { fromDist } from '../dist.ts';

const { formatTrace, parseTrace, TraceFormatError } =
  await fromDist<typeof import('../../../src/trace/json.ts')>('trace/json');

/** A field as messages write it, a colon, and what is wrong: printable, on one line. */
const MESSAGE =
  /^(?:[A-Za-z_]\w{0,40}|\["[ -~…]*"\])(?:\.[A-Za-z_]\w{0,40}|\[\d+\]|\["[ -~…]*"\])*: [ -~…]{1,400}$/;

/** What reading a text led to: the message of the refusal, or null for a document. */
export type Outcome = string | null;

/** What must hold for a document: it is written and read back as it is. */
function checkDocument(document: ReturnType<typeof parseTrace>): void {
  const text = formatTrace(document.trace, document.finding, document.observed);
  const again = parseTrace(text);
  if (!isDeepStrictEqual(again, document)) throw new Error(`read back otherwise: ${text}`);
  if (formatTrace(again.trace, again.finding, again.observed) !== text)
    throw new Error(`written otherwise: ${text}`);
}

/**
 * Reads a text.
 *
 * @throws whatever the reader throws that is no TraceFormatError; an Error for a message that names no field or
 * takes more than one line, and for a document that is not read back as it was.
 */
export function outcomeOf(text: string): Outcome {
  let document: ReturnType<typeof parseTrace>;
  try {
    document = parseTrace(text);
  } catch (error) {
    if (!(error instanceof TraceFormatError)) throw error;
    if (!MESSAGE.test(error.message)) throw new Error(`not a message: ${JSON.stringify(error.message)}`);
    return error.message;
  }
  checkDocument(document);
  return null;
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
