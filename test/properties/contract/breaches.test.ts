import { describe, expect, it } from 'vitest';
import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_FLUSH_BUFFERS,
  IRP_MJ_WRITE,
} from '../../../src/nt/irp.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_OBJECT_NAME_EXISTS,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_UNSUCCESSFUL,
  STATUS_VERIFY_REQUIRED,
} from '../../../src/nt/ntstatus.ts';
import { CONTRACT_JUDGED } from '../../../src/properties/contract/judged.ts';
import { failing } from '../../../src/trace/during.ts';
import { NO_SPIN_LOCKS, type Run } from '../../../src/trace/run/run.ts';
import type { Violation } from '../../../src/trace/run/violation.ts';
import type { Where } from '../../../src/trace/run/where.ts';
import { breachesOf, bugCheck, irp, judge, OBSERVED, runOf, traceOf, verdictsOf } from './runs.ts';

const unreturned = irp({
  returned: null,
  completions: 0,
  finishedAt: null,
  returnedAt: null,
  completedAt: null,
});
const where: Where = { op: 1, request: 0, moment: 6 };
const faulty = traceOf(failing('system-mapping'));
const exception = { ...where, name: 'RangeError', message: 'too far' };
const violation: Violation = { ...where, kind: 'pool-overrun', detail: 'bytes beyond a block' };
const AV = 'unhandled exception: STATUS_ACCESS_VIOLATION';

/** How much each property compared of a run. */
const comparedOf = (run: Run): Readonly<Record<string, number>> =>
  Object.fromEntries(verdictsOf(run).map(({ property, compared }) => [property, compared]));

it('every judge names its property', () => {
  expect(verdictsOf(runOf()).map(({ property }) => property)).toEqual(CONTRACT_JUDGED.map(({ id }) => id));
});

describe('an honest run', () => {
  it.each<[string, Partial<Run>]>([
    ['that read', {}],
    ['without an IRP', { requests: [] }],
    ['that pended and completed', { requests: [irp({ returned: STATUS_PENDING, pendingMarked: true })] }],
    [
      'that failed',
      { requests: [irp({ returned: STATUS_END_OF_FILE, ioStatus: STATUS_END_OF_FILE, information: 0 })] },
    ],
    [
      'whose CLEANUP and CLOSE return what they like',
      {
        requests: [IRP_MJ_CLEANUP, IRP_MJ_CLOSE].map((major) =>
          irp({ major, returned: STATUS_UNSUCCESSFUL }),
        ),
      },
    ],
    [
      'that answered a fault',
      {
        trace: faulty,
        requests: [
          irp({
            faulted: true,
            returned: STATUS_INSUFFICIENT_RESOURCES,
            ioStatus: STATUS_INSUFFICIENT_RESOURCES,
            information: 0,
          }),
        ],
      },
    ],
    [
      'whose flush counts something',
      { requests: [irp({ major: IRP_MJ_FLUSH_BUFFERS, length: 0, information: 9 })] },
    ],
    [
      'whose create counts something',
      { requests: [irp({ major: IRP_MJ_CREATE, length: 0, information: 1 })] },
    ],
  ])('%s is not accused', (_name, more) => expect(breachesOf(runOf(more))).toEqual([]));

  it('whose pended requests are none to judge by their marks is not compared by them', () => {
    const requests = [
      irp({ major: IRP_MJ_CLEANUP, returned: STATUS_PENDING }),
      irp({ major: IRP_MJ_CLOSE, returned: STATUS_PENDING }),
      irp({ completions: 0, returned: STATUS_PENDING }),
      unreturned,
    ];
    expect(judge('pending-marked', runOf({ requests }))).toMatchObject({ compared: 0, breach: null });
  });

  it('whose requests have no one status to agree with is not compared by that', () => {
    const differs = { returned: STATUS_SUCCESS, ioStatus: STATUS_END_OF_FILE } as const;
    const requests = [
      irp({ ...differs, completions: 0 }),
      irp({ ...differs, completions: 2 }),
      irp({ ...differs, returned: STATUS_PENDING }),
      irp({ ...differs, returned: null }),
      irp({ ...differs, major: IRP_MJ_CLEANUP }),
      irp({ ...differs, major: IRP_MJ_CLOSE }),
    ];
    expect(judge('status-agrees', runOf({ requests }))).toMatchObject({ compared: 0, breach: null });
  });

  it('says what was compared', () => {
    const irps = [
      irp(),
      irp({ length: 0, information: 0 }),
      irp({ major: IRP_MJ_CREATE, length: 0, faulted: true }),
    ];
    const run = runOf({ requests: irps, driverBlocks: 0, mdlCalls: 5 });
    expect(comparedOf(run)).toEqual({
      'contract/complete-once': 3,
      'contract/completed-or-pending': 3,
      'contract/pending-marked': 3,
      'contract/status-agrees': 3,
      'contract/no-touch-after-complete': 3,
      'contract/information-bounded': 2,
      'contract/in-bounds': 1,
      'contract/caller-address': 0,
      'contract/lock-released': 0,
      'contract/irql-restored': 3,
      'contract/no-leak': 4,
      'contract/mdl-use': 5,
      'contract/read-only-respected': 0,
      'contract/survives-faults': 1,
    });
  });

  it('of nothing compared nothing', () => {
    const nothing = CONTRACT_JUDGED.map(({ id }) => [id, 0]);
    expect(comparedOf(runOf({ requests: [] }))).toEqual(Object.fromEntries(nothing));
  });
});

/** Reason codes, and runs that show them. */
const BREACHES: readonly [reasons: string[], name: string, more: Partial<Run>][] = [
  [['complete-once completed-twice'], 'R56 two completions', { requests: [irp({ completions: 2 })] }],
  [
    ['complete-once completed-no-irp'],
    'R56 a completion of what is no IRP',
    { requests: [unreturned], bugCheck: bugCheck(0x44) },
  ],
  [
    ['completed-or-pending neither'],
    'R45 neither completed nor pended',
    { requests: [irp({ completions: 0 })] },
  ],
  [
    ['completed-or-pending never-completed'],
    'R45a pended for ever',
    { requests: [irp({ completions: 0, returned: STATUS_PENDING, pendingMarked: true })] },
  ],
  [
    ['completed-or-pending exception'],
    'an exception',
    { requests: [unreturned], bugCheck: bugCheck(0x1e), driverException: exception },
  ],
  [
    ['completed-or-pending bug-check-0xc4'],
    'a bug check that no other property names',
    { requests: [unreturned], bugCheck: bugCheck(0xc4) },
  ],
  [
    ['completed-or-pending bug-check-0x3b'],
    'an unhandled exception that is no access violation',
    { requests: [unreturned], bugCheck: bugCheck(0x3b, 'unhandled exception: STATUS_INVALID_USER_BUFFER') },
  ],
  [
    ['status-agrees STATUS_SUCCESS-for-STATUS_END_OF_FILE'],
    'R50 another status returned',
    { requests: [irp({ ioStatus: STATUS_END_OF_FILE })] },
  ],
  [['information-bounded exceeds-length'], 'R46 Information 5 of 4', { requests: [irp({ information: 5 })] }],
  [['in-bounds pool-overrun-in-IRP_MJ_READ'], 'R84 a violation', { violations: [violation] }],
  [
    ['no-touch-after-complete irp-touched'],
    'R57 a completed IRP read',
    { violations: [{ ...violation, kind: 'irp-touched-after-complete' }] },
  ],
  [
    ['no-touch-after-complete buffer-touched', 'in-bounds pool-overrun-in-IRP_MJ_READ'],
    'R57 a SystemBuffer, and a corruption beside it',
    {
      violations: [{ ...violation, kind: 'buffer-touched-after-complete' }, violation],
    },
  ],
  [
    ['read-only-respected written-through-mdl'],
    'R83 pages locked for reading written',
    { violations: [{ ...violation, kind: 'read-locked-written' }] },
  ],
  [
    ['in-bounds use-after-free-write'],
    'a violation while no IRP was under way',
    { violations: [{ ...violation, op: 2, request: null, kind: 'use-after-free-write' }] },
  ],
  [
    ['in-bounds user-surroundings-in-IRP_MJ_READ'],
    'bytes around the buffer',
    { observations: [OBSERVED, { ...OBSERVED, surroundingsChanged: 1 }] },
  ],
  [
    ['in-bounds page-fault-in-IRP_MJ_READ'],
    'R22a 0x50',
    { requests: [unreturned], bugCheck: bugCheck(0x50) },
  ],
  [
    ['in-bounds page-fault-in-IRP_MJ_READ'],
    'R22a 0xD1',
    { requests: [unreturned], bugCheck: bugCheck(0xd1) },
  ],
  [
    ['in-bounds read-only-memory-in-IRP_MJ_READ'],
    '0xBE',
    { requests: [unreturned], bugCheck: bugCheck(0xbe) },
  ],
  [
    ['in-bounds stack-overrun-in-IRP_MJ_READ'],
    '0x139 of a stack cookie',
    { requests: [unreturned], bugCheck: bugCheck(0x139, 'r', 1, ['0x2']) },
  ],
  [
    ['completed-or-pending bug-check-0x139'],
    '0x139 of anything else',
    { requests: [unreturned], bugCheck: bugCheck(0x139, 'r', 1, ['0x3']) },
  ],
  [['pending-marked not-marked'], 'R45a not marked', { requests: [irp({ returned: STATUS_PENDING })] }],
  [
    ['pending-marked marked-not-returned'],
    'R45b marked in vain',
    { requests: [irp({ pendingMarked: true })], bugCheck: bugCheck(0xc2) },
  ],
  [
    ['lock-released already-owned'],
    '0x0F',
    { requests: [unreturned], bugCheck: bugCheck(0xf), spinLocks: { ...NO_SPIN_LOCKS, acquired: 1 } },
  ],
  [['lock-released not-owned'], '0x10', { requests: [unreturned], bugCheck: bugCheck(0x10) }],
  [
    ['lock-released released-at-wrong-irql'],
    '0xC4/0x32',
    { requests: [unreturned], bugCheck: bugCheck(0xc4, 'r', 1, ['0x32']) },
  ],
  [
    ['lock-released held-at-return'],
    'W4 0xC9/0x05 with a lock held',
    {
      bugCheck: bugCheck(0xc9, 'r', 1, ['0x5', '0x0', '0x0', '0x2']),
      spinLocks: { acquired: 1, heldAtReturn: where, heldAtCompletion: null, inTwoOrders: null },
    },
  ],
  [
    ['lock-released held-at-return'],
    'a lock held at PASSIVE_LEVEL',
    { spinLocks: { acquired: 1, heldAtReturn: where, heldAtCompletion: where, inTwoOrders: null } },
  ],
  [
    ['lock-released held-at-completion'],
    'R57a a lock held at completion',
    { spinLocks: { acquired: 1, heldAtReturn: null, heldAtCompletion: where, inTwoOrders: null } },
  ],
  [
    ['lock-released in-two-orders'],
    '0xC4/0x1001 spin locks in two orders',
    {
      spinLocks: {
        ...NO_SPIN_LOCKS,
        acquired: 2,
        inTwoOrders: { before: { op: 0, request: 0, moment: 2 }, here: { op: 1, request: 0, moment: 5 } },
      },
    },
  ],
  [
    ['irql-restored changed-at-return'],
    'W4 0xC9/0x05',
    { bugCheck: bugCheck(0xc9, 'r', 1, ['0x5', '0x0', '0x0', '0x2']) },
  ],
  [['irql-restored changed-at-return'], '0xC8', { bugCheck: bugCheck(0xc8, 'r', 1, ['0x20002']) }],
  [
    ['irql-restored raised-to-lower'],
    '0xC4/0x30',
    { requests: [unreturned], bugCheck: bugCheck(0xc4, 'r', 1, ['0x30']) },
  ],
  [
    ['irql-restored lowered-to-higher'],
    '0xC4/0x31',
    { requests: [unreturned], bugCheck: bugCheck(0xc4, 'r', 1, ['0x31']) },
  ],
  [['irql-restored called-above-irql'], '0xA', { requests: [unreturned], bugCheck: bugCheck(0xa) }],
  [
    ['in-bounds pool-corruption-in-IRP_MJ_READ'],
    '0x19',
    { requests: [unreturned], bugCheck: bugCheck(0x19) },
  ],
  [
    ['in-bounds pool-corruption-in-IRP_MJ_READ'],
    '0xC1',
    { requests: [unreturned], bugCheck: bugCheck(0xc1) },
  ],
  [
    ['in-bounds access-violation-in-IRP_MJ_READ'],
    'R22a 0x3B',
    { requests: [unreturned], bugCheck: bugCheck(0x3b, AV) },
  ],
  [
    ['survives-faults bug-check-0x3b'],
    'M10 an access violation under a fault',
    { trace: faulty, requests: [{ ...unreturned, faulted: true }], bugCheck: bugCheck(0x3b, AV) },
  ],
  [
    ['survives-faults bug-check-0x3f'],
    'R75 a bug check under a fault',
    { trace: faulty, requests: [{ ...unreturned, faulted: true }], bugCheck: bugCheck(0x3f) },
  ],
];

describe('a breach', () => {
  it.each(BREACHES)('%s: %s', (reasons, _name, more) => expect(breachesOf(runOf(more))).toEqual(reasons));

  it.each(BREACHES)('%s is counted as compared, at operation 1 or 2: %s', (reasons, _name, more) => {
    const [property = ''] = (reasons[0] ?? '').split(' ');
    const { compared, breach } = judge(property, runOf(more));
    expect(compared).toBeGreaterThan(0);
    expect([1, 2]).toContain(breach?.op);
  });
});

describe('information-bounded', () => {
  const B = 0x910;
  const BI = 0x970;
  const W = 0xa30;

  it.each<[string, number, number, number, string | null]>([
    ['buffered read', BI, 3, STATUS_SUCCESS, 'error'],
    ['buffered read, informational', BI, 3, STATUS_OBJECT_NAME_EXISTS, 'error'],
    ['buffered read, warning', BI, 3, STATUS_BUFFER_OVERFLOW, 'error'],
    ['buffered read, VERIFY_REQUIRED', BI, 3, STATUS_VERIFY_REQUIRED, null],
    ['buffered read, error', BI, 3, STATUS_UNSUCCESSFUL, null],
    ['buffered without INPUT_OPERATION', B, 3, STATUS_SUCCESS, null],
    ['buffered write', W, IRP_MJ_WRITE, STATUS_SUCCESS, 'warning'],
    ['buffered write, error', W, IRP_MJ_WRITE, STATUS_UNSUCCESSFUL, null],
    ['direct or neither read', 0x900, 3, STATUS_SUCCESS, 'warning'],
    ['direct or neither write', 0xa00, IRP_MJ_WRITE, STATUS_SUCCESS, 'warning'],
    ['direct or neither, warning', 0x900, 3, STATUS_BUFFER_OVERFLOW, null],
    ['direct or neither, error', 0x900, 3, STATUS_UNSUCCESSFUL, null],
    ['another major', BI, IRP_MJ_FLUSH_BUFFERS, STATUS_SUCCESS, null],
  ])('%s: flags %d, major %d, status %d: %s', (_name, flags, major, status, severity) => {
    const bad = irp({ flags, major, ioStatus: status, returned: status, information: 5 });
    const { breach, compared } = judge('information-bounded', runOf({ requests: [bad] }));
    expect([breach?.severity ?? null, compared]).toEqual([severity, severity === null ? 0 : 1]);
    const good = judge('information-bounded', runOf({ requests: [{ ...bad, information: 4 }] }));
    expect([good.breach, good.compared]).toEqual([null, severity === null ? 0 : 1]);
  });

  it('exempts what was never completed', () => {
    expect(
      judge('information-bounded', runOf({ requests: [irp({ completions: 0, information: 5 })] })),
    ).toMatchObject({
      compared: 0,
      breach: null,
    });
  });
});

describe('texts', () => {
  it.each([
    [1, '1 byte around it changed'],
    [2, '2 bytes around it changed'],
  ])('%d bytes of surroundings', (surroundingsChanged, observed) => {
    const run = runOf({ observations: [{ ...OBSERVED, surroundingsChanged }], requests: [] });
    expect(judge('in-bounds', run).breach).toMatchObject({ reason: 'user-surroundings', observed, op: 0 });
  });

  it.each<[string, Partial<Run>, string, string]>([
    [
      'complete-once',
      { requests: [irp({ completions: 3 })] },
      'completed once',
      'IRP_MJ_READ completed 3 times',
    ],
    [
      'completed-or-pending',
      { requests: [irp({ completions: 0 })] },
      'completed, or STATUS_PENDING returned',
      'IRP_MJ_READ returned STATUS_SUCCESS without completing the IRP',
    ],
    [
      'completed-or-pending',
      { requests: [unreturned], bugCheck: bugCheck(0xc4, 'r') },
      'IRP_MJ_READ returns an NTSTATUS',
      'DRIVER_VERIFIER_DETECTED_VIOLATION (0xC4): r',
    ],
    [
      'information-bounded',
      { requests: [irp({ information: 5 })] },
      'Information at most 4',
      'Information 5',
    ],
    [
      'status-agrees',
      { requests: [irp({ ioStatus: STATUS_END_OF_FILE })] },
      'STATUS_END_OF_FILE returned',
      'STATUS_SUCCESS returned',
    ],
    [
      'survives-faults',
      { trace: faulty, requests: [{ ...unreturned, faulted: true }], bugCheck: bugCheck(0x50, 'r') },
      'an error status',
      'PAGE_FAULT_IN_NONPAGED_AREA (0x50): r',
    ],
  ])('%s (%#)', (property, more, expected, observed) => {
    expect(judge(property, runOf(more)).breach).toMatchObject({ expected, observed });
  });
});

describe('what is not its business', () => {
  it('a bug check under a fault that did not strike is under no fault', () => {
    expect(breachesOf(runOf({ trace: faulty, requests: [], bugCheck: bugCheck(0x50, 'r', 9) }))).toEqual([
      'in-bounds page-fault',
    ]);
  });

  it('a routine that has not returned, without a bug check, is judged by none', () => {
    expect(breachesOf(runOf({ requests: [unreturned] }))).toEqual([]);
  });
});
