/** What a breach of each property means on Windows. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  'model/status': 'the caller is given another NTSTATUS than the device should return',
  'model/information': 'the caller is told another number of bytes than were transferred',
  'model/data': 'the caller reads other bytes than the device holds',
  'model/iosb': 'the caller finds another status block, or waits on an event that tells something else',
  'model/position': 'the next transfer at the file position goes elsewhere',
  'model/user-ptr': 'a typed transfer moves other bytes than the type has',
  'contract/complete-once': 'bug check 0x44 MULTIPLE_IRP_COMPLETE_REQUESTS, or silent corruption',
  'contract/completed-or-pending':
    'the caller waits for ever or the machine stops; Driver Verifier: 0xC9/0x226',
  'contract/pending-marked': 'the caller waits for ever, or the IRP and its buffers are freed twice',
  'contract/status-agrees': 'Driver Verifier: 0xC9/0x224; the caller sees two different statuses',
  'contract/information-bounded': 'the I/O manager copies kernel memory beyond the buffer to the caller',
  'contract/in-bounds': 'memory of others is corrupted; bug check 0x19, 0x50 or 0x3B sooner or later',
  'contract/lock-released':
    'processors spin for ever; bug check 0x0F, 0x10 or 0x4A; Driver Verifier: 0xC9/0x05',
  'contract/irql-restored':
    'bug check 0x4A IRQL_GT_ZERO_AT_SYSTEM_SERVICE or 0x0A; Driver Verifier: 0xC9/0x05',
  'contract/no-leak':
    'kernel memory runs out; bug check 0x76 or 0xCB for locked pages; Driver Verifier: 0xC4/0x62',
  'contract/mdl-use': 'bug check 0x76, 0x12E or 0x40, or corrupt page tables; Driver Verifier: 0xC4',
  'contract/survives-faults': 'a bug check when the machine is low on resources',
  'contract/no-disclosure': 'the caller reads what others left in kernel memory',
  'contract/terminates': 'the machine hangs: the processor never leaves the driver',
  'contract/self-contained':
    'none: a driver on Windows cannot do this; here it makes results depend on each other',
  'metamorphic/fragmentation': 'the result depends on which physical pages the caller happens to have',
  'metamorphic/alignment': 'the result depends on where in its page the caller’s buffer begins',
  'metamorphic/buffering-mode': 'switching between buffered and direct I/O changes what callers observe',
  'metamorphic/filter': 'the device works differently once a filter driver stands above it',
  'metamorphic/repeat': 'the same requests give different results after a restart',
};

/** One line for people. A property that is not listed has none. */
export function consequenceOf(property: string): string {
  return CONSEQUENCES[property] ?? '';
}
