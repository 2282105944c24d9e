/** Entry of a driver's process: see `serveProcess`. */
import { Socket } from 'node:net';
import { CHANNEL_FD } from './channel-fd.ts';
import { serveProcess } from './serve-process.ts';

/** Ends the process with its group, which is all that the driver has started and not let go. */
function abandon(): void {
  try {
    if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  } finally {
    process.exit(1);
  }
}

// What a driver does to this thread, through what threads share, ends it without a word: the other end sees that.
process.on('uncaughtException', abandon);
process.on('unhandledRejection', abandon);
// The one that asks decides when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
serveProcess(new Socket({ fd: CHANNEL_FD, readable: true, writable: true }), { abandon });
