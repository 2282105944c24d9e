import type { Duplex } from 'node:stream';
import type { Beacon } from '../../execution/beacon.ts';
import { isDeath } from '../host.ts';
import { Isolate, type IsolateOptions } from '../isolate.ts';
import { LoadDeath } from '../losses.ts';
import { FrameError, FrameReader, frameOf } from './frames.ts';
import type { Place, ProcessMessage, ProcessRequest } from './messages.ts';

/** What serving needs of the process. */
export interface ServedProcess {
  /** Ends it at once, with all that the driver has started. */
  abandon(): void;
  readonly startThread?: IsolateOptions['startThread'];
}

/** How often it tells that it is alive, milliseconds. */
const ALIVE_MS = 1_000;
/** What a driver prints is passed on in pieces, and not more of it than anybody shows. */
const MAX_PIECE = 16_384;
const MAX_PRINTED = 65_536;
const MAX_TOLD = 4_096;

/**
 * Loads a driver in a worker and answers what is asked over a channel. The driver has the worker, and what threads of
 * one process share; the watch is kept here.
 */
export function serveProcess(channel: Duplex, { abandon, startThread }: ServedProcess): void {
  const reader = new FrameReader(null);
  const outlet = new Outlet(channel, reader);
  let isolate: Isolate | null = null;
  let beacon: Beacon | null = null;

  const load = async ({ source, deadlyModes, entryLimitMs }: Asked<'load'>): Promise<void> => {
    try {
      isolate = await Isolate.start({
        source,
        deadlyModes,
        entryLimitMs,
        isForeign: true,
        onOutput: (text) => outlet.print(text),
        onStray: (thrown) => outlet.send({ kind: 'stray', thrown: thrown.slice(0, MAX_TOLD) }),
        onTold: (told, at, passed) => {
          beacon = at;
          outlet.send({ ...told, ...placeOf(at) }, passed);
        },
        ...(startThread === undefined ? {} : { startThread }),
      });
      outlet.send({ kind: 'loaded', summary: isolate.summary });
    } catch (error) {
      if (error instanceof LoadDeath)
        outlet.send({ kind: 'load-died', reason: error.reason, stage: error.stage });
      else outlet.fail(error);
    }
  };

  const ask = async ({ request, limitMs, tellsSteps }: Asked<'ask'>): Promise<void> => {
    try {
      const answer = await isolate?.ask(request, limitMs, tellsSteps);
      if (answer === undefined || !isDeath(answer)) outlet.send({ kind: 'answer', answer });
      else {
        const { died: _died, isUnplaced: _placed, ...death } = answer;
        outlet.send({ kind: 'died', stage: null, ...death });
      }
    } catch (error) {
      outlet.fail(error);
    }
  };

  const end = async (): Promise<void> => {
    await isolate?.close();
    channel.end(abandon);
  };

  const serve = (request: ProcessRequest): Promise<void> => {
    switch (request.kind) {
      case 'load':
        return load(request);
      case 'ask':
        return ask(request);
      case 'end':
        return end();
    }
  };

  const alive = setInterval(() => outlet.send({ kind: 'alive' }), ALIVE_MS);
  alive.unref();
  outlet.onTooLong = () => ({
    kind: 'died',
    ...(beacon === null ? NOWHERE : placeOf(beacon)),
    reason: 'breaks-the-channel',
    trace: null,
    events: [],
  });
  channel.on('data', (chunk: Buffer) => {
    try {
      for (const request of reader.read(chunk)) void serve(request as ProcessRequest);
    } catch {
      // The driver has read from it.
      abandon();
    }
  });
  for (const event of ['end', 'close', 'error']) channel.on(event, abandon);
}

type Asked<Kind extends ProcessRequest['kind']> = Extract<ProcessRequest, { kind: Kind }>;

const NOWHERE: Place = { caseIndex: 0, op: 0, modelCall: null, stage: null, executions: 0 };

function placeOf({ caseIndex, op, modelCall, stage, executions }: Beacon): Place {
  return { caseIndex, op, modelCall, stage, executions };
}

/** Sends messages as frames. */
class Outlet {
  onTooLong: () => ProcessMessage = () => ({ kind: 'alive' });
  readonly #channel: Duplex;
  readonly #reader: FrameReader;
  #printed = 0;

  constructor(channel: Duplex, reader: FrameReader) {
    this.#channel = channel;
    this.#reader = reader;
  }

  send(message: ProcessMessage, onSent: () => void = () => {}): void {
    // Nothing is sent before the other end has made itself known.
    const { token } = this.#reader;
    if (token === null) return;
    let frame: Buffer;
    try {
      frame = frameOf(token, message);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      frame = frameOf(token, this.onTooLong());
    }
    this.#channel.write(frame, onSent);
  }

  fail(error: unknown): void {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    this.send({ kind: 'failed', name: name.slice(0, MAX_TOLD), message: message.slice(0, MAX_TOLD) });
  }

  print(text: string): void {
    const shown = text.slice(0, MAX_PRINTED - this.#printed);
    this.#printed += shown.length;
    for (let at = 0; at < shown.length; at += MAX_PIECE)
      this.send({ kind: 'output', text: shown.slice(at, at + MAX_PIECE) });
  }
}
