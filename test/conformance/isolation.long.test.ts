import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/index.ts';
import { causeLines } from '../../src/report/cause.ts';
import { amount, sample } from './amount.ts';
import { command, type Ended } from './command.ts';

/** Drivers that misbehave, through the built command line: whatever one does, each case stands by itself. */

const FOLDER = 'test/fixtures/drivers';
const CASES = 60;
/** Cases for what shows in few of them. */
const MANY_CASES = 2 * CASES;
const DEATHS = 3;

interface Expected {
  readonly exit: number;
  /** Each finding as its property, its reason and the operations of its trace. */
  readonly findings: readonly string[];
  /** Properties that are to have been compared and to hold. */
  readonly holding: readonly string[];
  /** The cause of the first finding. */
  readonly cause?: string;
  /** What stands on standard error ahead of the report; nothing unless it says otherwise. */
  readonly output?: string;
  /** What stands on standard error after the report. */
  readonly refusal?: RegExp;
  /** The last thing that the result says was not executed. */
  readonly leftOut?: string;
  readonly requested?: number;
  /** Of the campaign; 1 unless it says otherwise. */
  readonly seed?: number;
  /** Cases that are executed; all unless it says otherwise. */
  readonly cases?: number;
  /** Run twice: the same bytes. */
  readonly twice?: boolean;
}

const SINGLE = [
  'contract/complete-once',
  'contract/status-agrees',
  'contract/information-bounded',
  'contract/in-bounds',
];
const HOLDING = [...SINGLE, 'metamorphic/alignment', 'metamorphic/repeat'];
const ALL = [...HOLDING, 'contract/completed-or-pending', 'contract/terminates', 'contract/self-contained'];

/** A driver of which nothing is found. */
const clean = (output = ''): Expected => ({ exit: 0, findings: [], holding: ALL, output });

/** A driver that throws in each call of a kind: what the rest of its calls show is judged as ever. */
const throws = (kind: string, cause: string): Expected => ({
  exit: 1,
  findings: [`contract/completed-or-pending exception open ${kind}`],
  holding: [...HOLDING, 'contract/terminates', 'contract/self-contained'],
  cause,
});

/** A driver that changes the engine in each call of a kind: such cases show nothing else. */
const changes = (what: string, kind: string): Expected => ({
  exit: 1,
  findings: [`contract/self-contained changes-${what} open ${kind}`],
  holding: [...SINGLE, 'contract/completed-or-pending', 'contract/terminates'],
  cause: `the driver changes ${what}`,
});

/** A driver that comes back from no read. One case is enough to see that. */
const hangsAtOnce: Expected = {
  exit: 1,
  findings: ['contract/terminates never-returns open read'],
  holding: ['contract/self-contained'],
  cause: 'the dispatch routine for IRP_MJ_READ was entered and not left',
  requested: 1,
  // Of which the first case reads.
  seed: 2,
};

/** A driver of which nothing is found, but that throws where no case sees it. */
const strays = (thrown: string): Expected => ({
  ...clean(`driver: outside of its routines, the driver threw ${thrown}\n`),
  exit: 2,
  refusal: /^error: driver '.*' throws outside of its routines, .* let its routines do all of its work$/m,
});

const EXPECTED: Readonly<Record<string, Expected>> = {
  'loops-in-reads': hangsAtOnce,
  // Which of the two limits is reached first, time or memory, is up to the machine.
  'allocates-arrays': hangsAtOnce,
  'allocates-buffers': hangsAtOnce,
  'loops-on-a-page': {
    exit: 1,
    findings: ['contract/terminates never-returns open read'],
    holding: [...HOLDING, 'contract/completed-or-pending', 'contract/self-contained'],
    cause: 'the dispatch routine for IRP_MJ_READ was entered and not left',
    leftOut: `operation read from case 29 on: the driver did not come back from it in ${DEATHS} cases`,
    // In scale.long.test.ts, a driver that hangs gives the same bytes too.
    twice: amount(1, 2) === 2,
  },
  'loops-in-unload': {
    exit: 1,
    findings: ['contract/terminates never-returns-unloading '],
    holding: ['contract/self-contained'],
    cases: DEATHS,
    leftOut: `cases from ${DEATHS} on: loading and unloading: the driver did not come back from it in ${DEATHS} cases`,
  },
  exits: throws('write', 'ProcessExit: process.exit was called'),
  kills: { ...throws('read', 'ProcessExit: process.kill was called'), twice: true },
  'throws-text': throws('read', 'thrown value: out of ideas'),
  'throws-subclass': throws('read', 'DeviceError: the first line\nthe second line'),
  'throws-bare-object': throws('read', 'thrown value: a value that has no text'),
  recurses: { ...throws('write', 'RangeError: Maximum call stack size exceeded'), twice: true },
  'changes-push': { ...changes('Array.prototype.push', 'read'), twice: true },
  'replaces-math': changes('Math', 'write'),
  'replaces-iterator': { ...changes('%ArrayIteratorPrototype%.next', 'read'), twice: true },
  'patches-framework': changes('IoRequest.prototype.complete', 'read'),
  'seals-push': {
    exit: 1,
    findings: [
      'contract/self-contained changes-Array.prototype.push open flush set-position write flush write read write query-position write write read read read write read read read write write read read read read write',
    ],
    holding: ['contract/complete-once', 'contract/completed-or-pending', 'contract/terminates'],
    cause: 'not minimized: what the driver changes can not be put back',
    leftOut: `cases from 12 on: the driver changed what can not be put back in ${DEATHS} cases`,
    cases: 12,
    twice: true,
  },
  'leaks-rejections': strays('Error: nobody waits for this'),
  'leaves-timers': { ...strays('MachineStopped: the machine is off'), twice: true },
  'exits-later': strays('ProcessExit: process.exit was called'),
  'forges-answers': clean(),
  'keeps-memory': clean(),
  'buffered-only': clean(),
  'two-devices': clean(),
  conforms: clean(),
  'spins-in-background': {
    exit: 1,
    findings: [
      'contract/terminates never-returns-in-the-long-run open read write set-position read read write read write read read flush write flush read read set-position read write write write write read',
    ],
    holding: [...HOLDING, 'contract/completed-or-pending', 'contract/self-contained'],
    cause: 'it did not show again when the trace was repeated: the driver keeps state across restarts',
  },
};

function run(name: string, cases: number, seed = 1): Promise<Ended> {
  const file = `${FOLDER}/${name}.ts`;
  const parameters = ['--cases', `${cases}`, '--seed', `${seed}`, '--stall', '1', '--quiet', '--json', '-'];
  return command(['run', file, ...parameters]);
}

function resultOf({ stdout }: Ended): CampaignResult {
  return JSON.parse(stdout);
}

/** The bytes of a result but for its timing, the one section that differs each time. */
function untimed({ stdout }: Ended): string {
  expect(stdout).toMatch(/\n {2}"timing": \{/);
  return stdout.replace(/\n {2}"timing": \{[\s\S]*?\n {2}\}/, '');
}

const TRIED = sample(Object.entries(EXPECTED), 8);
const runs = new Map<string, Promise<Ended[]>>();

beforeAll(() => {
  for (const [name, { requested = CASES, seed = 1, twice = false }] of TRIED) {
    const times = twice ? 2 : 1;
    runs.set(name, Promise.all(Array.from({ length: times }, () => run(name, requested, seed))));
  }
});

describe.each(TRIED)('%s', (name, expected) => {
  const ended = async (): Promise<Ended[]> => (await runs.get(name)) ?? [];

  it('ends as it must, with what it did not spoil compared', async () => {
    const { exit, findings, holding, cause, leftOut, requested = CASES, cases = requested } = expected;
    const [first] = await ended();
    if (first === undefined) throw new Error('it did not run');
    expect(first.status, first.stderr).toBe(exit);
    const result = resultOf(first);
    expect(
      result.findings.map(
        ({ property, reason, trace }) => `${property} ${reason} ${trace.ops.map(({ op }) => op).join(' ')}`,
      ),
    ).toEqual(findings);
    expect(result).toMatchObject({ cases, casesRequested: requested });
    for (const id of holding) {
      const property = result.properties.find((each) => each.id === id);
      expect([id, property?.verdict]).toEqual([id, 'ok']);
      expect(property?.compared).toBeGreaterThan(0);
    }
    if (cause !== undefined) expect(result.findings.slice(0, 1).flatMap(causeLines)).toContain(cause);
    if (leftOut !== undefined) expect(result.notChecked.at(-1)).toBe(leftOut);
  });

  it('prints what it should, and leaves its reports', async () => {
    const { findings, output = '', refusal = /^/ } = expected;
    const [first] = await ended();
    const stderr = first?.stderr ?? '';
    const report = stderr.indexOf(`${FOLDER}/${name}.ts · `);
    expect(stderr.slice(0, report)).toBe(output);
    expect(stderr.slice(report)).toMatch(refusal);
    const traces = findings.map((finding) => `${finding.split(' ')[0]?.replace('/', '-')}-X.json`);
    const reports = [`${name}.html`, `${name}.json`, `${name}.junit.xml`, 'irpcheck-files.json'];
    const files = (first?.files ?? []).map((file) => file.replace(/-[0-9a-f]{12}\./, '-X.'));
    expect(files.sort()).toEqual([...traces, ...reports].sort());
  });

  if (expected.twice === true) {
    it('gives the same bytes each time', async () => {
      const [first, second] = await ended();
      if (first === undefined || second === undefined) throw new Error('it did not run twice');
      expect(untimed(second)).toBe(untimed(first));
    });
  }
});

it('a driver that keeps state across restarts is found out, with its findings as they were generated', async () => {
  const first = await run('remembers', MANY_CASES);
  expect(first.status).toBe(1);
  const { findings, cases } = resultOf(first);
  expect(cases).toBe(MANY_CASES);
  expect(findings.map(({ property }) => property)).toContain('metamorphic/repeat');
  // What compares two runs can't tell whose state made them differ.
  for (const { property } of findings) expect(property).toMatch(/^metamorphic\/|^contract\/no-disclosure$/);
  expect(untimed(await run('remembers', MANY_CASES))).toBe(untimed(first));
});

it('what a driver prints is passed on, up to a limit', async () => {
  const { status, stderr } = await run('prints', CASES);
  expect(status).toBe(0);
  const [printed = '', report] = stderr.split('driver: … what else it prints is left out\n');
  expect(printed).toMatch(/^(?:driver: (?:read of \d+|on standard error)\n)+$/);
  expect(printed.split('\n').length).toBeLessThanOrEqual(41);
  expect(report).toContain('conforms (exit 0)');
});

it('the article’s device in a file is judged as the built-in one is', async () => {
  const cases = amount(60, 600);
  const options = ['--cases', `${cases}`, '--quiet', '--json', '-'];
  const model = ['--model', 'test/fixtures/models/conforms.ts'];
  const [builtIn, inFile] = await Promise.all([
    command(['run', 'article', ...options]),
    command(['run', `${FOLDER}/conforms.ts`, ...model, ...options]),
  ]);
  expect([builtIn.status, inFile.status]).toEqual([0, 0]);
  const expected = resultOf(builtIn);
  const result = resultOf(inFile);
  // Data of drivers in files have pointers besides.
  const verdicts = ({ properties }: Pick<CampaignResult, 'properties'>) =>
    properties
      .filter(({ id }) => id !== 'contract/caller-address')
      .map(({ id, verdict, note }) => [id, verdict, note]);
  expect(verdicts(result)).toEqual(verdicts(expected));
  expect(result).toMatchObject({
    cases,
    conclusion: 'conforms',
    findings: [],
    notChecked: expected.notChecked.filter((line) => !line.startsWith('contract/caller-address')),
  });
});
