import type { Host } from './host.ts';

/** One Ctrl-C can arrive twice: from the terminal, and passed on by npx. */
const SAME_INTERRUPT_MS = 200;

/**
 * Runs `work`: the first Ctrl-C, or another request to end, aborts its signal, the second one ends the process.
 * Once the work is done, the first one has no effect: the process is about to end, and what was found is written.
 */
export async function interruptible<Result>(
  host: Host,
  onFirst: () => void,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let firstAt: number | null = null;
  let isDone = false;
  host.onInterrupt((interrupt) => {
    if (firstAt === null) {
      firstAt = host.now();
      if (isDone) return;
      onFirst();
      controller.abort();
    } else if (host.now() - firstAt > SAME_INTERRUPT_MS) host.endBy(interrupt);
  });
  try {
    return await work(controller.signal);
  } finally {
    isDone = true;
  }
}
