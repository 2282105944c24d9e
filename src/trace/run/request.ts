import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Moment } from './where.ts';

/** Parameters.DeviceIoControl of a request, or Parameters.FileSystemControl. */
export interface ControlOfRequest {
  readonly code: number;
  /** Bytes, as the driver is told. */
  readonly inputLength: number;
  /** Bytes, as the driver is told. */
  readonly outputLength: number;
}

/** Parameters.Read or Parameters.Write of a request; zeros for other majors. */
export interface RequestParameters {
  /** Bytes. */
  readonly length: number;
  readonly key: number;
  /** Bytes. */
  readonly byteOffset: bigint;
  /** Of a control request; null for any other. */
  readonly control: ControlOfRequest | null;
}

/** What became of one IRP that was sent to the driver; of a driver with several devices, one for each it passed. */
export interface Request {
  /** Its identity in the run: from 0, in the order in which drivers were sent them. */
  readonly id: number;
  /** Index of the operation that it was made for. */
  readonly op: number;
  /** Drivers above that it had passed: 0 for an IRP that came from the I/O manager. */
  readonly level: number;
  /** Its major function. */
  readonly major: number;
  readonly parameters: RequestParameters;
  /** IRP.Flags as dispatched. */
  readonly flags: number;
  /** When the driver was sent it. */
  readonly dispatchedAt: Moment;
  /** Times the driver completed it. */
  readonly completions: number;
  /** When it did so first; null while it has not. */
  readonly completedAt: Moment | null;
  /** What the dispatch routine returned; null when it did not return. */
  readonly returned: NTSTATUS | null;
  /** When it returned; null when it did not. */
  readonly returnedAt: Moment | null;
  /** IoStatus as it stood at the first completion; 0 while there was none. */
  readonly ioStatus: NTSTATUS;
  readonly information: number;
  /** Whether SL_PENDING_RETURNED was set in the driver's location when it completed the IRP or returned. */
  readonly pendingMarked: boolean;
  /** Whether the fault plan had a fault strike while this IRP was with the driver. */
  readonly faulted: boolean;
  /** When the I/O manager had done the second phase of completion, and freed the IRP (R44); null while it has not. */
  readonly finishedAt: Moment | null;
  /** MDLs over the caller's pages that the driver made while it had the IRP, and never freed (R79). */
  readonly leftMdls: number;
  /** System mappings by such MDLs that stood at the end of the IRP, its pages unlocked (R78). */
  readonly leftMappings: number;
  /** Pages of the caller's that the driver locked while it had the IRP, and had not unlocked by process exit (R72). */
  readonly leftLockedPages: number;
  /** Pool blocks that the driver had more when its dispatch routine returned than when it was sent the IRP. */
  readonly keptBlocks: number;
  /** Whether it came with an MDL over the caller's locked pages: direct I/O (R39). */
  readonly hasMdl: boolean;
  /** Bytes of the caller's own buffer that the driver fetched; 0 unless the conditions change what is refetched. */
  readonly fetchedBytes: number;
  /** Of these, bytes that it fetched more than once (G3). */
  readonly refetchedBytes: number;
}

/** The request of an identity; undefined where a run has none. A run leaves out those of a filter. */
export function requestOf(
  { requests }: { readonly requests: readonly Request[] },
  id: number | null,
): Request | undefined {
  if (id === null) return undefined;
  const request = requests[id];
  return request?.id === id ? request : requests.find((each) => each.id === id);
}
