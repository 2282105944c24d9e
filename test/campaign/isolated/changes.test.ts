import { describe, expect, it } from 'vitest';
import {
  type Changes,
  changesBreach,
  minimizeChanges,
  namesText,
} from '../../../src/campaign/isolated/changes.ts';
import { toldBreach } from '../../../src/trace/finding.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { on, open, read, traceOf, write } from '../subjects.ts';

/** Objects that `change` changes until they are put back. */
class FakeChanges implements Changes {
  isSpoiled = false;
  #changed: string[] = [];

  change(name: string): void {
    this.#changed.push(name);
  }

  restore(): string[] {
    return this.#changed.splice(0);
  }

  requireUsable(): void {}
}

const trace = traceOf('direct', [
  open(),
  write({ length: 70 }),
  on('flush'),
  read({ length: 500 }),
  on('close'),
]);
const hasRead = ({ ops }: Trace): boolean => ops.some(({ op }) => op === 'read');

describe('the breach', () => {
  it('is named after the first change and tells them all', () => {
    expect(changesBreach(['Math', 'JSON'], trace)).toEqual({
      property: 'contract/self-contained',
      reason: 'changes-Math',
      severity: 'error',
      op: 4,
      where: { op: 4, request: null, moment: 0 },
      expected: 'nothing outside the machine changes',
      observed: 'the driver changes Math, JSON',
    });
    expect(changesBreach(['Math'], traceOf('direct', [])).op).toBe(0);
  });

  it('names are short and printable, whatever a driver chose', () => {
    const name = `Object.prototype.é\n${'x'.repeat(500)}`;
    const { reason, observed } = changesBreach([name, name], trace);
    expect(reason).toMatch(/^changes-Object\.prototype\.\?\?x+$/);
    expect(reason.length).toBeLessThanOrEqual(200);
    expect(observed).toMatch(/^[ -~]{1,300}$/);
    expect(namesText(['a', 'b'])).toBe('a, b');
  });
});

describe('minimizing', () => {
  it('keeps what it takes to see the same change', () => {
    const changes = new FakeChanges();
    const breach = changesBreach(['Math'], trace);
    const finding = minimizeChanges(breach, trace, changes, (candidate) => {
      if (hasRead(candidate)) changes.change('Math');
      // The harness may well fail on what was changed.
      throw new TypeError('min is not a function');
    });
    expect(finding).toMatchObject({
      ...toldBreach(breach),
      op: 0,
      cause: ['the driver changes Math'],
      original: trace,
    });
    expect(finding.trace.ops.map(({ op }) => op)).toEqual(['read']);
    expect(finding.executions).toBeGreaterThan(2);
    expect(finding.consequence).not.toBe('');
  });

  it('another change is not the same finding', () => {
    const changes = new FakeChanges();
    const finding = minimizeChanges(changesBreach(['Math'], trace), trace, changes, (candidate) =>
      changes.change(candidate.ops.length === 5 ? 'Math' : 'JSON'),
    );
    expect(finding.trace.ops).toHaveLength(5);
    expect(finding.reason).toBe('changes-Math');
  });

  it('what does not show again is kept as it was', () => {
    const finding = minimizeChanges(changesBreach(['Math'], trace), trace, new FakeChanges(), () => {});
    expect(finding).toMatchObject({ trace, executions: 0, original: trace });
    expect(finding.cause[0]).toContain('did not show again');
  });

  it('what shows once and never again is kept as it was', () => {
    const changes = new FakeChanges();
    let executions = 0;
    const finding = minimizeChanges(changesBreach(['Math'], trace), trace, changes, () => {
      executions += 1;
      if (executions <= 2) changes.change('Math');
    });
    expect(finding).toMatchObject({ trace, executions: 0 });
  });

  it('what can not be put back is not tried again', () => {
    const changes = new FakeChanges();
    let executions = 0;
    const finding = minimizeChanges(changesBreach(['Math'], trace), trace, changes, () => {
      executions += 1;
      changes.isSpoiled = true;
      changes.change('Math');
    });
    expect([executions, finding.cause]).toEqual([
      1,
      ['not minimized: what the driver changes can not be put back'],
    ]);
  });
});
