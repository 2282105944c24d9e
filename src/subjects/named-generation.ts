import { MAX_CONTROL_HINTS } from '../trace/control-hint-schema.ts';
import type { Generation } from '../trace/subject.ts';
import { ModuleError } from './bundle-module.ts';
import type { ReadHints } from './module-schema.ts';

/** The most lengths and offsets of a driver and its model together: as many as a choice can name. */
export const MAX_NAMED_NUMBERS = 64;

/** What is known, and then what is named besides. What is named twice stays so: it is chosen as often. */
function joined<Each>(
  known: readonly Each[],
  named: readonly Each[],
  most: number,
  what: string,
): readonly Each[] {
  const texts = new Set(known.map((each) => JSON.stringify(each)));
  const all = [...known, ...named.filter((each) => !texts.has(JSON.stringify(each)))];
  if (all.length > most)
    throw new ModuleError(`driver and model name ${all.length} ${what}; expected at most ${most} together`);
  return all;
}

/**
 * What is generated for a driver of which a module says more.
 *
 * @throws {ModuleError} where there is too much of it, with what was known before
 */
export function withNamed(
  generation: Generation,
  { controls, lengths = [], offsets = [], payloads = [] }: ReadHints,
): Generation {
  const { controls: codes = [], numbers: known = [], namedPayloads: bytes = [] } = generation;
  const numbers = joined(
    known,
    [...new Set([...lengths, ...offsets])],
    MAX_NAMED_NUMBERS,
    'lengths and offsets',
  );
  const namedPayloads = [...new Set([...bytes, ...payloads])];
  return {
    ...generation,
    ...(controls && { controls: joined(codes, controls, MAX_CONTROL_HINTS, 'control codes') }),
    ...(numbers.length > 0 && { numbers }),
    ...(namedPayloads.length > 0 && { namedPayloads }),
  };
}
