import type { PropertyDocumentation } from '../../trace/property-documentation.ts';
import { exampleOf } from './example.ts';

const UNDER_FAULT = 'a bug check while a planned fault has struck is for contract/survives-faults';

/** The contract about memory: bounds, stale contents, user memory, MDLs and what has to be freed. */
export const MEMORY_DOCUMENTATION: readonly PropertyDocumentation[] = [
  {
    id: 'contract/in-bounds',
    summary: 'no memory beyond the buffers is touched',
    demands: 'A driver touches no memory beyond the buffers it was given and the pool it allocated.',
    rules: ['R22a', 'R46', 'R84', 'W5'],
    sources: ['DOC WDD kernel/errors-in-direct-i-o', 'DOC bug checks 0x19, 0x50, 0xC1'],
    consequence: 'memory of others is corrupted; bug check 0x19, 0x50 or 0x3B sooner or later',
    guards: [
      'redzones keep the alignment that pool promises (W5)',
      'to write over what lies in the same pages is noticed, to read it is not',
      UNDER_FAULT,
    ],
    compared: 'reads and writes of at least one byte that reached the driver',
    reasons: [
      { code: 'pool-overrun-in-<major>', meaning: 'bytes beyond a pool block were written' },
      { code: 'pool-underrun-in-<major>', meaning: 'bytes before a pool block were written' },
      { code: 'use-after-free-write-in-<major>', meaning: 'a freed pool block was written' },
      { code: 'user-surroundings-in-<major>', meaning: 'bytes around the caller’s buffer changed' },
      { code: 'page-fault-in-<major>', meaning: 'a system address without memory behind it was touched' },
      { code: 'pool-corruption-in-<major>', meaning: 'the machine stopped because pool was corrupt' },
      { code: 'access-violation-in-<major>', meaning: 'a user address was touched without a handler' },
      { code: '<kind>', meaning: 'each of these, noticed while no request was under way' },
    ],
    example: exampleOf('record-verbatim', 'buffered', 'pool-overrun-in-IRP_MJ_READ', {
      op: 'read',
      length: 2,
      key: 2,
    }),
  },
  {
    id: 'contract/read-only-respected',
    summary: 'what may only be read is not written',
    demands:
      'A driver does not change the data of a direct write, nor pages that were locked for IoReadAccess.',
    rules: ['R38', 'R39', 'R41', 'R83'],
    sources: ['DOC bug check 0xC4 (0x1010)', 'DOC DDI MmProbeAndLockPages'],
    consequence:
      'the caller’s data changes under its hands, read-only pages too; Driver Verifier: 0xC4/0x1010',
    guards: [
      'the SystemBuffer of a buffered write is the driver’s to change',
      'in neither mode the page’s own protection decides',
    ],
    compared: 'direct writes of at least one byte that reached the driver',
    reasons: [
      { code: 'caller-data-changed', meaning: 'the caller’s buffer holds other bytes after a write' },
      { code: 'written-through-mdl', meaning: 'pages locked for reading were written through a mapping' },
    ],
    example: null,
  },
  {
    id: 'contract/no-leak',
    summary: 'MDLs, mappings, locked pages and pool are given back',
    demands:
      'A driver frees the MDLs, mappings and locks that it made of the caller’s pages, and its pool and devices when it is unloaded.',
    rules: ['R17', 'R72', 'R78', 'R79', 'R82'],
    sources: ['DOC bug checks 0x76, 0xCB, 0xC4 (0x62)', 'DOC WDD kernel/using-mdls'],
    consequence:
      'kernel memory runs out; bug check 0x76 or 0xCB for locked pages; Driver Verifier: 0xC4/0x62',
    guards: [
      'an MDL that is used again or freed later is no leak, nor are MDLs over the driver’s own pool',
      'MDLs in the chain of an IRP are the I/O manager’s to free (R82)',
      'pool is judged when the driver has been unloaded; one without DriverUnload stays',
      'where an IRP was never finished, what the driver may hold for it is not judged',
    ],
    compared: 'IRPs that came to their end, and unloads',
    reasons: [
      {
        code: 'mapping',
        meaning: 'a system mapping of pages that are no longer locked stood at the end of the IRP',
      },
      { code: 'locked-pages', meaning: 'pages of the caller were still locked when its process ended' },
      { code: 'mdl', meaning: 'an MDL over the caller’s pages was never freed' },
      { code: 'pool-block', meaning: 'pool or a device object was left after DriverUnload' },
    ],
    example: null,
  },
  {
    id: 'contract/mdl-use',
    summary: 'MDLs are locked, mapped, unmapped, unlocked and freed in order',
    demands:
      'A driver calls the routines of MDLs in order, each once, and builds partial MDLs within their sources.',
    rules: ['R70', 'R71', 'R72', 'R73', 'R74', 'R76', 'R77', 'R78', 'R79', 'R82'],
    sources: ['DOC bug checks 0x40, 0x4E, 0x76, 0x12E', 'DOC bug check 0xC4 (0x7C to 0xB8)'],
    consequence: 'bug check 0x76, 0x12E or 0x40, or corrupt page tables; Driver Verifier: 0xC4',
    guards: [UNDER_FAULT, 'skipped for a driver that calls no MDL routine'],
    compared: 'calls of MDL routines, MmGetSystemAddressForMdlSafe included',
    reasons: [
      { code: '0x76-0x1', meaning: 'MmUnlockPages of pages that are no longer locked' },
      { code: '0xc4-0x7c', meaning: 'MmUnlockPages of pages that were never locked' },
      { code: '0xc4-0x7d', meaning: 'MmUnlockPages or MmUnmapLockedPages of an MDL for nonpaged pool' },
      { code: '0xc4-0x7f', meaning: 'MmBuildMdlForNonPagedPool of an MDL in use or of other memory' },
      { code: '0xc4-0xb0', meaning: 'MmProbeAndLockPages of an MDL in use, for nonpaged pool or empty' },
      { code: '0xc4-0xb2', meaning: 'mapping of an MDL that is mapped or for nonpaged pool' },
      { code: '0xc4-0xb3', meaning: 'mapping, or a partial MDL, of an MDL that is not locked' },
      { code: '0xc4-0xb4', meaning: 'MmUnlockPages of a partial MDL' },
      { code: '0xc4-0xb5', meaning: 'MmUnmapLockedPages of a partial MDL without a mapping of its own' },
      { code: '0xc4-0xb6', meaning: 'MmUnmapLockedPages of what is not mapped' },
      { code: '0xc4-0xb8', meaning: 'IoFreeMdl of an MDL that is still mapped' },
      { code: '0xc4-0x10', meaning: 'IoFreeMdl of what is no MDL' },
      { code: '0xc4-0x13', meaning: 'an MDL freed twice, or that of an IRP freed before completion' },
      { code: '0x12e', meaning: 'a partial MDL of a range outside its source' },
      { code: '0x40', meaning: 'a partial MDL with too few pages' },
      { code: '0x4e-0x7', meaning: 'mapping of an MDL that names a frame there is none of' },
    ],
    example: null,
  },
  {
    id: 'contract/no-disclosure',
    summary: 'kernel memory that nobody wrote never reaches a caller',
    demands:
      'No byte of kernel memory that nobody has written is given to a caller, and none decides what a driver does.',
    rules: ['R36', 'R46', 'G2'],
    sources: ['DOC WDD kernel/failure-to-initialize-output-buffers', 'DOC DDI ExAllocatePool2'],
    consequence: 'the caller reads what others left in kernel memory',
    guards: [
      'a zeroed block is never poisoned: neither ExAllocatePool2’s nor a zeroed SystemBuffer (R36)',
      'two runs are compared that differ in the unwritten bytes alone; where the first ends in a bug check the comparison ends',
      'arrays of JavaScript are zeroed, so a driver that keeps data in them discloses nothing there',
    ],
    compared: 'successful reads, warnings included, that gave the caller at least one byte',
    reasons: [
      { code: 'stale-bytes', meaning: 'unwritten bytes lie in the caller’s buffer or around it' },
      {
        code: 'uninitialised-read',
        meaning: 'status, Information, position or ending depend on unwritten bytes',
      },
      { code: 'not-loaded', meaning: 'whether DriverEntry succeeds depends on unwritten bytes' },
    ],
    example: exampleOf('overclaim-verbatim', 'buffered', 'stale-bytes', { op: 'read', length: 1 }),
  },
  {
    id: 'contract/no-double-fetch',
    summary: 'the caller’s memory is fetched once',
    demands:
      'A driver fetches each byte of the caller’s own memory once in a request, or does no harm where it changes in between.',
    rules: ['R38', 'R41'],
    sources: ['DOC WDD kernel/errors-in-direct-i-o', 'DOC devtest/wdm-doublefetch'],
    consequence:
      'another thread of the caller changes what was validated: memory of the kernel is at its mercy',
    guards: [
      'a second fetch alone is no finding: only one that leads to another breach when the byte has changed',
      'buffered data was fetched by the I/O manager, once',
    ],
    compared: 'requests during which the driver fetched from the caller’s buffer',
    reasons: [
      {
        code: '<property>',
        meaning: 'the property of contract/ that is breached when the caller changes the bytes',
      },
    ],
    example: null,
  },
];
