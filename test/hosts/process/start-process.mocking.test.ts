import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameReader, frameOf } from '../../../src/hosts/process/frames.ts';
import { startProcess } from '../../../src/hosts/process/start-process.ts';

/** No process is started: one that is never there stands in. */
const { children } = vi.hoisted(() => ({ children: [] as FakeChild[] }));

class FakeChild extends EventEmitter {
  readonly pid = 4711;
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly channel = new PassThrough();
  readonly written: Buffer[] = [];
  readonly stdio: readonly unknown[];
  readonly started: readonly unknown[];

  constructor(...started: unknown[]) {
    super();
    this.started = started;
    this.channel.write = (chunk: Buffer): boolean => {
      this.written.push(chunk);
      return true;
    };
    this.stdio = [null, this.stdout, this.stderr, this.channel];
    children.push(this);
  }
}

vi.mock('node:child_process', () => ({
  spawn: (...parameters: unknown[]) => new FakeChild(...parameters),
  spawnSync: vi.fn(),
}));

const kill = vi.spyOn(process, 'kill');

beforeEach(() => {
  children.length = 0;
  kill.mockReset().mockReturnValue(true);
});
afterEach(() => {
  for (const child of children) child.emit('close');
});

function started() {
  const output: string[] = [];
  const told: unknown[] = [];
  const driver = startProcess((text) => output.push(text));
  driver.onMessage((message) => told.push(message));
  driver.onForgery(() => told.push('forged'));
  driver.onGone(() => told.push('gone'));
  const [child] = children;
  if (child === undefined) throw new Error('nothing was started');
  return { driver, child, output, told };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** The token that the process is sent with the first frame. */
function tokenOf({ driver, child }: ReturnType<typeof started>): Buffer {
  driver.send({ kind: 'end' });
  const reader = new FrameReader(null);
  for (const chunk of child.written) for (const _message of reader.read(chunk)) break;
  if (reader.token === null) throw new Error('no token was sent');
  return reader.token;
}

describe.skipIf(process.platform === 'win32')('a driver’s process', () => {
  it('is one of its own group, with a channel beside its output', () => {
    const { child } = started();
    const [command, parameters, options] = child.started;
    expect([command, parameters]).toEqual([process.execPath, [expect.stringMatching(/entry\.js$/)]]);
    expect(options).toMatchObject({ detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  });

  it('is sent requests and tells messages, each with the token', async () => {
    const all = started();
    const frame = frameOf(tokenOf(all), { kind: 'alive' });
    all.child.channel.push(frame.subarray(0, 9));
    all.child.channel.push(frame.subarray(9));
    await settled();
    expect(all.told).toEqual([{ kind: 'alive' }]);
  });

  it('that writes anything else on the channel is told of once, and nothing after it is read', async () => {
    const all = started();
    const token = tokenOf(all);
    all.child.channel.push(Buffer.alloc(64, 1));
    all.child.channel.push(frameOf(token, { kind: 'alive' }));
    await settled();
    expect(all.told).toEqual(['forged']);
  });

  it('prints what is passed on', async () => {
    const { child, output } = started();
    child.stdout.write('one');
    child.stderr.write('two');
    await settled();
    expect(output.sort()).toEqual(['one', 'two']);
  });

  it('is killed with its group, at once', () => {
    const { driver } = started();
    driver.kill();
    expect(kill.mock.calls).toEqual([[-4711, 'SIGKILL']]);
  });

  it('of which nothing is left is no error', () => {
    const { driver } = started();
    kill.mockImplementation(() => {
      throw new Error('ESRCH');
    });
    expect(() => driver.kill()).not.toThrow();
  });

  it('takes its group with it when it ends, and is gone when all that it said is read', async () => {
    const { child, told } = started();
    child.emit('exit', 1);
    expect(kill.mock.calls).toEqual([[-4711, 'SIGKILL']]);
    expect(told).toEqual([]);
    child.emit('close', 1);
    expect(told).toEqual(['gone']);
  });

  it('is not waited for long where another holds its output open', () => {
    vi.useFakeTimers();
    const { child } = started();
    child.emit('exit', 1);
    expect(child.stdout.destroyed).toBe(false);
    vi.advanceTimersByTime(500);
    expect([child.stdout.destroyed, child.stderr.destroyed]).toEqual([true, true]);
    vi.useRealTimers();
  });

  it('goes with its channel, and errors of either are told by its end', () => {
    const { child } = started();
    child.channel.emit('error', new Error('EPIPE'));
    child.emit('error', new Error('ENOENT'));
    child.channel.emit('close');
    expect(kill.mock.calls).toEqual([[-4711, 'SIGKILL']]);
  });

  it('ends with this one', () => {
    started();
    const [last] = process.listeners('exit').slice(-1);
    last?.(0);
    expect(kill.mock.calls).toContainEqual([-4711, 'SIGKILL']);
  });
});
