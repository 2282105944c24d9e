import { type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES } from '../nt/ntstatus.ts';
import {
  type During,
  type DuringEntry,
  failsAt,
  firstAt,
  firstFails,
  mayRunShort,
  nthOf,
  pointOf,
} from '../trace/during.ts';
import type { BufferMemory } from '../trace/ops/index.ts';
import { RAISED } from '../trace/raised-status.ts';
import type { DeviceOutcome } from './device.ts';
import type { Transfer } from './refuse.ts';

/** What a device gets of the machine while it answers. */
export interface Resources {
  readonly mappable: boolean;
  readonly ownMappable: boolean;
  readonly allocatable: boolean;
  readonly lockRaises: NTSTATUS | null;
}

export const PLENTY: Resources = { mappable: true, ownMappable: true, allocatable: true, lockRaises: null };

/** Whether what is asked for at a point may be had, the likelier first: most drivers ask once. */
function had(during: During, point: 'system-mapping' | 'pool-allocation'): readonly boolean[] {
  const fails = failsAt(during, point);
  if (fails !== 'sometimes') return [fails === 'never'];
  return firstFails(during, point) ? [false, true] : [true, false];
}

/**
 * What a device may find. Which of its mappings or allocations is the n-th is its own affair: where one of them alone
 * fails, that may be any, or none (M10).
 */
export function resourcesOf(during: During): readonly Resources[] {
  const found: Resources[] = [];
  const mapping = had(during, 'system-mapping');
  const pool = had(during, 'pool-allocation');
  for (const lockRaises of lockings(during))
    for (const mappable of mapping)
      for (const ownMappable of mapping)
        for (const allocatable of pool) found.push({ mappable, ownMappable, allocatable, lockRaises });
  return found;
}

/** Whether what happens may find a device on its way, with some of its work done. */
export function isPartWay(during: During): boolean {
  return during.some((entry) => nthOf(entry) !== null || pointOf(entry) === 'probe');
}

/** What a device may answer that is not given what it asks for: each status once. */
export function refusalStatuses(during: During): readonly NTSTATUS[] {
  const statuses = during.flatMap((entry): readonly NTSTATUS[] => {
    if (entry.do === 'raise') return [RAISED[entry.status]];
    return mayRunShort([entry]) ? [STATUS_INSUFFICIENT_RESOURCES] : [];
  });
  return [...new Set(statuses)];
}

/** What the pages that a device locks itself may raise; null where they are locked. */
function lockings(during: During): readonly (NTSTATUS | null)[] {
  const raised = during.flatMap((entry) => (entry.do === 'raise' ? [RAISED[entry.status]] : []));
  return failsAt(during, 'page-locking') === 'always' ? raised : [null, ...raised];
}

/** What the caller may change of its memory once the driver has probed some of it. */
export function probeChanges(during: During): During {
  return during.filter((entry) => pointOf(entry) === 'probe');
}

/**
 * Whether a driver may answer so although its caller changes the memory at a probe: it moved nothing, or had done so
 * before that probe, which is not its first.
 */
export function standsAfterProbe(entry: DuringEntry, answer: DeviceOutcome<unknown>): boolean {
  return (nthOf(entry) ?? 0) > 0 || (answer.information === 0 && answer.data.length === 0);
}

/** The request with the buffer as the driver is given it, changed for certain. */
export function givenBuffer(request: Transfer): Transfer {
  return withMemory(request, firstAt(request.call.during, 'dispatch'));
}

/** The request with the buffer as its caller changes it. */
export function withMemory(request: Transfer, entry: DuringEntry | null): Transfer {
  const { call } = request;
  const memory = memoryAfter(call.buffer.memory, entry);
  return memory === call.buffer.memory
    ? request
    : { ...request, call: { ...call, buffer: { ...call.buffer, memory } } };
}

/** What is behind a buffer once its caller has changed it. */
export function memoryAfter(memory: BufferMemory, entry: DuringEntry | null): BufferMemory {
  if (entry?.do === 'protect') return memory === 'read-write' ? 'read-only' : memory;
  return entry?.do === 'unmap' ? 'no-access' : memory;
}
