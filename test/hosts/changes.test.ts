import { describe, expect, it } from 'vitest';
import { changesBreach, namesText } from '../../src/hosts/changes.ts';
import { on, open, read, traceOf, write } from '../campaign/subjects.ts';

const trace = traceOf('direct', [
  open(),
  write({ length: 70 }),
  on('flush'),
  read({ length: 500 }),
  on('close'),
]);

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
