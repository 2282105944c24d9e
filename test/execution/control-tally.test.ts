import { expect, it } from 'vitest';
import { ControlTally } from '../../src/execution/control-tally.ts';
import { STATUS_BUFFER_OVERFLOW, STATUS_INVALID_PARAMETER, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';

function counted(): ControlTally {
  const tally = new ControlTally();
  tally.count(4, STATUS_INVALID_PARAMETER);
  tally.count(4, STATUS_SUCCESS);
  tally.count(4, null);
  tally.count(4, STATUS_SUCCESS);
  tally.count(8, STATUS_BUFFER_OVERFLOW);
  tally.count(12, STATUS_BUFFER_OVERFLOW);
  return tally;
}

it('tells the codes that are asked for, and the others together', () => {
  expect(counted().counts([4, 16, 4])).toEqual([
    {
      code: 4,
      sent: 4,
      statuses: [
        { status: 'STATUS_SUCCESS', requests: 2 },
        { status: 'STATUS_INVALID_PARAMETER', requests: 1 },
        { status: null, requests: 1 },
      ],
    },
    { code: 16, sent: 0, statuses: [] },
    { code: null, sent: 2, statuses: [{ status: 'STATUS_BUFFER_OVERFLOW', requests: 2 }] },
  ]);
  expect(counted().counts([4, 8, 12])).toHaveLength(3);
});

it('names the last errors of programs', () => {
  const tally = new ControlTally();
  for (const error of [122, 0, 0xe0000001 | 0, 122]) tally.count(4, error);
  expect(tally.counts([4], 'win32')).toEqual([
    {
      code: 4,
      sent: 4,
      statuses: [
        { status: 'ERROR_SUCCESS', requests: 1 },
        { status: 'ERROR_INSUFFICIENT_BUFFER', requests: 2 },
        { status: '3758096385', requests: 1 },
      ],
    },
  ]);
});

it('adds what was counted elsewhere', () => {
  const both = counted();
  both.add(counted().part());
  expect(both.counts([4, 8, 12]).map(({ sent }) => sent)).toEqual([8, 2, 2]);
});
