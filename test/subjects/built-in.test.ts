import { describe, expect, it } from 'vitest';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { builtInSubjects } from '../../src/subjects/index.ts';
import { NOTHING_LEFT, runDriver } from '../drivers/run-driver.ts';
import { on, open } from '../model/calls.ts';

const inEachMode = builtInSubjects.flatMap((subject) =>
  subject.modes.map((mode) => [subject.name, mode, subject] as const),
);

describe('the built-in subjects', () => {
  it('have names of their own', () => {
    const names = builtInSubjects.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(inEachMode)('%s loads, opens by every name, closes and unloads: %s', (_name, mode, subject) => {
    expect(subject.deviceNames).toContain(subject.openName);
    const calls = subject.deviceNames.flatMap((name, handle) => [open({ name }), on('NtClose', handle)]);
    const run = runDriver(subject.driver, mode, calls);
    expect(run.status).toBe(STATUS_SUCCESS);
    expect(run.observations.map(({ status }) => status)).toEqual(calls.map(() => STATUS_SUCCESS));
    expect(run.balance).toEqual(NOTHING_LEFT);
  });

  it('have a model each', () => {
    expect(builtInSubjects.filter(({ model }) => model === null)).toEqual([]);
  });

  it('use record keys with the record device alone', () => {
    const names = builtInSubjects.filter(({ generation }) => generation.recordKeys).map(({ name }) => name);
    expect(names).toEqual(['record', 'record-verbatim']);
  });
});
