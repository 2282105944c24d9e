import type { Finding } from '../../trace/finding/finding.ts';
import { isMisuse } from './explains.ts';

/**
 * The findings that one cause explains, by their places: those that have a sign in common, and those that have one in
 * common with these. The simplest first; causes in the order of their simplest findings. A function of the findings alone.
 */
export function causesOf(findings: readonly Finding[]): readonly (readonly number[])[] {
  const causes = new Map<number, number[]>();
  for (const [index, cause] of joined(findings).entries()) {
    const members = causes.get(cause);
    if (members === undefined) causes.set(cause, [index]);
    else members.push(index);
  }
  const simplestFirst = [...causes.values()].map((members) =>
    members.sort((left, right) => compared(findings, left, right)),
  );
  return simplestFirst.sort(([left = 0], [right = 0]) => left - right);
}

/** For each finding the place of the first one that it is joined with. */
function joined(findings: readonly Finding[]): readonly number[] {
  const first = new Map<string, number>();
  const parents = findings.map((_finding, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    for (let next = parents[root]; next !== undefined && next !== root; next = parents[root]) root = next;
    return root;
  };
  for (const [index, { evidence }] of findings.entries()) {
    for (const sign of evidence.signs) {
      const other = first.get(sign);
      if (other === undefined) first.set(sign, index);
      else {
        const [low = 0, high = 0] = [rootOf(other), rootOf(index)].sort((left, right) => left - right);
        parents[high] = low;
      }
    }
  }
  return findings.map((_finding, index) => rootOf(index));
}

/** Errors before warnings; what a driver does before what comes of it; fewer operations; then as they are listed. */
function compared(findings: readonly Finding[], left: number, right: number): number {
  const [one, other] = [findings[left], findings[right]];
  if (one === undefined || other === undefined) return left - right;
  return (
    rank(one) - rank(other) ||
    kindRank(one) - kindRank(other) ||
    one.trace.ops.length - other.trace.ops.length ||
    happenings(one) - happenings(other) ||
    left - right
  );
}

/** How much happens beside the operations of a trace. */
function happenings({ trace: { ops, setting } }: Finding): number {
  const during = ops.reduce((sum, op) => sum + ('during' in op ? op.during.length : 0), 0);
  return during + setting.load.length + setting.unload.length;
}

function rank({ severity, known }: Finding): number {
  return (severity === 'error' ? 0 : 1) + (known ? 2 : 0);
}

function kindRank(finding: Finding): number {
  if (finding.property.startsWith('metamorphic/')) return 2;
  return isMisuse(finding) ? 0 : 1;
}
