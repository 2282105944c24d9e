import { initial, type ModelConfig, step } from '../../../src/model/io-manager.ts';
import type { JudgeContext } from '../../../src/properties/judge.ts';
import { judgeModel, type ModelJudgement } from '../../../src/properties/model/judge-model.ts';
import type { Breach } from '../../../src/trace/finding/finding.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import { type Observation, USER_FILL } from '../../../src/trace/run/observation.ts';
import { emptyRun, type Run } from '../../../src/trace/run/run.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { TRACE_FORMAT, type Trace } from '../../../src/trace/trace.ts';
import { CONFIG, NAMES } from '../../model/calls.ts';

export const CONTEXT: JudgeContext = { model: CONFIG.device, deviceNames: NAMES, exclusive: false };

/** Bytes of the buffer that a call may give something in. */
function lengthOf(call: Call): number {
  if (call.call === 'NtReadFile') return call.length;
  return 'code' in call ? call.output.length : 0;
}

/** The buffer after a call that left `data` at its start. */
function bufferOf(call: Call, data: Uint8Array | null | undefined): Uint8Array | null {
  if (data === null || data === undefined) return null;
  if (call.call === 'NtWriteFile') return call.data.slice();
  const buffer = new Uint8Array(lengthOf(call)).fill(USER_FILL);
  buffer.set(data);
  return buffer;
}

/** What an implementation observes that does as the model prefers. */
export function conforming(config: ModelConfig, calls: readonly Call[]): Observation[] {
  let state = initial(config);
  return calls.map((call) => {
    const [outcome] = step(config, state, call);
    if (outcome === undefined) throw new Error('no outcome');
    state = outcome.next;
    const { ending, status, iosb, eventSignaled, fileSignaled, position, buffer } = outcome.expected;
    const written = iosb?.written === true ? iosb : null;
    return {
      ending,
      status: status ?? 0,
      iosbWritten: written !== null,
      iosbStatus: written?.status ?? 0,
      information: written?.information ?? 0,
      eventSignaled: eventSignaled ?? null,
      fileSignaled: fileSignaled ?? null,
      position: position ?? null,
      buffer: bufferOf(call, buffer),
      input: null,
      surroundingsChanged: 0,
      surroundingsHash: 0,
    };
  });
}

export function runOf(
  calls: readonly Call[],
  observations: readonly Observation[],
  more: Partial<Run> = {},
): Run {
  const trace: Trace = {
    format: TRACE_FORMAT,
    subject: 'article',
    setting: settingOf(CONFIG.mode, { dialect: CONFIG.dialect }),
    ops: [],
    seed: null,
  };
  return {
    ...emptyRun(trace),
    calls,
    observations,
    history: {
      called: calls.map((_, op) => 2 * op + 1),
      returned: calls.map((_, op) => 2 * op + 2),
      sent: calls.map(() => null),
      completed: [],
    },
    ...more,
  };
}

/** The judgement of a run that conforms but for the last call, where `change` was observed. */
export function judgeLast(
  calls: readonly Call[],
  change: Partial<Observation>,
  more: Partial<Run> = {},
): ModelJudgement {
  const observations = conforming(CONFIG, calls);
  const last = observations.pop();
  if (last === undefined) throw new Error('no call');
  return judgeModel(runOf(calls, [...observations, { ...last, ...change }], more), CONTEXT);
}

export function breachesOf({ verdicts }: ModelJudgement): readonly Breach[] {
  return verdicts.flatMap(({ breach }) => (breach === null ? [] : [breach]));
}

/** `model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS`. */
export function reasonsOf(judgement: ModelJudgement): readonly string[] {
  return breachesOf(judgement).map(({ property, reason }) => `${property} ${reason}`);
}
