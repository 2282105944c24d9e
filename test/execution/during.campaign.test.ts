import { describe, expect, it } from 'vitest';
import { replay } from '../../src/explanation/replay.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { During } from '../../src/trace/during.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';

describe('while a request is served', () => {
  it('the model allows what a device makes of one failure among several', () => {
    for (const name of ['article', 'record', 'disk', 'mailbox', 'partial', 'zero', 'per-file'])
      for (const mode of findSubject(name).modes)
        for (const point of [
          'system-mapping',
          'pool-allocation',
          'irp-allocation',
          'buffer-allocation',
        ] as const)
          for (const index of [0, 1, 2]) {
            const during: During = [{ at: { point, nth: index }, do: 'fail' }];
            const ops = [
              open(),
              write({ length: 9, during }),
              read({ length: 9, during }),
              read({ length: 3 }),
            ];
            const { breaches } = replay(traceOf(mode, ops, { subject: name }), findSubject(name));
            expect(breaches, `${name} ${mode} ${point} ${index}`).toEqual([]);
          }
  });
});
