import { expect, it } from 'vitest';
import { requireExecuted } from '../../src/detection/require-executed.ts';
import { Tally } from '../../src/execution/tally.ts';
import { ASYNCHRONOUS_REQUESTS } from '../../src/trace/run/run.ts';
import { UnsupportedTraceError } from '../../src/trace/unsupported-trace.ts';

it('passes a driver of which every case was executed', () => {
  expect(() => requireExecuted('article', new Tally())).not.toThrow();
});

it('names the driver and the request of a case that was refused', () => {
  const tally = new Tally();
  tally.noteRefusal(
    { feature: ASYNCHRONOUS_REQUESTS, op: 1, operation: 'read', major: 'IRP_MJ_READ', variant: null },
    7,
  );
  const check = (): void => requireExecuted('pipe', tally);
  expect(check).toThrow(UnsupportedTraceError);
  expect(check).toThrow(
    /'pipe' marks a request pending and does not complete it within its call, first in case 7/,
  );
});
