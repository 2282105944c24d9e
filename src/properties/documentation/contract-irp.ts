import type { PropertyDocumentation } from '../../trace/property-documentation.ts';
import { exampleOf } from './example.ts';

/** The contract about an IRP: who completes it, with what, and what a routine returns. */
export const IRP_DOCUMENTATION: readonly PropertyDocumentation[] = [
  {
    id: 'contract/complete-once',
    summary: 'an IRP is completed at most once',
    demands: 'A driver calls IoCompleteRequest once for an IRP, and only for an IRP that is under way.',
    rules: ['R56', 'R60'],
    sources: ['DOC bug check 0x44', 'DOC WDD kernel/how-to-complete-an-irp'],
    consequence: 'bug check 0x44 MULTIPLE_IRP_COMPLETE_REQUESTS, or silent corruption',
    guards: ['a completion for each IRP, not for each call: an IRP that is sent anew counts anew'],
    compared: 'completed IRPs',
    reasons: [
      { code: 'completed-twice', meaning: 'the same IRP was completed again' },
      { code: 'completed-no-irp', meaning: 'what was completed is no IRP, or one that is gone' },
    ],
    example: exampleOf('article-verbatim', 'buffered', 'completed-twice', { op: 'flush' }),
  },
  {
    id: 'contract/completed-or-pending',
    summary: 'a dispatch routine completes the IRP, or returns STATUS_PENDING',
    demands:
      'A dispatch routine comes back with an NTSTATUS; by then it has completed the IRP, or it returns STATUS_PENDING and completes it in the end.',
    rules: ['R45', 'R61'],
    sources: ['DOC bug check 0xC9 (0x226)', 'DOC DDI IoMarkIrpPending'],
    consequence: 'the caller waits for ever or the machine stops; Driver Verifier: 0xC9/0x226',
    guards: [
      'a bug check that another property names is left to that one',
      'an IRP that is marked pending and not yet completed is no finding: asynchronous requests are refused',
    ],
    compared: 'IRPs sent',
    reasons: [
      { code: 'neither', meaning: 'neither completed nor STATUS_PENDING returned' },
      {
        code: 'never-completed',
        meaning:
          'STATUS_PENDING returned without IoMarkIrpPending, and nothing is left that would complete it',
      },
      { code: 'exception', meaning: 'an exception left the routine' },
      { code: 'bug-check-0x<code>', meaning: 'a bug check that no other property names' },
    ],
    example: exampleOf('forgets-to-complete-verbatim', 'buffered', 'neither', { op: 'read' }),
  },
  {
    id: 'contract/pending-marked',
    summary: 'an IRP is marked pending exactly where STATUS_PENDING is returned',
    demands:
      'A dispatch routine that returns STATUS_PENDING has called IoMarkIrpPending, and only such a one has.',
    rules: ['R45', 'R61', 'R62'],
    sources: ['DOC DDI IoMarkIrpPending', 'WT comment in driver.c', 'DOC C28143'],
    consequence: 'the caller waits for ever, or the IRP and its buffers are freed twice',
    guards: [
      'only IRPs that were completed and whose routine returned: others are for contract/completed-or-pending',
      'IRP_MJ_CLEANUP and IRP_MJ_CLOSE have no caller and are left out',
    ],
    compared: 'completed IRPs whose dispatch routine returned',
    reasons: [
      { code: 'not-marked', meaning: 'STATUS_PENDING returned without IoMarkIrpPending' },
      { code: 'marked-not-returned', meaning: 'marked pending, and another status returned' },
    ],
    example: null,
  },
  {
    id: 'contract/status-agrees',
    summary: 'the status returned is the one the IRP was completed with',
    demands: 'A dispatch routine that completed its IRP returns the IoStatus.Status it completed it with.',
    rules: ['R50'],
    sources: ['DOC bug check 0xC9 (0x224)', 'DOC WDD kernel/how-to-complete-an-irp'],
    consequence: 'Driver Verifier: 0xC9/0x224; the caller sees two different statuses',
    guards: ['not for STATUS_PENDING, IRP_MJ_CLEANUP and IRP_MJ_CLOSE'],
    compared: 'IRPs completed by their dispatch routine',
    reasons: [
      { code: '<status>-for-<status>', meaning: 'the first was returned, the IRP completed with the second' },
    ],
    example: exampleOf('status-disagrees-verbatim', 'buffered', 'STATUS_SUCCESS-for-STATUS_END_OF_FILE', {
      op: 'write',
      offset: '1',
      length: 1,
    }),
  },
  {
    id: 'contract/no-touch-after-complete',
    summary: 'what was completed is left alone',
    demands:
      'Once a driver has completed an IRP, it reads and writes neither the IRP nor its SystemBuffer any more.',
    rules: ['R57'],
    sources: ['DOC WDD kernel/how-to-complete-an-irp', 'DOC WDD kernel/implementing-an-iocompletion-routine'],
    consequence: 'use after free: the I/O manager may have freed the IRP and given its memory to others',
    guards: [
      'accesses alone count: holding or comparing a pointer is none',
      'what the kernel does inside a call is its own',
    ],
    compared: 'completed IRPs',
    reasons: [
      { code: 'irp-touched', meaning: 'the IRP or one of its stack locations was read or written' },
      { code: 'buffer-touched', meaning: 'its SystemBuffer was read or written' },
    ],
    example: null,
  },
  {
    id: 'contract/information-bounded',
    summary: 'IoStatus.Information does not exceed the length of the request',
    demands: 'A successful transfer claims at most as many bytes as the caller asked for.',
    rules: ['R46', 'G2'],
    sources: ['DOC WDD kernel/failure-to-check-the-size-of-buffers', 'KT IoReadWrite'],
    consequence: 'the I/O manager copies kernel memory beyond the buffer to the caller',
    guards: [
      'an error only where the I/O manager copies that many bytes back: buffered input, no error, not STATUS_VERIFY_REQUIRED',
      'a warning for other successful requests; the rest is exempt',
    ],
    compared: 'completed reads and writes that are not exempt',
    reasons: [{ code: 'exceeds-length', meaning: 'Information is larger than Length' }],
    example: exampleOf('overclaim-verbatim', 'buffered', 'exceeds-length', { op: 'read' }),
  },
];
