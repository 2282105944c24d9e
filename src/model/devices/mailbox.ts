import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_PIPE_EMPTY,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceModel, DeviceOutcome, DeviceRequest, DeviceWriteRequest } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

/** Messages that wait at most. */
const MAX_MESSAGES = 4;
/** The longest write, bytes. */
const MAX_WRITE_BYTES = 4096;

const NONE = new Uint8Array(0);

/** The messages that wait, the oldest first. */
type Queue = readonly Uint8Array[];

function refuses(arm: string, status: NTSTATUS, queue: Queue): readonly DeviceOutcome<Queue>[] {
  return [{ arm, status, information: 0, data: NONE, next: queue }];
}

/** Takes the oldest message. What does not fit is lost, of which a warning tells. */
function read(queue: Queue, { length, mappable }: DeviceRequest): readonly DeviceOutcome<Queue>[] {
  if (!mappable) return refuses('M10 not mapped', STATUS_INSUFFICIENT_RESOURCES, queue);
  const [oldest, ...next] = queue;
  if (oldest === undefined) return refuses('mailbox empty', STATUS_PIPE_EMPTY, queue);
  const data = oldest.subarray(0, length);
  const isCut = data.length < oldest.length;
  const [arm, status] = isCut
    ? ['mailbox cuts a message', STATUS_BUFFER_OVERFLOW]
    : ['mailbox takes a message', STATUS_SUCCESS];
  return [{ arm, status, information: data.length, data, next }];
}

/** Queues the message behind its length, the first byte. */
function write(queue: Queue, request: DeviceWriteRequest): readonly DeviceOutcome<Queue>[] {
  const { length, mappable, allocatable, accessible, data } = request;
  if (length === 0) return refuses('mailbox no length', STATUS_INVALID_PARAMETER, queue);
  if (length > MAX_WRITE_BYTES) return refuses('mailbox too much', STATUS_INVALID_PARAMETER, queue);
  if (queue.length === MAX_MESSAGES) return refuses('mailbox full', STATUS_QUOTA_EXCEEDED, queue);
  if (!mappable) return refuses('M10 not mapped', STATUS_INSUFFICIENT_RESOURCES, queue);
  if (!allocatable) return refuses('mailbox no pool', STATUS_INSUFFICIENT_RESOURCES, queue);
  if (!accessible) return refuses('mailbox no access', STATUS_ACCESS_VIOLATION, queue);
  const [messageBytes = 0] = data;
  if (messageBytes > length - 1) return refuses('mailbox wrong length', STATUS_INVALID_PARAMETER, queue);
  const next = [...queue, data.slice(1, 1 + messageBytes)];
  return [{ arm: 'mailbox queues a message', status: STATUS_SUCCESS, information: length, data: NONE, next }];
}

/** A queue of messages, in every mode and at every offset. */
export const mailboxModel: DeviceModel<Queue> = {
  name: 'mailbox',
  arms: [
    'mailbox takes a message',
    'mailbox cuts a message',
    'mailbox empty',
    'mailbox queues a message',
    'mailbox no length',
    'mailbox too much',
    'mailbox wrong length',
    'mailbox full',
    'mailbox no pool',
    'mailbox no access',
    'mailbox flushed',
    'M10 not mapped',
    ...OPENS_ONLY_ARMS.filter((arm) => arm !== 'M9 flush'),
  ],
  reach: {
    'mailbox no pool': { needs: 'fault' },
    'mailbox no access': { modes: ['neither'] },
    'M10 not mapped': { modes: ['direct'], needs: 'fault' },
  },
  leavesRest: true,
  initial: () => [],
  ...opensOnly,
  read,
  write,
  flush: () => [{ arm: 'mailbox flushed', status: STATUS_SUCCESS, next: [] }],
};
