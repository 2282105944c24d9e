import { type NTSTATUS, ntstatusName } from '../../nt/ntstatus.ts';
import type { ModuleConstants } from '../../subjects/index.ts';
import type { ScoutedCode } from '../../trace/result/scouted.ts';
import { candidateCodes, unknownCode, usualCodes } from './candidates.ts';
import { AMPLE, type AnswerAt, contentedLength, lengthsToTry, thresholds } from './lengths.ts';
import type { Probe, ProbeAnswer } from './probe.ts';

/** The most requests of a scouting run. */
export const MAX_PROBES = 1_000;

/** Lengths of both buffers, bytes, with which it is told whether a code is known. */
const TELLING = [0, AMPLE, 4, 8, 16, 32, 64];

/** The most codes whose lengths are looked for: the requests that are left are shared out among them. */
const MAX_MEASURED = 16;

/** Probes to send together, and the answers to them in the same order. */
export type Plan = Generator<readonly Probe[], readonly ScoutedCode[], readonly ProbeAnswer[]>;

function isSame(left: ProbeAnswer, right: ProbeAnswer): boolean {
  return left?.status === right?.status && left?.information === right?.information;
}

/** What was answered so far. */
class Answers {
  readonly #byProbe = new Map<string, ProbeAnswer>();
  readonly #statuses = new Map<number, Set<NTSTATUS>>();

  #key({ code, input, output }: Probe): string {
    return `${code} ${input} ${output}`;
  }

  note(probes: readonly Probe[], answers: readonly ProbeAnswer[]): void {
    for (const [index, probe] of probes.entries()) {
      const answer = answers[index];
      // A run that was ended has answers to its first probes alone.
      if (answer === undefined) continue;
      this.#byProbe.set(this.#key(probe), answer);
      if (answer === null) continue;
      const known = this.#statuses.get(probe.code) ?? new Set();
      this.#statuses.set(probe.code, known.add(answer.status));
    }
  }

  of(probe: Probe): ProbeAnswer | undefined {
    return this.#byProbe.get(this.#key(probe));
  }

  /** By their names. */
  statuses(code: number): readonly string[] {
    const answered = [...(this.#statuses.get(code) ?? [])];
    return answered.sort((left, right) => (left >>> 0) - (right >>> 0)).map(ntstatusName);
  }
}

const telling = (codes: readonly number[]): readonly Probe[] =>
  codes.flatMap((code) => TELLING.map((length) => ({ code, input: length, output: length })));

/**
 * Which codes a driver knows, and which lengths they want: each round of requests depends on the answers to the one
 * before. A code is known where it is ever answered as one of the same method that nobody knows is not.
 */
export function* scoutingPlan(declared: readonly number[], constants: ModuleConstants): Plan {
  const answers = new Answers();
  let left = MAX_PROBES;
  function* ask(probes: readonly Probe[]): Generator<readonly Probe[], void, readonly ProbeAnswer[]> {
    const asked = probes.filter((probe) => answers.of(probe) === undefined).slice(0, left);
    left -= asked.length;
    if (asked.length > 0) answers.note(asked, yield asked);
  }

  const written = candidateCodes(declared, constants);
  const taken = new Set([...written, ...usualCodes()]);
  const isRecognised = (code: number): boolean =>
    telling([code]).some((probe) => {
      const answer = answers.of(probe);
      const unknown = answers.of({ ...probe, code: unknownCode(code, taken) });
      return answer !== undefined && unknown !== undefined && !isSame(answer, unknown);
    });
  const unknownOnes = (codes: readonly number[]): readonly number[] => [
    ...new Set(codes.map((code) => unknownCode(code, taken))),
  ];

  yield* ask(telling([...unknownOnes(written), ...written]));
  let codes = written;
  if (!written.some(isRecognised)) {
    const usual = usualCodes();
    const ample = (code: number): Probe => ({ code, input: AMPLE, output: AMPLE });
    yield* ask([...telling(unknownOnes(usual)), ...usual.map(ample)]);
    codes = [...written, ...usual.filter(isRecognised)];
  }
  const measured = codes.filter(isRecognised).slice(0, MAX_MEASURED);
  const each = Math.floor(left / Math.max(1, 2 * measured.length));
  const lengths = lengthsToTry(constants.numbers, each);
  const answersTo = (probes: readonly Probe[], side: 'input' | 'output'): readonly AnswerAt[] =>
    probes.flatMap((probe) => {
      const answer = answers.of(probe);
      return answer === undefined ? [] : { length: probe[side], answer };
    });
  const byInput = (code: number) => lengths.map((input) => ({ code, input, output: AMPLE }));
  yield* ask(measured.flatMap(byInput));
  const byOutput = (code: number) => {
    const input = contentedLength(answersTo(byInput(code), 'input'));
    return lengths.map((output) => ({ code, input, output }));
  };
  yield* ask(measured.flatMap(byOutput));
  return codes.map((code) => {
    const isMeasured = measured.includes(code);
    return {
      code,
      recognised: isRecognised(code),
      statuses: answers.statuses(code),
      inputs: isMeasured ? thresholds(answersTo(byInput(code), 'input')) : [],
      outputs: isMeasured ? thresholds(answersTo(byOutput(code), 'output')) : [],
    };
  });
}
