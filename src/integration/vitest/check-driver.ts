import { beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { openSession, type Session, type SessionOptions } from '../../campaign/session.ts';
import { Gate } from '../../cli/gate/gate.ts';
import { propertiesOf } from '../../properties/registry.ts';
import { subjectSource } from '../../subjects/index.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import { type CompleteCheck, completeCheck, type DriverCheck } from './driver-check.ts';
import { runModeCampaign } from './mode-campaign.ts';
import { COMPLETE, completeOutcome, type EndedCampaign, type Outcome, outcomeOf } from './outcome.ts';

/** What was found is minimized after the cases, and a driver that hangs is waited for each time. */
const MINIMIZING_MS = 600_000;

/** A test that fails by what a campaign found: the report, without a place in this package's code. */
class PropertyBreached extends Error {
  override readonly name = 'PropertyBreached';

  constructor(text: string) {
    super(`\n${text}`);
    this.stack = `${this.name}: ${this.message}`;
  }
}

/**
 * Makes tests of a driver: in each of its buffering modes one for each property, and one for the campaign as a whole,
 * which fails when cases were cut short or something was never exercised. To be awaited at the top of a test file:
 *
 * ```ts
 * import { checkDriver } from 'irpcheck/vitest';
 *
 * await checkDriver({ driver: './my-driver.ts', model: './my-model.ts' });
 * ```
 *
 * A test of a property fails with the report of each finding, whose trace is written to a file that
 * `npx irpcheck replay` runs again, and when the property applied and compared nothing. Findings of the baseline are
 * told and fail nothing. It is skipped, with the reason, where the property cannot apply. The driver runs in a worker,
 * watched from outside, once for each mode.
 *
 * @throws an error named ModuleError when the driver or the model does not load, UnknownSubjectError for a name that
 * is none, RangeError for a mode that the driver does not have, UsageError or NotSupportedError where the corpus or the
 * baseline can't be read
 */
export async function checkDriver(check: DriverCheck): Promise<void> {
  await checkDriverIn(openSession, check);
}

/** {@link checkDriver} with sessions opened otherwise, for its own tests. */
export async function checkDriverIn(
  open: (options: SessionOptions) => Promise<Session>,
  check: DriverCheck,
): Promise<void> {
  const complete = completeCheck(check);
  const source = await subjectSource(complete.driver, complete.model);
  const { stallSeconds } = complete;
  const openAgain: OpenAgain = (onStray = () => {}) =>
    open({ source, onStray, ...(stallSeconds === null ? {} : { stallSeconds }) });
  // Only what runs closes what it opened: the tests may be filtered out.
  const first = await openAgain();
  await first.close();
  const modes = modesOf(complete, first.summary.modes);
  const gate = await Gate.open(complete.gate, first.summary.name, modes);
  for (const line of gate.notes) process.stderr.write(`${line}\n`);
  describe(complete.driver, () => {
    for (const mode of modes) describe(mode, () => testMode(openAgain, mode, complete, gate));
  });
}

/** Opens a session of the driver once more. */
type OpenAgain = (onStray?: (thrown: string) => void) => Promise<Session>;

/** @throws RangeError when there are none, or one that the driver does not have */
function modesOf({ driver, modes }: CompleteCheck, own: readonly BufferingMode[]): readonly BufferingMode[] {
  const missing = modes?.find((mode) => !own.includes(mode));
  if (missing !== undefined) {
    throw new RangeError(`driver '${driver}' does not support mode ${missing}; its modes: ${own.join(', ')}`);
  }
  if (modes?.length === 0) throw new RangeError('a check needs at least one buffering mode');
  return modes ?? own;
}

function testMode(openAgain: OpenAgain, mode: BufferingMode, check: CompleteCheck, gate: Gate): void {
  let campaign: EndedCampaign | undefined;
  beforeAll(async () => {
    const strays: string[] = [];
    const session = await openAgain((thrown) => strays.push(thrown));
    try {
      campaign = { ...(await runModeCampaign(session, mode, check, gate)), strays };
    } finally {
      await session.close();
    }
  }, check.timeoutMs + MINIMIZING_MS);
  const add = (name: string, outcome: (ended: EndedCampaign) => Outcome): void => {
    test(name, (context) => {
      if (campaign === undefined) throw new Error('the campaign did not end');
      settle(outcome(campaign), context);
    });
  };
  for (const { id } of propertiesOf('native')) add(id, (ended) => outcomeOf(ended, id));
  add(COMPLETE, completeOutcome);
}

/** Passes, skips or fails the test. */
function settle({ kind, text }: Outcome, context: TestContext): void {
  if (kind === 'skipped') context.skip(text);
  if (kind === 'failed') throw new PropertyBreached(text);
  // A project may require assertions of each of its tests (`expect.requireAssertions`).
  expect(kind).toBe('passed');
  if (text !== '') process.stderr.write(`${text}\n`);
}
