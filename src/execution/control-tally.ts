import { ntstatusName } from '../nt/ntstatus.ts';
import { win32ErrorName } from '../nt/win32-error.ts';
import type { View } from '../trace/ops/view.ts';
import type { ControlCount } from '../trace/result/result.ts';

/** What was counted of control requests: by code and by how they ended. Plain data. */
export type ControlPart = readonly {
  readonly code: number;
  /** The status that was returned, of a program GetLastError() as a signed number, 0 for TRUE; null for none. */
  readonly status: number | null;
  readonly requests: number;
}[];

type Statuses = Map<number | null, number>;
type NameOf = (status: number) => string;

const NAMES: Readonly<Record<View, NameOf>> = {
  native: ntstatusName,
  win32: (error) => win32ErrorName(error >>> 0),
};

function addTo(statuses: Statuses, status: number | null, requests: number): void {
  statuses.set(status, (statuses.get(status) ?? 0) + requests);
}

/** What never returned comes last. */
function byStatus(left: number | null, right: number | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return (left >>> 0) - (right >>> 0);
}

function countOf(code: number | null, statuses: Statuses, nameOf: NameOf): ControlCount {
  const sorted = [...statuses].sort(([left], [right]) => byStatus(left, right));
  return {
    code,
    sent: sorted.reduce((sum, [, requests]) => sum + requests, 0),
    statuses: sorted.map(([status, requests]) => ({
      status: status === null ? null : nameOf(status),
      requests,
    })),
  };
}

/** Counts control requests by their codes and by how they ended. */
export class ControlTally {
  readonly #byCode = new Map<number, Statuses>();

  /** @param status as of `ControlPart` */
  count(code: number, status: number | null, requests = 1): void {
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
  counts(codes: readonly number[], view: View = 'native'): readonly ControlCount[] {
    const nameOf = NAMES[view];
    const listed = [...new Set(codes)];
    const others: Statuses = new Map();
    for (const [code, statuses] of this.#byCode) {
      if (!listed.includes(code)) for (const [status, requests] of statuses) addTo(others, status, requests);
    }
    return [
      ...listed.map((code) => countOf(code, this.#byCode.get(code) ?? new Map(), nameOf)),
      ...(others.size === 0 ? [] : [countOf(null, others, nameOf)]),
    ];
  }
}
