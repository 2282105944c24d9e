import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { bufferName, type Contents, type Recorded } from '../evidence/contents.ts';
import type { PropertyEvidence } from '../evidence/property-evidence.ts';

/** What shows a difference between a run and a variant of it. */
export const VARIANT_EVIDENCE: PropertyEvidence = {
  marks: [],
  seenBy: 'caller',
  remarkStart: 'in a variant: ',
  contents: differentData,
};

function differentData({ run, variant }: Recorded, { op, reason }: JudgedBreach): readonly Contents[] {
  const other = run.observations[op]?.buffer ?? null;
  const observed = variant?.observations[op]?.buffer ?? null;
  if (other === null || observed === null || reason !== 'data') return [];
  const what = `${bufferName(run.calls[op])}, in the variant`;
  return [{ what, start: 0, observed, other, isExpected: true }];
}
