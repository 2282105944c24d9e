import { describe, expect, it } from 'vitest';
import type { Death } from '../../../src/hosts/host.ts';
import { ProcessIsolate } from '../../../src/hosts/process/process-isolate.ts';
import { findSubject, summaryOf } from '../../../src/subjects/index.ts';
import { open, read, traceOf } from '../../campaign/subjects.ts';
import { FakeProcess, type Reply } from './fake-process.ts';

const summary = summaryOf(findSubject('article'));
const source = { name: 'driver.ts', driver: null, model: { path: 'model.ts', code: '', sha256: '' } };
const trace = traceOf('direct', [open(), read()]);
const EXECUTE = { kind: 'execute', trace, events: false } as const;
const LOADED: Reply = { kind: 'loaded', summary };
const PLACE = { caseIndex: 4, op: 1, modelCall: null, stage: null, executions: 2 } as const;

/** A process that loads so, and answers each request so. */
function processOf(loading: readonly Reply[], answers: readonly Reply[] = []) {
  const output: string[] = [];
  const strays: string[] = [];
  const fake = new FakeProcess(({ kind }) => {
    if (kind === 'end') return ['ends'];
    return kind === 'load' ? loading : answers;
  });
  const started = ProcessIsolate.start({
    source,
    onOutput: (text) => output.push(text),
    onStray: (thrown) => strays.push(thrown),
    startProcess: () => fake,
  });
  return { fake, started, output, strays };
}

async function asked(...answers: readonly Reply[]): Promise<unknown> {
  const isolate = await processOf([LOADED], answers).started;
  return await isolate.ask(EXECUTE, 1_000, true);
}

describe('loading', () => {
  it('gives the summary, which was held to its schema', async () => {
    const { started } = processOf([{ kind: 'alive' }, LOADED]);
    expect((await started).summary).toEqual(summary);
  });

  it.each<[loading: readonly Reply[], name: string, message: string]>([
    [[{ kind: 'failed', name: 'ModuleError', message: 'no' }], 'ModuleError', 'no'],
    [
      ['ends'],
      'ModuleError',
      "driver 'driver.ts': loading it ends its thread, or waits for what never comes",
    ],
    [
      [{ kind: 'moved', ...PLACE, stage: 'model' }, 'ends'],
      'ModuleError',
      "model 'model.ts': loading it ends its thread, or waits for what never comes",
    ],
    [
      [{ kind: 'load-died', reason: 'never-returns', stage: 'driver' }],
      'ModuleError',
      "driver 'driver.ts': loading it does not come to an end",
    ],
    [
      ['forges'],
      'ModuleError',
      "driver 'driver.ts': loading it writes into the channel by which it is asked",
    ],
    [
      [{ anything: { ...LOADED, more: 1 } }],
      'ModuleError',
      "driver 'driver.ts': loading it writes into the channel by which it is asked",
    ],
    [
      [{ kind: 'answer', answer: null }],
      'ModuleError',
      "driver 'driver.ts': loading it writes into the channel by which it is asked",
    ],
  ])('fails as the process says: %#', async (loading, name, message) => {
    const { started, fake } = processOf(loading);
    await expect(started).rejects.toMatchObject({ name, message });
    expect(fake.kills).toBeGreaterThan(0);
  });

  it('tells the mode in which DriverEntry died', async () => {
    const { started } = processOf([{ kind: 'moved', ...PLACE, stage: 'direct' }, 'ends']);
    await expect(started).rejects.toMatchObject({ mode: 'direct', reason: 'ends-the-process' });
  });
});

describe('asking', () => {
  it('gives the answer', async () => {
    expect(await asked({ kind: 'answer', answer: null })).toBeNull();
  });

  it('what it prints is passed on', async () => {
    const { started, output, strays } = processOf(
      [LOADED],
      [
        { kind: 'output', text: 'said' },
        { kind: 'stray', thrown: 'Error: late' },
        { kind: 'answer', answer: null },
      ],
    );
    await (await started).ask(EXECUTE, 1_000);
    expect(output).toEqual(['said']);
    expect(strays).toEqual(['Error: late']);
  });

  it('an exception has the name it had there', async () => {
    const failed = asked({ kind: 'failed', name: 'DeviceModelError', message: 'no' });
    await expect(failed).rejects.toMatchObject({ name: 'DeviceModelError', message: 'no' });
  });

  it('a death that is told is an answer', async () => {
    const death = await asked({ kind: 'died', ...PLACE, reason: 'out-of-memory', trace: null, events: [] });
    expect(death).toEqual({
      died: true,
      reason: 'out-of-memory',
      caseIndex: 4,
      op: 1,
      modelCall: null,
      executions: 2,
      trace: null,
      events: [],
    });
  });

  it('of a process that ends without a word the last step is known', async () => {
    const death = await asked(
      { kind: 'executing', ...PLACE, op: -1, trace },
      { kind: 'moved', ...PLACE },
      'ends',
    );
    expect(death).toMatchObject({ died: true, reason: 'ends-the-process', caseIndex: 4, op: 1, trace });
    expect(death).not.toHaveProperty('isUnplaced');
  });

  it('or it is known that it is not', async () => {
    expect(await asked('ends')).toMatchObject({ reason: 'ends-the-process', isUnplaced: true });
  });

  it.each<[what: string, reply: Reply]>([
    ['bytes that are no frame', 'forges'],
    ['no object', { anything: 'x'.repeat(2 ** 20) }],
    ['an unknown kind', { anything: { kind: 'verdict' } }],
    ['an answer of another request', { kind: 'answer', answer: { fails: true, spoiled: false } }],
    ['another summary', LOADED],
    ['a place that is none', { anything: { kind: 'moved', ...PLACE, op: 1.5 } }],
  ])('%s is the fault of the driver', async (_what, reply) => {
    const death = (await asked({ kind: 'moved', ...PLACE }, reply)) as Death;
    expect(death).toMatchObject({ died: true, reason: 'breaks-the-channel', op: 1 });
  });
});

describe('closing', () => {
  it('lets it end by itself', async () => {
    const { started, fake } = processOf([LOADED]);
    await (await started).close();
    expect(fake.requests.at(-1)).toEqual({ kind: 'end' });
  });

  it('does not wait for one that is asked something', async () => {
    const { started, fake } = processOf([LOADED]);
    const isolate = await started;
    const answer = isolate.ask(EXECUTE, 1_000);
    await isolate.close();
    expect(fake.requests.map(({ kind }) => kind)).toEqual(['load', 'ask']);
    expect(await answer).toMatchObject({ died: true });
  });
});
