import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { failing } from '../../../src/trace/during.ts';
import type { Evidence } from '../../../src/trace/finding/evidence.ts';
import type { BufferSpec, Op } from '../../../src/trace/ops/index.ts';
import { during } from '../../../src/trace/run/where.ts';
import type { BufferingMode, Trace } from '../../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from '../../campaign/subjects.ts';
import { article, evidence, texts } from './evidence.setup.ts';

describe('the timeline', () => {
  it.each<[string, Op, BufferingMode, string[]]>([
    [
      'that is refused',
      write({ handle: 'none' }),
      'direct',
      [
        'io-manager: refuses the call before any IRP',
        'io-manager -> caller: STATUS_INVALID_HANDLE, IoStatus not written',
      ],
    ],
    [
      'that the I/O manager answers',
      on('query-position'),
      'direct',
      [
        'io-manager: answers without an IRP',
        'io-manager -> caller: STATUS_SUCCESS, IoStatus.Information 8, file position 0',
      ],
    ],
    [
      'without memory for an IRP',
      read({ length: 1, during: failing('irp-allocation') }),
      'direct',
      ['io-manager: there is no memory for an IRP'],
    ],
    [
      'without memory for a buffer',
      read({ length: 1, during: failing('buffer-allocation') }),
      'buffered',
      ["io-manager: the IRP is freed again, its buffer can't be built: STATUS_INSUFFICIENT_RESOURCES"],
    ],
    [
      'whose buffer cannot be locked',
      write({ length: 1, buffer: { ...at(0), memory: 'no-access' } }),
      'direct',
      ["io-manager: the IRP is freed again, its buffer can't be built: STATUS_ACCESS_VIOLATION"],
    ],
  ])('of a call %s', (_name, op, mode, expected) => {
    const found = texts(evidence(article, mode, [open(), op]));
    for (const text of expected) expect(found).toContain(text);
    expect(found.filter((text) => text.includes('IRP_MJ_') && !text.includes('CREATE'))).toEqual([]);
  });

  it('has names that stay on their line, and says how many steps it leaves out', () => {
    const name = `\\??\\${'x'.repeat(300)}\n`;
    const { timeline } = evidence(article, 'direct', [
      open({ name }),
      open(),
      ...Array.from({ length: 80 }, () => read({ length: 1 })),
    ]);
    expect(timeline.length).toBeLessThan(310);
    expect(timeline.filter(({ text }) => /^… \d+ more$/.test(text))).toHaveLength(1);
    for (const { text } of timeline) {
      expect(text).not.toContain('\n');
      expect(text.length).toBeLessThanOrEqual(201);
    }
  });
});

describe('the buffer', () => {
  const key = { property: 'metamorphic/alignment', reason: 'status' };
  const ofWrite = (buffer: BufferSpec, parts: Partial<Trace> = {}): Evidence['buffer'] => {
    const ops = [open(), write({ length: 8000, buffer }), write({ length: 8000, buffer, offset: '1' })];
    const runner = new CaseRunner(article);
    const what = { expected: '', observed: '' };
    const breach = { ...key, ...what, severity: 'error', op: 1, where: during(1) } as const;
    return explain(runner, traceOf('direct', ops, parts), breach).evidence.buffer;
  };

  it.each<[BufferSpec['memory'], number[]]>([
    ['no-access', [1, 2, 3]],
    ['last-page-no-access', [1, 2, 3]],
    ['null', []],
    ['kernel', []],
    ['read-only', [1, 2, 3]],
  ])('of memory that is %s', (memory, frames) => {
    expect(ofWrite({ pageOffset: 2748, memory, shared: false })).toMatchObject({ memory, frames });
  });
});
