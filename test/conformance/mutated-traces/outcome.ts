import { isDeepStrictEqual } from 'node:util';
import { fromDist } from '../dist.ts';

const { formatTrace, parseTrace, TraceFormatError } =
  await fromDist<typeof import('../../../src/trace/json.ts')>('trace/json');
const { UnsupportedTraceError } =
  await fromDist<typeof import('../../../src/trace/unsupported-trace.ts')>('trace/unsupported-trace');
const { isNewer } =
  await fromDist<typeof import('../../../src/trace/newer-version.ts')>('trace/newer-version');

/** A field as messages write it, a colon, and what is wrong: printable, on one line. */
const MESSAGE =
  /^(?:[A-Za-z_]\w{0,40}|\["[ -~…]*"\])(?:\.[A-Za-z_]\w{0,40}|\[\d+\]|\["[ -~…]*"\])*: [ -~…]{1,400}$/;

/** What reading a text led to: the message of the refusal, or null for a document. */
export type Outcome = string | null;

/** What must hold for a document: it is written and read back as it is. */
function checkDocument(document: ReturnType<typeof parseTrace>): void {
  const text = formatTrace(document.trace, document.finding, document.observed, document);
  const again = parseTrace(text);
  if (!isDeepStrictEqual(again, document)) throw new Error(`read back otherwise: ${text}`);
  if (formatTrace(again.trace, again.finding, again.observed, again) !== text)
    throw new Error(`written otherwise: ${text}`);
}

/** How a text that is no document is refused. */
export interface Refusal {
  /** Whether it is not supported, because something in it is unknown that a newer version may know. */
  readonly isUnsupported: boolean;
  readonly message: string;
}

/**
 * Reads a text; null where it is a document.
 *
 * @throws whatever the reader throws that is neither a TraceFormatError nor an UnsupportedTraceError; an Error for a
 * message that names no field or takes more than one line, and for a document that is not read back as it was.
 */
export function refusalOf(text: string): Refusal | null {
  let document: ReturnType<typeof parseTrace>;
  try {
    document = parseTrace(text);
  } catch (error) {
    const isUnsupported = error instanceof UnsupportedTraceError;
    if (!isUnsupported && !(error instanceof TraceFormatError)) throw error;
    if (!MESSAGE.test(error.message)) throw new Error(`not a message: ${JSON.stringify(error.message)}`);
    return { isUnsupported, message: error.message };
  }
  checkDocument(document);
  return null;
}

/**
 * Reads a text of any version.
 *
 * @throws as {@link refusalOf}; an Error where a text that no newer version wrote is not supported
 */
export function outcomeOf(text: string): Outcome {
  const refusal = refusalOf(text);
  if (refusal?.isUnsupported && !isNewer(JSON.parse(text).version)) {
    throw new Error(`of no newer version: ${refusal.message}`);
  }
  return refusal?.message ?? null;
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
