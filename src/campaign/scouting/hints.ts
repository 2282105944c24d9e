import type { ControlHint } from '../../trace/control-hint.ts';
import type { ScoutedCode } from '../../trace/result/scouted.ts';

/** The most hints that are generated from: as many as a word can name. */
const MAX_HINTS = 64;

/** One unrecognised code for so many that are: what a driver does not know now it may know in another state. */
const RECOGNISED_EACH = 4;

/** What to send a code with: around the lengths at which its answers change. */
function hintsOfCode({ code, inputs, outputs }: ScoutedCode): readonly ControlHint[] {
  const [input = 0, secondInput = input, thirdInput = secondInput] = inputs;
  const [output = 0, secondOutput = output] = outputs;
  const all = [
    { code, input, output },
    { code, input: secondInput, output },
    { code, input, output: secondOutput },
    { code, input: thirdInput, output: secondOutput },
  ];
  const differs = (each: ControlHint, index: number): boolean =>
    all.findIndex((other) => other.input === each.input && other.output === each.output) === index;
  return all.filter(differs);
}

/**
 * What control requests are generated from: what is declared of a driver, and what was found out. Nothing for a driver
 * that knows no code and declares none.
 */
export function hintsOf(
  declared: readonly ControlHint[],
  codes: readonly ScoutedCode[],
): readonly ControlHint[] {
  const recognised = codes.filter((code) => code.recognised);
  if (recognised.length === 0 && declared.length === 0) return [];
  const others = Math.ceil(recognised.length / RECOGNISED_EACH);
  const unrecognised = codes.filter((code) => !code.recognised).slice(0, others);
  const isDeclared = ({ code, input, output }: ControlHint): boolean =>
    declared.some((hint) => hint.code === code && hint.input === input && hint.output === output);
  const found = [...recognised.flatMap(hintsOfCode), ...unrecognised.flatMap(hintsOfCode)];
  return [...declared, ...found.filter((hint) => !isDeclared(hint))].slice(0, MAX_HINTS);
}
