import type { Host } from './host.ts';

/** What a shell reports of a process that Ctrl-C ended. */
const KILLED_BY_INTERRUPT = 130;
/** One Ctrl-C can arrive twice: from the terminal, and passed on by npx. */
const SAME_INTERRUPT_MS = 200;

/** Runs `work`: the first Ctrl-C aborts its signal, the second one ends the process. */
export async function interruptible<Result>(
  host: Host,
  onFirst: () => void,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let firstAt: number | null = null;
  const undo = host.onInterrupt(() => {
    if (firstAt === null) {
      firstAt = host.now();
      onFirst();
      controller.abort();
    } else if (host.now() - firstAt > SAME_INTERRUPT_MS) host.exit(KILLED_BY_INTERRUPT);
  });
  try {
    return await work(controller.signal);
  } finally {
    undo();
  }
}
