import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CHANNEL_FD } from './channel-fd.ts';
import { FrameReader, frameOf, TOKEN_BYTES } from './frames.ts';
import type { ProcessRequest } from './messages.ts';

/** A process that a driver runs in, as it is used. */
export interface DriverProcess {
  send(request: ProcessRequest): void;
  /** Each of the listeners is set once, before the first message. */
  onMessage(listener: (message: unknown) => void): void;
  /** Bytes on the channel that are none of its messages. */
  onForgery(listener: () => void): void;
  /** The end of the process, after its last message. */
  onGone(listener: () => void): void;
  /** Ends it at once, with all that the driver has started in its group. */
  kill(): void;
}

const isWindows = process.platform === 'win32';
const living = new Set<ChildProcess>();
let endsWithThis = false;

/** Ends a process and those of its group: all that it has started, unless they made a group of their own. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (isWindows) spawnSync('taskkill', ['/pid', `${pid}`, '/T', '/F'], { windowsHide: true });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** How long what a process printed is waited for once it is gone: another may hold its output open, milliseconds. */
const LAST_WORDS_MS = 500;

/** Starts the process of a driver; `onOutput` is told what it and its children print. */
export function startProcess(onOutput: (text: string) => void): DriverProcess {
  // Built code alone can be started.
  const entry = fileURLToPath(new URL('./entry.js', import.meta.url));
  const child = spawn(process.execPath, [entry], {
    // Its own group is not sent the terminal's Ctrl-C.
    detached: !isWindows,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  living.add(child);
  if (!endsWithThis)
    process.once('exit', () => {
      for (const each of living) killGroup(each);
    });
  endsWithThis = true;
  for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', onOutput);
  const token = randomBytes(TOKEN_BYTES);
  return channelOf(child, child.stdio[CHANNEL_FD] as Duplex, token);
}

function channelOf(child: ChildProcess, channel: Duplex, token: Buffer): DriverProcess {
  const reader = new FrameReader(token);
  let receive: (message: unknown) => void = () => {};
  let forged: () => void = () => {};
  let gone: () => void = () => {};
  let isReadable = true;
  channel.on('data', (chunk: Buffer) => {
    if (!isReadable) return;
    try {
      for (const message of reader.read(chunk)) receive(message);
    } catch {
      isReadable = false;
      forged();
    }
  });
  // Writing to a process that is gone fails: its end says all.
  channel.on('error', () => {});
  channel.on('close', () => killGroup(child));
  child.on('error', () => {});
  child.once('exit', () => {
    killGroup(child);
    const streams = [child.stdout, child.stderr, channel];
    const timer = setTimeout(() => {
      for (const stream of streams) stream?.destroy();
    }, LAST_WORDS_MS);
    child.once('close', () => clearTimeout(timer));
  });
  child.once('close', () => {
    living.delete(child);
    gone();
  });
  return {
    send: (request) => {
      channel.write(frameOf(token, request));
    },
    onMessage: (listener) => {
      receive = listener;
    },
    onForgery: (listener) => {
      forged = listener;
    },
    onGone: (listener) => {
      gone = listener;
    },
    kill: () => killGroup(child),
  };
}
