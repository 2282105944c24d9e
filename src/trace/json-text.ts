/** Whether the text begins as JSON and stops inside an array or an object, as a file does that was cut off. */
function endsEarly(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
  }
  return inString || depth > 0;
}

/** Text that is not JSON. The message says what was found; those of engines differ from version to version. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
}

/**
 * The text as JSON; a byte order mark is skipped.
 *
 * @throws {JsonTextError}
 */
export function parseJsonText(text: string): unknown {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  try {
    return JSON.parse(bare);
  } catch {
    if (bare.trim() === '') throw new JsonTextError('expected a JSON object, found empty text');
    const found = endsEarly(bare) ? 'text that ends early (is the file complete?)' : 'text that is not JSON';
    throw new JsonTextError(`expected a JSON object, found ${found}`);
  }
}
