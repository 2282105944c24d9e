import type { Expected } from '../../model/expected.ts';
import type { Outcome } from '../../model/io-manager.ts';
import type { JudgeContext } from '../../properties/judge.ts';
import { FIELDS } from '../../properties/model/fields.ts';
import { ModelWalk, modelBreach } from '../../properties/model/walk.ts';
import { fieldTally } from '../../properties/narrow.ts';
import type { AllowedOutcome, PerformedCall } from '../../trace/finding/evidence.ts';
import type { Call } from '../../trace/ops/index.ts';
import type { Run } from '../../trace/run/run.ts';
import { observedCall } from './observed.ts';

/**
 * The calls of a run, each with what the reference model allows for it, the preferred outcome first, and what was
 * observed. Their bytes are copies: they stay as they are when the next case is executed.
 */
export function performedCalls(run: Run, context: JudgeContext): PerformedCall[] {
  const { model } = context;
  const tally = fieldTally(FIELDS);
  const performed: PerformedCall[] = [];
  let walk = model === null ? null : new ModelWalk(run, context, model);
  for (const [op, call] of run.calls.entries()) {
    const observed = run.observations[op];
    if (observed === undefined) break;
    const outcomes = walk?.outcomes(call) ?? null;
    const allowed = outcomes?.map((outcome) => allowedOutcome(outcome, call)) ?? null;
    performed.push({ call: copied(call), allowed, observed: observedCall(observed) });
    if (walk === null || outcomes === null) continue;
    // After a call that no outcome allows, what comes can't be told.
    if (walk.follow(outcomes, { run, op, call, observed }, tally, modelBreach).length === 0) walk = null;
  }
  return performed;
}

function allowedOutcome({ expected }: Outcome, call: Call): AllowedOutcome {
  const { ending, status, iosb, position = null } = expected;
  return {
    ending,
    status: status ?? null,
    iosbWritten: iosb === null ? null : iosb.written,
    information: iosb?.written ? (iosb.information ?? null) : 0,
    data: isFilled(call) ? dataOf(expected) : null,
    ...(expected.restOpen === true ? { restOpen: true } : {}),
    position,
  };
}

/** Whether a call has a buffer that it fills: what the caller gives in one stays as it is. */
function isFilled(call: Call): boolean {
  return call.call === 'NtReadFile' || ('code' in call && call.outputData === null);
}

/** No bytes at all are definite too: the caller's buffer is as it was. */
function dataOf({ buffer }: Expected): Uint8Array | null {
  return buffer === null || buffer === undefined ? null : new Uint8Array(buffer);
}

function copied(call: Call): Call {
  if (!('data' in call)) return call;
  const data = new Uint8Array(call.data);
  if (call.call === 'NtWriteFile') return { ...call, data };
  return { ...call, data, outputData: call.outputData === null ? null : new Uint8Array(call.outputData) };
}
