import type { z } from 'zod';
import { formatProblem } from './format-error.ts';
import { JsonTextError, parseJsonText } from './json-text.ts';

function jsonOf(root: string, text: string, FormatError: new (message: string) => Error): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    throw error instanceof JsonTextError ? new FormatError(`${root}: ${error.message}`) : error;
  }
}

/**
 * Reads a document of ours from its JSON text; a byte order mark is skipped.
 *
 * @param root what the document is to be, such as `trace`, for messages
 * @param FormatError what is thrown, with a message on one line that names the first field that is wrong
 * @param unsupported what is thrown instead of that for a document that is not at fault, null where it is
 */
export function parseDocument<Schema extends z.ZodType>(
  root: string,
  text: string,
  schema: Schema,
  FormatError: new (message: string) => Error,
  unsupported: (error: z.ZodError, document: unknown) => Error | null = () => null,
): z.output<Schema> {
  const document = jsonOf(root, text, FormatError);
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const { error } = result;
  throw unsupported(error, document) ?? new FormatError(formatProblem(error, document, root));
}
