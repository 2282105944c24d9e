import { allocationUncheckedDriver } from '../../drivers/defects/allocation-unchecked.ts';
import { doubleFetchDriver } from '../../drivers/defects/double-fetch.ts';
import { freedBeforeCopiedDriver } from '../../drivers/defects/freed-before-copied.ts';
import { freedMessageLookedAtDriver } from '../../drivers/defects/freed-message-looked-at.ts';
import { freedTwiceDriver } from '../../drivers/defects/freed-twice.ts';
import { lastInFirstOutDriver } from '../../drivers/defects/last-in-first-out.ts';
import { messageLeakedOnErrorDriver } from '../../drivers/defects/message-leaked-on-error.ts';
import { overflowAsErrorDriver } from '../../drivers/defects/overflow-as-error.ts';
import { queueLeftAtUnloadDriver } from '../../drivers/defects/queue-left-at-unload.ts';
import { queueTooLongDriver } from '../../drivers/defects/queue-too-long.ts';
import { unguardedUserBufferDriver } from '../../drivers/defects/unguarded-user-buffer.ts';
import { userBufferUnprobedDriver } from '../../drivers/defects/user-buffer-unprobed.ts';
import { failing } from '../../trace/during.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** The shortest message: nothing behind its length. */
const EMPTY_MESSAGE = { length: 1, data: { pattern: 'zero' } } as const;

/** Mistakes with messages and their pool blocks. */
export const mailboxDefects: readonly Defect[] = [
  defect({
    id: 'double-fetch',
    rule: 'G3',
    title: 'fetches the length of a message again after it has looked at it',
    base: 'mailbox',
    driver: doubleFetchDriver,
    property: 'contract/no-double-fetch',
    reason: 'in-bounds',
    coupled: 'the first byte has to be a valid length for the bytes that follow',
    mode: 'direct',
    ops: [open(), write(EMPTY_MESSAGE)],
  }),
  defect({
    id: 'message-leaked-on-error',
    rule: 'G12',
    title: 'forgets the block of what turns out to be no message',
    base: 'mailbox',
    driver: messageLeakedOnErrorDriver,
    property: 'contract/no-leak',
    reason: 'pool-block',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'queue-left-at-unload',
    rule: 'R17',
    title: 'leaves the messages that wait when it is unloaded',
    base: 'mailbox',
    driver: queueLeftAtUnloadDriver,
    property: 'contract/no-leak',
    reason: 'pool-block',
    coupled: 'the first byte has to be a valid length for the bytes that follow',
    mode: 'buffered',
    ops: [open(), write(EMPTY_MESSAGE)],
  }),
  defect({
    id: 'freed-before-copied',
    rule: 'G7',
    title: 'frees a message, and then copies from it',
    base: 'mailbox',
    driver: freedBeforeCopiedDriver,
    property: 'model/data',
    reason: 'wrong-bytes',
    coupled: 'a byte of a message has to be read, so one has to be written behind its length',
    mode: 'buffered',
    ops: [open(), write({ length: 2 }), read({ length: 1 })],
  }),
  defect({
    id: 'freed-twice',
    rule: '0xC2',
    title: 'frees a message twice once it has been read',
    base: 'mailbox',
    driver: freedTwiceDriver,
    property: 'contract/in-bounds',
    reason: 'freed-twice-in-IRP_MJ_READ',
    coupled: 'the first byte has to be a valid length for the bytes that follow',
    mode: 'buffered',
    ops: [open(), write(EMPTY_MESSAGE), read()],
  }),
  defect({
    id: 'allocation-unchecked',
    rule: 'M10',
    title: 'does not look whether there was pool for a message',
    base: 'mailbox',
    driver: allocationUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0xc2',
    coupled: 'the allocation has to fail for a write of at least one byte',
    mode: 'buffered',
    ops: [open(), write({ length: 1, during: failing('pool-allocation') })],
  }),
  defect({
    id: 'queue-too-long',
    rule: 'Q1',
    title: 'takes one message more than may wait',
    base: 'mailbox',
    driver: queueTooLongDriver,
    property: 'model/status',
    reason: 'STATUS_SUCCESS-for-STATUS_QUOTA_EXCEEDED',
    coupled: 'each write has to be a message, and as many of them as may wait',
    mode: 'buffered',
    ops: [open(), ...Array.from({ length: 5 }, () => write(EMPTY_MESSAGE))],
  }),
  defect({
    id: 'last-in-first-out',
    rule: 'Q2',
    title: 'takes the newest message instead of the oldest',
    base: 'mailbox',
    driver: lastInFirstOutDriver,
    property: 'model/information',
    reason: 'too-large',
    coupled: 'the later message has to be the longer one, and the read long enough to tell',
    mode: 'buffered',
    ops: [open(), write(EMPTY_MESSAGE), write({ length: 2 }), read({ length: 1 })],
  }),
  defect({
    id: 'overflow-as-error',
    rule: 'R0.1',
    title: 'answers a read that gets a part of a message with an error instead of a warning',
    base: 'mailbox',
    driver: overflowAsErrorDriver,
    property: 'model/status',
    reason: 'STATUS_BUFFER_TOO_SMALL-for-STATUS_BUFFER_OVERFLOW',
    coupled: 'the read has to be shorter than the message',
    mode: 'buffered',
    ops: [open(), write({ length: 2 }), read()],
  }),
  defect({
    id: 'unguarded-user-buffer',
    rule: 'R41',
    title: 'accesses the caller’s memory without a guard',
    base: 'mailbox',
    driver: unguardedUserBufferDriver,
    property: 'contract/in-bounds',
    reason: 'access-violation-in-IRP_MJ_WRITE',
    coupled: 'the memory matters only for a write of at least one byte',
    mode: 'neither',
    ops: [open(), write({ length: 1, buffer: { ...PLAIN_BUFFER, memory: 'no-access' } })],
  }),
  defect({
    id: 'user-buffer-unprobed',
    rule: 'R22a',
    title: 'notes the first byte of a write in neither mode without a probe, also of one without length',
    base: 'mailbox',
    driver: userBufferUnprobedDriver,
    property: 'contract/caller-address',
    reason: 'kernel-memory-read',
    origin: 'IRP_MJ_WRITE',
    coupled: null,
    mode: 'neither',
    ops: [open(), write({ buffer: { ...PLAIN_BUFFER, memory: 'kernel-page' } })],
  }),
  defect({
    id: 'freed-message-looked-at',
    rule: '0xCC',
    title: 'looks at the last message again when it has been given away and freed',
    base: 'mailbox',
    driver: freedMessageLookedAtDriver,
    property: 'contract/in-bounds',
    reason: 'page-fault-in-IRP_MJ_READ',
    coupled: 'a message in pages of its own has to be written and read before the next read',
    mode: 'buffered',
    ops: [open(), write({ length: 4081 }), read(), read()],
  }),
];
