import type { Stop } from './conclude.ts';

/** The signals that end a campaign early. */
interface Signals {
  readonly signal?: AbortSignal | undefined;
  readonly deadline?: AbortSignal | undefined;
}

/** What ended a campaign early, if anything did. */
export function stoppedBy({ signal, deadline }: Signals): Stop | null {
  if (signal?.aborted === true) return 'interrupted';
  return deadline?.aborted === true ? 'out-of-time' : null;
}
