import { describe, expect, it } from 'vitest';
import { timeline } from '../../../src/report/html/timeline.ts';
import { NO_EVIDENCE, type TimelineEvent } from '../../../src/trace/finding/evidence.ts';
import { finding, OPEN_NAME } from '../results.ts';
import { attribute, parsed, textOf, withClass, withTag } from './dom.ts';

function drawn(events: readonly TimelineEvent[]) {
  const evidence = { ...NO_EVIDENCE, timeline: events };
  return parsed(timeline(finding({ evidence }), OPEN_NAME)?.markup ?? '');
}

const event = (parts: Partial<TimelineEvent>): TimelineEvent => {
  return { op: 0, actor: 'caller', to: 'io-manager', text: 'NtCreateFile', isMarked: false, ...parts };
};

describe('timeline', () => {
  it('is nothing where nothing was recorded', () => {
    expect(timeline(finding({ evidence: NO_EVIDENCE }), OPEN_NAME)).toBeNull();
  });

  it('says in words who turns to whom', () => {
    const page = drawn([
      event({}),
      event({ actor: 'io-manager', to: 'driver', text: 'IRP_MJ_CREATE' }),
      event({ actor: 'driver', to: null, text: 'allocates' }),
      event({ actor: 'driver', to: 'caller', text: 'reads', isMarked: true }),
    ]);
    expect(withClass(page, 'event').map(textOf)).toEqual([
      'caller to I/O manager: NtCreateFile',
      'I/O manager to driver: IRP_MJ_CREATE',
      'driver: allocates',
      'driver to caller: reads finding',
    ]);
    expect(withClass(page, 'event').map((item) => attribute(item, 'class'))).toEqual([
      'event caller--io-manager down',
      'event io-manager--driver down',
      'event stays in-driver',
      'event caller--driver up marked',
    ]);
  });

  it('has a title for each operation, and for what follows the last', () => {
    const page = drawn([event({}), event({ op: 1 }), event({ op: 2, text: 'DriverUnload' })]);
    expect(withTag(page, 'summary').map(textOf)).toEqual([
      '1 open \\??\\Example 1 event',
      '2 write offset 0, 1 byte, buffer page 0 +0x001 1 event',
      'after the last operation 1 event',
    ]);
  });

  it('folds operations that are not what the finding is about, if any is', () => {
    const opened = (isMarked: boolean) => {
      const page = drawn([event({}), event({ op: 1, isMarked })]);
      return withTag(page, 'details').map((part) => attribute(part, 'open') !== null);
    };
    expect(opened(true)).toEqual([false, true]);
    expect(opened(false)).toEqual([true, true]);
  });

  it('leaves out what is far from the marked events of a long one', () => {
    const events = Array.from({ length: 1000 }, (_, index) =>
      event({ text: `${index}`, isMarked: index === 500 }),
    );
    const page = drawn(events);
    expect(withClass(page, 'event')).toHaveLength(25);
    expect(withClass(page, 'gap').map(textOf)).toEqual(['484 events not shown', '491 events not shown']);
  });
});
