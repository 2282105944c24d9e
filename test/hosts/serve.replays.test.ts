import { describe, expect, it } from 'vitest';
import { findSubject } from '../../src/subjects/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { on, open, read, traceOf } from '../campaign/subjects.ts';
import { FakeChanges, readsWith, serverOf } from './serve.setup.ts';

describe('executing and replaying', () => {
  const trace = traceOf('direct', [open(), read({ length: 4 }), on('flush')]);

  it('events are told as they happen, if asked for', () => {
    const { ask, told } = serverOf(findSubject('article'));
    expect(ask({ kind: 'execute', trace, events: false })).toBeNull();
    expect(told).toEqual([]);
    ask({ kind: 'execute', trace, events: true });
    expect(told.length).toBeGreaterThan(4);
    expect(told.every(({ kind }) => kind === 'event')).toBe(true);
  });

  it('a replay is judged', () => {
    const { breaches, steps } = serverOf(findSubject('article-verbatim')).ask({
      kind: 'replay',
      trace,
      recorded: null,
    });
    expect(breaches.map(({ property }) => property)).toContain('contract/complete-once');
    expect(steps).toHaveLength(3);
  });

  it('a replay that changes the engine breaches that alone', () => {
    const changes = new FakeChanges();
    const { ask } = serverOf(
      readsWith(() => changes.change('Math')),
      changes,
    );
    const { breaches, steps, remarks } = ask({ kind: 'replay', trace, recorded: null });
    expect(breaches.map(({ reason }) => reason)).toEqual(['changes-Math']);
    expect([steps, remarks]).toEqual([[], ['the driver changes Math']]);
  });

  it('a replay that can not be executed throws', () => {
    // What no reader of traces lets through.
    const none: Trace = JSON.parse('{}');
    const { ask } = serverOf(findSubject('article'));
    expect(() => ask({ kind: 'replay', trace: none, recorded: null })).toThrow(TypeError);
  });
});
