import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { CaseTraces } from '../../src/execution/case-loop.ts';
import { Executor } from '../../src/execution/execute.ts';
import { findSubject, loadSubject, type Subject } from '../../src/subjects/index.ts';
import type { Run } from '../../src/trace/run/run.ts';
import {
  FIXTURE_IMAGES,
  type FixtureImage,
  fixtureSource,
  NOT_EXECUTED,
} from '../impl/native/fixture-images.setup.ts';
import { amount } from './amount.ts';

/** Compiled drivers: the correct ones conform, each seeded defect is found, and twins do the same. */

const CASES = amount(400, 20_000);
const TRACES = amount(300, 10_000);

const executed = FIXTURE_IMAGES.filter(({ name }) => NOT_EXECUTED[name] === undefined);
const correct = executed.filter(({ kind }) => kind === 'correct');
const defective = executed.filter(({ kind }) => kind === 'defect');
const refused = FIXTURE_IMAGES.filter(({ name }) => NOT_EXECUTED[name] !== undefined);

/** A compiled driver with the model that says what is right for it. */
async function subjectOf({ name, model }: FixtureImage): Promise<Subject> {
  const subject = await loadSubject(fixtureSource(name));
  if (model === null) return subject;
  const { model: theirs, generation, movesNoData } = findSubject(model);
  return { ...subject, model: theirs, generation, movesNoData };
}

it('there are some of each kind', () => {
  expect(correct.length).toBeGreaterThan(15);
  expect(defective.length).toBeGreaterThan(8);
});

describe('correct drivers conform', () => {
  it.each(correct.map((image) => [image.name, image] as const))('%s', async (_name, image) => {
    const subject = await subjectOf(image);
    const result = await runCampaign({ subject, modes: subject.modes, cases: CASES, seed: 1 });
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ cases: CASES, conclusion: 'conforms' });
  });
});

describe('defects are found', () => {
  it.each(defective.map((image) => [image.name, image] as const))('%s', async (_name, image) => {
    const subject = await subjectOf(image);
    const result = await runCampaign({ subject, modes: subject.modes, cases: 1_000, seed: 1 });
    const found = result.findings.find(({ property }) => property === image.property);
    expect(found?.trace.ops.length).toBe(2);
  });
});

describe('no case depends on those before it', () => {
  const some = executed.filter(({ name }) =>
    /-(?:neither|direct)$|^(?:wrong|lock|mdl|use|controls)/.test(name),
  );
  it.each(some.map((image) => [image.name, image] as const))('%s', async (_name, image) => {
    const subject = await subjectOf(image);
    const traces = new CaseTraces(subject, { modes: subject.modes, seed: 9, view: 'native' });
    const kept = new Executor(subject);
    for (let index = 0; index < 40; index += 1) {
      const trace = traces.traceOf(index);
      expect([index, seenOf(kept.execute(trace))]).toEqual([
        index,
        seenOf(new Executor(subject).execute(trace)),
      ]);
    }
  });
});

describe('what is not executed is named, and no finding', () => {
  it.each(refused.map((image) => [image.name, image] as const))('%s', async (name, image) => {
    const reason = NOT_EXECUTED[name] ?? /^$/;
    const loading = subjectOf(image);
    if (name.startsWith('lookaside')) {
      await expect(loading).rejects.toThrow(reason);
      return;
    }
    const subject = await loading;
    const result = await runCampaign({ subject, modes: subject.modes, cases: 60, seed: 1 });
    expect(result.findings).toEqual([]);
    expect(result.conclusion).toBe('unsupported');
    expect(result.refused?.first.feature).toMatch(reason);
  });
});

/** What callers see of a run, and what the I/O manager asked of the driver and got. */
function seenOf({ observations, requests, bugCheck }: Run): unknown {
  return {
    observations,
    requests: requests.map(
      ({ op, level, major, flags, completions, returned, ioStatus, information, hasMdl }) => ({
        op,
        level,
        major,
        flags,
        completions,
        returned,
        ioStatus,
        information,
        hasMdl,
      }),
    ),
    bugCheck: bugCheck?.code,
  };
}

describe('compiled drivers and their twins do the same', () => {
  const twins = correct.filter(({ twin }) => twin !== null);
  it.each(twins.map((image) => [image.name, image.twin ?? '', image] as const))(
    '%s and %s',
    async (_name, twin, image) => {
      const compiled = await subjectOf(image);
      const other = findSubject(twin);
      const traces = new CaseTraces(
        { ...other, modes: compiled.modes },
        { modes: compiled.modes, seed: 5, view: 'native' },
      );
      expect(compiled.openName).toBe(other.openName);
      const [first, second] = [new Executor(compiled), new Executor(other)];
      for (let index = 0; index < TRACES; index += 1) {
        const trace = traces.traceOf(index);
        // What DriverEntry asks for is not the same: names that one has from pool are constants of the other.
        const bare = { ...trace, setting: { ...trace.setting, load: [], unload: [] } };
        const [seen, expected] = [seenOf(first.execute(bare)), seenOf(second.execute(bare))];
        // Much faster than what a failure is told by.
        if (!isDeepStrictEqual(seen, expected)) expect([index, seen]).toEqual([index, expected]);
      }
    },
  );
});
