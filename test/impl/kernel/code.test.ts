import { describe, expect, it } from 'vitest';
import { Code } from '../../../src/impl/kernel/code.ts';
import { ROUTINE_KINDS } from '../../../src/impl/kernel/routine-kinds.ts';
import { CODE_BASE, NULL_VA, POOL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';

const { dispatch, unload } = ROUTINE_KINDS;
const first = (): number => 1;
const second = (): void => {};

const routineAt = (code: Code, address: Va): unknown => code.at(address)?.routine ?? null;

describe('code addresses', () => {
  it('are one for each routine and lead back to it', () => {
    const code = new Code();
    const address = code.register(dispatch, first);
    expect([address, code.register(dispatch, first)]).toEqual([CODE_BASE, CODE_BASE]);
    const other = code.register(unload, second);
    expect([routineAt(code, address), routineAt(code, other)]).toEqual([first, second]);
  });

  it('tell kinds apart, also of one function', () => {
    const code = new Code();
    const entries = [code.register(dispatch, first), code.register(unload, first)].map((at) => code.at(at));
    expect(entries.map((entry) => [entry?.isOf(dispatch), entry?.isOf(unload)])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('of no kind that was said can be called as any', () => {
    const code = new Code();
    const address = code.register<unknown>(null, first);
    expect([code.at(address)?.isOf(dispatch), code.at(address)?.isOf(unload)]).toEqual([true, true]);
    expect(code.register(dispatch, first)).not.toBe(address);
    expect(code.register<unknown>(null, first)).toBe(address);
  });

  it.each([
    ['NULL', NULL_VA],
    ['the middle of one', vaAdd(CODE_BASE, 8)],
    ['beyond the last', vaAdd(CODE_BASE, 16)],
    ['no code', POOL_BASE],
  ])('lead to nothing from %s', (_name, address) => {
    const code = new Code();
    code.register(dispatch, first);
    expect(code.at(address)).toBeNull();
  });

  it('registered since keep are forgotten by a reset', () => {
    const code = new Code();
    const kept = code.register(dispatch, first);
    code.keep();
    const lost = code.register(unload, second);
    code.reset();
    expect([routineAt(code, kept), routineAt(code, lost)]).toEqual([first, null]);
  });
});
