import { failing } from '../../trace/during.ts';
import type { PropertyDocumentation } from '../../trace/property-documentation.ts';
import { exampleOf } from './example.ts';

/** The contract about the processor and the machine: IRQL, spin locks, faults and coming back at all. */
export const MACHINE_DOCUMENTATION: readonly PropertyDocumentation[] = [
  {
    id: 'contract/lock-released',
    summary: 'spin locks are acquired when free and released once',
    demands:
      'A driver acquires spin locks that are free, releases those it holds, and holds none when it completes an IRP or returns.',
    rules: ['R57a'],
    sources: ['DOC bug checks 0x0F, 0x10, 0xC9 (0x05)', 'DOC DDI KeAcquireSpinLock'],
    consequence: 'processors spin for ever; bug check 0x0F, 0x10 or 0x4A; Driver Verifier: 0xC9/0x05',
    guards: ['skipped for a driver that acquires no spin lock'],
    compared: 'acquisitions',
    reasons: [
      { code: 'held-at-return', meaning: 'a routine returned with a spin lock held' },
      { code: 'held-at-completion', meaning: 'IoCompleteRequest was called with a spin lock held' },
      { code: 'already-owned', meaning: 'a spin lock was acquired that is held already' },
      { code: 'not-owned', meaning: 'a spin lock was released that is not held' },
      {
        code: 'released-at-wrong-irql',
        meaning: 'KeReleaseSpinLock was called at another IRQL than DISPATCH_LEVEL',
      },
    ],
    example: null,
  },
  {
    id: 'contract/irql-restored',
    summary: 'the IRQL is lowered again before a routine returns',
    demands:
      'A driver raises the IRQL with KeRaiseIrql, lowers it with KeLowerIrql, and has lowered it before it calls what needs a lower one or returns.',
    rules: ['R22a', 'R57a'],
    sources: ['DOC bug checks 0x0A, 0x4A, 0xC8, 0xC9 (0x05), 0xC4 (0x30, 0x31)'],
    consequence: 'bug check 0x4A IRQL_GT_ZERO_AT_SYSTEM_SERVICE or 0x0A; Driver Verifier: 0xC9/0x05',
    guards: ['a lock still held at return is for contract/lock-released'],
    compared: 'IRPs whose dispatch routine returned',
    reasons: [
      { code: 'changed-at-return', meaning: 'a routine returned at another IRQL than it was called at' },
      { code: 'raised-to-lower', meaning: 'KeRaiseIrql to a lower IRQL' },
      { code: 'lowered-to-higher', meaning: 'KeLowerIrql to a higher IRQL' },
      { code: 'called-above-irql', meaning: 'a routine of the kernel was called above the IRQL it allows' },
    ],
    example: null,
  },
  {
    id: 'contract/survives-faults',
    summary: 'low resources end in an error status, not in a bug check',
    demands: 'A driver answers a failed mapping or allocation with an error.',
    rules: ['M10', 'R74', 'R75', 'G9'],
    sources: ['DOC DDI MmGetSystemAddressForMdlSafe', 'DOC WDD kernel/errors-in-direct-i-o'],
    consequence: 'a bug check when the machine is low on resources',
    guards: ['only bug checks of a request that a planned fault has struck'],
    compared: 'IRPs during which a planned fault struck',
    reasons: [{ code: 'bug-check-0x<code>', meaning: 'the bug check that followed' }],
    example: exampleOf('article-verbatim', 'direct', 'bug-check-0x3b', {
      op: 'write',
      length: 1,
      during: failing('system-mapping'),
    }),
  },
  {
    id: 'contract/terminates',
    summary: 'the driver comes back from every call into it',
    demands: 'Every routine of a driver returns, with the process it runs in still there.',
    rules: [],
    sources: ['DOC WDD kernel/guidelines-for-writing-dispatch-routines'],
    consequence: 'the machine hangs: the processor never leaves the driver',
    guards: ['a watchdog outside the worker looks at progress; a busy machine alone is no finding'],
    compared: 'executions',
    reasons: [
      { code: 'never-returns', meaning: 'the driver does not come back, or uses up the memory' },
      { code: 'ends-the-process', meaning: 'the driver ends its thread or its process' },
      { code: 'never-returns-loading', meaning: 'the same in DriverEntry' },
      { code: 'never-returns-unloading', meaning: 'the same while handles are closed and it is unloaded' },
      { code: 'never-returns-in-the-long-run', meaning: 'the same, of what no case shows alone' },
      { code: 'ends-the-process-loading', meaning: 'the driver ends them in DriverEntry' },
      { code: 'ends-the-process-unloading', meaning: 'the same while handles are closed and it is unloaded' },
      { code: 'ends-the-process-in-the-long-run', meaning: 'the same, of what no case shows alone' },
    ],
    example: null,
  },
  {
    id: 'contract/self-contained',
    summary: 'the driver changes nothing of the JavaScript engine it runs in',
    demands:
      'A driver leaves the objects alone that every program shares, so that cases do not depend on each other.',
    rules: [],
    sources: ['irpcheck’s own: a driver in a file shares an engine with the simulated kernel'],
    consequence: 'none: a driver on Windows cannot do this; here it makes results depend on each other',
    guards: ['what is there before the driver is loaded is compared with what is there afterwards'],
    compared: 'cases',
    reasons: [{ code: 'changes-<name>', meaning: 'the shared object that was changed' }],
    example: null,
  },
];
