import { describe, expect, expectTypeOf, it } from 'vitest';
import { Recorder } from '../../../src/impl/record/recorder.ts';
import type { EventOf, RunEvent } from '../../../src/trace/run/event.ts';
import { eventOf } from './events.ts';

describe('the types of events', () => {
  it('tell what is recorded of a kind', () => {
    expectTypeOf<EventOf<'complete'>['detail']>().toEqualTypeOf<{
      readonly status: number;
      readonly information: number;
    }>();
    const kindOf = (event: RunEvent): number | null =>
      event.kind === 'complete' ? event.detail.status : null;
    expectTypeOf(kindOf).returns.toEqualTypeOf<number | null>();
    expect(kindOf(eventOf('complete', { status: 5, information: 0 }))).toBe(5);
    expect(kindOf(eventOf('exit', {}))).toBeNull();
  });

  it('refuse a kind that is unknown, and what is not recorded of a kind', () => {
    const { event } = Recorder.prototype;
    expectTypeOf(event<'complete'>)
      .parameter(1)
      .toEqualTypeOf<EventOf<'complete'>['detail']>();
    expectTypeOf<'completed'>().not.toExtend<RunEvent['kind']>();
    expectTypeOf<{ op: 0; kind: 'completed'; detail: object }>().not.toExtend<RunEvent>();
    expectTypeOf<{ op: 0; kind: 'DbgPrint'; detail: { text: 5 } }>().not.toExtend<RunEvent>();
    expect(eventOf('DbgPrint', { text: 'a' })).toMatchObject({ kind: 'DbgPrint', detail: { text: 'a' } });
    expectTypeOf<{ op: 0; kind: 'finish'; detail: { status: 0; information: 0 } }>().not.toExtend<RunEvent>();
  });

  it('refuse to read of a kind what another one has', () => {
    // @ts-expect-error an exit has no status
    const ofExit = (event: EventOf<'exit'>): unknown => event.detail.status;
    // @ts-expect-error only some kinds have one
    const ofAny = (event: RunEvent): unknown => event.detail.status;
    expect([ofExit(eventOf('exit', {})), ofAny(eventOf('exit', {}))]).toEqual([undefined, undefined]);
  });
});
