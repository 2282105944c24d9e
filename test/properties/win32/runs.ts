import { initial, type ModelConfig, step, type Win32Expected } from '../../../src/model/win32/program.ts';
import { heldBefore } from '../../../src/properties/model/bytes.ts';
import { judgeWin32, type Win32Judgement } from '../../../src/properties/win32/judge-win32.ts';
import type { Breach } from '../../../src/trace/finding/finding.ts';
import type { Win32Call } from '../../../src/trace/ops/index.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import type { Win32Observation } from '../../../src/trace/win32/observation.ts';
import { CONFIG } from '../../model/calls.ts';
import { runOf } from '../model/runs.ts';

/** How long the buffer is that a call has filled, bytes. */
function lengthOf(call: Win32Call): number {
  if ('code' in call) return call.output.length;
  return 'length' in call ? call.length : 0;
}

function dataOf(call: Win32Call, { data }: Win32Expected): Uint8Array | null {
  if (!data) return null;
  // Memory full of the data once and then the start of it is one of the vectors that are allowed.
  if (data.holds === 'repeated') return Buffer.concat([data.bytes, data.bytes.subarray(0, 1)]);
  if (data.holds === 'vector') return data.bytes.slice();
  const buffer = heldBefore(call)?.slice() ?? new Uint8Array(lengthOf(call)).fill(USER_FILL);
  buffer.set(data.bytes);
  return buffer;
}

/** What an implementation observes that does as the model prefers. */
export function conforming(config: ModelConfig, calls: readonly Win32Call[]): Win32Observation[] {
  let state = initial(config);
  return calls.map((call) => {
    const [outcome] = step(config, state, call);
    if (outcome === undefined) throw new Error('no outcome');
    state = outcome.next ?? state;
    const { expected } = outcome;
    return {
      ...expected,
      succeeded: expected.succeeded ?? true,
      lastError: expected.lastError ?? 0,
      errorKind: expected.errorKind ?? null,
      bytes: expected.bytes ?? null,
      eventSignaled: expected.eventSignaled ?? null,
      data: dataOf(call, expected),
    };
  });
}

/** The judgement of a run of these calls. */
export function judged(
  calls: readonly Win32Call[],
  observations: readonly Win32Observation[],
  config: ModelConfig = CONFIG,
): Win32Judgement {
  const { mode, dialect, device, deviceNames, exclusive } = config;
  const run = runOf([], [], { program: { calls, observations } });
  const trace = { ...run.trace, setting: settingOf(mode, { view: 'win32', dialect }) };
  return judgeWin32({ ...run, trace }, { model: device, deviceNames, exclusive });
}

/** The judgement of a run that conforms but for the last call, where `change` was observed. */
export function judgeLast(
  calls: readonly Win32Call[],
  change: Partial<Win32Observation>,
  config: Partial<ModelConfig> = {},
): Win32Judgement {
  const whole = { ...CONFIG, ...config };
  const observations = conforming(whole, calls);
  const last = observations.pop();
  if (last === undefined) throw new Error('no call');
  return judged(calls, [...observations, { ...last, ...change }], whole);
}

export function breachesOf({ verdicts }: Win32Judgement): readonly Breach[] {
  return verdicts.flatMap(({ breach }) => (breach === null ? [] : [breach]));
}

/** `win32/bytes too-large`. */
export function reasonsOf(judgement: Win32Judgement): readonly string[] {
  return breachesOf(judgement).map(({ property, reason }) => `${property} ${reason}`);
}
