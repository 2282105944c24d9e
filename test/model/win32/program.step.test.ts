import { describe, expect, it } from 'vitest';
import { initial, step } from '../../../src/model/win32/program.ts';
import { ERROR_INVALID_PARAMETER, ERROR_PATH_NOT_FOUND } from '../../../src/nt/win32-error.ts';
import { CONFIG } from '../calls.ts';
import { counter, create, outcomesAfter, readFile, writeFile } from './calls.ts';

describe('step', () => {
  it('of two faults in the arguments of CreateFile allows either', () => {
    const call = create({ name: '', access: 'read', disposition: 'TRUNCATE_EXISTING' });
    const errors = outcomesAfter(CONFIG, [call]).map(({ expected }) => expected.lastError);
    expect(errors).toEqual([ERROR_INVALID_PARAMETER, ERROR_PATH_NOT_FOUND]);
  });

  it('allows either status of a directory that is not there', () => {
    const outcomes = outcomesAfter(CONFIG, [create({ name: '\\??\\Nowhere\\Example' })]);
    expect(outcomes.map(({ expected }) => expected.lastError)).toEqual([3, 2]);
  });

  it('changes no state', () => {
    const state = initial(CONFIG);
    const frozen = JSON.stringify(state);
    step(CONFIG, state, create());
    expect(JSON.stringify(state)).toBe(frozen);
  });

  it('plays the program of the article (M7)', () => {
    const data = new TextEncoder().encode('Hello, world!');
    const [outcome, ...others] = outcomesAfter(CONFIG, [
      create(),
      writeFile({ data }),
      readFile({ length: 4096 }),
    ]);
    expect(others).toEqual([]);
    expect(outcome?.expected).toEqual({
      ending: 'returned',
      succeeded: true,
      lastError: 0,
      errorKind: null,
      bytes: 13,
      position: null,
      overlapped: null,
      eventSignaled: null,
      data: { holds: 'buffer', bytes: data },
    });
    expect(outcome?.arms.at(-1)).toBe('W1a success');
  });

  it('lets the device keep what it takes of a write', () => {
    const [outcome] = outcomesAfter(CONFIG, [create(), writeFile({ length: 5000 })]);
    expect(outcome?.next?.device).toEqual(counter(4096));
  });
});
