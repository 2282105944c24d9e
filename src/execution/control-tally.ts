import { type NTSTATUS, ntstatusName } from '../nt/ntstatus.ts';
import type { ControlCount } from '../trace/result/result.ts';

/** What was counted of control requests: by code and by how they ended. Plain data. */
export type ControlPart = readonly {
  readonly code: number;
  readonly status: NTSTATUS | null;
  readonly requests: number;
}[];

type Statuses = Map<NTSTATUS | null, number>;

function addTo(statuses: Statuses, status: NTSTATUS | null, requests: number): void {
  statuses.set(status, (statuses.get(status) ?? 0) + requests);
}

/** What never returned comes last. */
function byStatus(left: NTSTATUS | null, right: NTSTATUS | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return (left >>> 0) - (right >>> 0);
}

function countOf(code: number | null, statuses: Statuses): ControlCount {
  const sorted = [...statuses].sort(([left], [right]) => byStatus(left, right));
  return {
    code,
    sent: sorted.reduce((sum, [, requests]) => sum + requests, 0),
    statuses: sorted.map(([status, requests]) => ({
      status: status === null ? null : ntstatusName(status),
      requests,
    })),
  };
}

/** Counts control requests by their codes and by how they ended. */
export class ControlTally {
  readonly #byCode = new Map<number, Statuses>();

  /** @param status that was returned; null where none was */
  count(code: number, status: NTSTATUS | null, requests = 1): void {
    const statuses = this.#byCode.get(code) ?? new Map();
    addTo(statuses, status, requests);
    this.#byCode.set(code, statuses);
  }

  /** Adds what was counted elsewhere. */
  add(part: ControlPart): void {
    for (const { code, status, requests } of part) this.count(code, status, requests);
  }

  part(): ControlPart {
    return [...this.#byCode].flatMap(([code, statuses]) =>
      [...statuses].map(([status, requests]) => ({ code, status, requests })),
    );
  }

  /** Each of `codes`, whether it was sent or not, and last all others together, where there were any. */
  counts(codes: readonly number[]): readonly ControlCount[] {
    const listed = [...new Set(codes)];
    const others: Statuses = new Map();
    for (const [code, statuses] of this.#byCode) {
      if (!listed.includes(code)) for (const [status, requests] of statuses) addTo(others, status, requests);
    }
    return [
      ...listed.map((code) => countOf(code, this.#byCode.get(code) ?? new Map())),
      ...(others.size === 0 ? [] : [countOf(null, others)]),
    ];
  }
}
