import { expect, it } from 'vitest';
import { STATUS_PENDING } from '../../../src/nt/ntstatus.ts';
import { irp, judge, runOf } from './runs.ts';

it('completed-or-pending says nothing of a request at which the run ended', () => {
  const lost = irp({ id: 1, completions: 0, returned: STATUS_PENDING, pendingMarked: false });
  const requests = [irp(), lost];
  const refused = { feature: 'asynchronous requests', op: 1, major: lost.major, requests: [lost.id] };
  expect(judge('completed-or-pending', runOf({ requests })).breach).not.toBeNull();
  expect(judge('completed-or-pending', runOf({ requests, refused }))).toMatchObject({
    compared: 1,
    breach: null,
  });
});
