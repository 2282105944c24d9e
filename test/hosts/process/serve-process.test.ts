import { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameReader, frameOf, TOKEN_BYTES } from '../../../src/hosts/process/frames.ts';
import type { ProcessRequest } from '../../../src/hosts/process/messages.ts';
import { type ServedProcess, serveProcess } from '../../../src/hosts/process/serve-process.ts';
import { dying, EXECUTE, source, threadsWith } from '../isolate.setup.ts';

const TOKEN = Buffer.alloc(TOKEN_BYTES, 7);

/** A channel whose other end keeps what it is sent. */
class Channel extends Duplex {
  readonly sent: unknown[] = [];
  readonly #reader = new FrameReader(TOKEN);

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    for (const message of this.#reader.read(chunk)) this.sent.push(message);
    done();
  }

  ask(request: ProcessRequest): void {
    this.push(frameOf(TOKEN, request));
  }
}

const kindsOf = ({ sent }: Channel): unknown[] =>
  sent.map((message) => (message as { readonly kind: string }).kind);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function served(startThread: ServedProcess['startThread']) {
  const channel = new Channel();
  let abandoned = 0;
  const abandon = (): void => {
    abandoned += 1;
  };
  serveProcess(channel, { abandon, ...(startThread && { startThread }) });
  return { channel, abandonments: () => abandoned };
}

const LOAD = { kind: 'load', source, deadlyModes: [], entryLimitMs: 1_000 } as const;

async function loaded(startThread: ServedProcess['startThread']) {
  const all = served(startThread);
  all.channel.ask(LOAD);
  await vi.advanceTimersByTimeAsync(10);
  return all;
}

describe('a driver’s process', () => {
  it('loads, answers and ends, and tells nothing before it was asked', async () => {
    const { channel, abandonments } = served(threadsWith(() => {}).start);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(channel.sent).toEqual([]);
    channel.ask(LOAD);
    await vi.advanceTimersByTimeAsync(10);
    expect(channel.sent.at(-1)).toMatchObject({ kind: 'loaded', summary: { name: 'test' } });
    channel.ask({ kind: 'ask', request: EXECUTE, limitMs: 1_000, tellsSteps: false });
    await vi.advanceTimersByTimeAsync(10);
    expect(channel.sent.at(-1)).toEqual({ kind: 'answer', answer: null });
    channel.ask({ kind: 'end' });
    await vi.advanceTimersByTimeAsync(10);
    expect(abandonments()).toBeGreaterThan(0);
  });

  it('tells that it is alive, each second', async () => {
    const { channel } = await loaded(threadsWith(() => {}).start);
    const before = kindsOf(channel).filter((kind) => kind === 'alive').length;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kindsOf(channel).filter((kind) => kind === 'alive').length - before).toBe(2);
  });

  it('tells the death of the driver, with where it was', async () => {
    const { channel } = await loaded(dying('exit').start);
    channel.ask({ kind: 'ask', request: EXECUTE, limitMs: 1_000, tellsSteps: false });
    await vi.advanceTimersByTimeAsync(10);
    expect(channel.sent.at(-1)).toMatchObject({ kind: 'died', reason: 'ends-the-process', stage: null });
  });

  it('tells an error that is none of the driver’s', async () => {
    const { channel } = await loaded(() => {
      throw new RangeError('no thread');
    });
    expect(channel.sent.at(-1)).toEqual({ kind: 'failed', name: 'RangeError', message: 'no thread' });
  });

  it('tells what is thrown outside of the driver’s routines, not without end', async () => {
    const threads = threadsWith(() => {});
    const { channel } = await loaded(threads.start);
    threads.started[0]?.tell({ kind: 'stray', message: `Error: ${'a'.repeat(10_000)}` });
    expect(channel.sent.at(-1)).toEqual({ kind: 'stray', thrown: `Error: ${'a'.repeat(4_089)}` });
  });

  it('passes on what is printed, in pieces and not without end', async () => {
    const { start: startThread } = threadsWith(() => {});
    const { channel } = await loaded((start, onOutput) => {
      onOutput('a'.repeat(20_000));
      onOutput('b'.repeat(100_000));
      onOutput('c');
      return startThread(start);
    });
    const printed = channel.sent.flatMap((message) => {
      const { kind, text } = message as { readonly kind: string; readonly text?: string };
      return kind === 'output' ? [text ?? ''] : [];
    });
    expect(printed.join('')).toBe('a'.repeat(20_000) + 'b'.repeat(65_536 - 20_000));
    expect(Math.max(...printed.map(({ length }) => length))).toBe(16_384);
  });

  it.each(['end', 'error', 'close'])('is given up when its channel has its %s', async (event) => {
    const { channel, abandonments } = await loaded(threadsWith(() => {}).start);
    channel.emit(event, new Error('broken'));
    expect(abandonments()).toBe(1);
  });

  it('is given up where what it is sent is not whole: the driver has read from it', async () => {
    const { channel, abandonments } = await loaded(threadsWith(() => {}).start);
    channel.push(Buffer.alloc(100, 1));
    await vi.advanceTimersByTimeAsync(10);
    expect(abandonments()).toBe(1);
  });
});
