import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { kindNamed, kindsOf, type OpKind } from '../../trace/ops/index.ts';

/** Whether operations of a kind are drawn for a profile at all. */
export function isApplicable(kind: OpKind, profile: GenerationProfile): boolean {
  return kindNamed(kind).appliesTo?.(profile) ?? true;
}

/** The kinds of operations that are drawn for a profile, in the order in which reports list them. */
export function applicableKinds(profile: GenerationProfile): readonly OpKind[] {
  return kindsOf(profile.view).kinds.filter((kind) => isApplicable(kind, profile));
}

/** Keeps what is computed for a profile: cases ask for it by the thousand. */
export function ofProfile<Result extends object>(
  make: (profile: GenerationProfile) => Result,
): (profile: GenerationProfile) => Result {
  const made = new WeakMap<GenerationProfile, Result>();
  return (profile) => {
    const known = made.get(profile);
    if (known !== undefined) return known;
    const result = make(profile);
    made.set(profile, result);
    return result;
  };
}
