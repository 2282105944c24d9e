import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemErrorCode } from '../../src/cli/errors.ts';
import { processHost } from '../../src/cli/host.ts';
import { TextOutput } from '../../src/cli/output/text-output.ts';
import { Capture, systemError } from './fakes.ts';

describe('processHost', () => {
  const host = processHost();

  it('has a clock that does not go back', () => {
    const first = host.now();
    expect(host.now()).toBeGreaterThanOrEqual(first);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('listens to %s, and ends the process by it', (signal, exitCode) => {
    const before = process.listenerCount(signal);
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => true);
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    onTestFinished(() => {
      kill.mockRestore();
      exit.mockRestore();
    });
    const heard: string[] = [];
    host.onInterrupt((interrupt) => heard.push(interrupt));
    expect(process.listenerCount(signal)).toBe(before + 1);
    process.listeners(signal).at(-1)?.(signal);
    expect(heard).toEqual([signal]);
    host.endBy(signal);
    expect(process.listenerCount(signal)).toBe(before);
    expect(kill.mock.calls).toEqual(process.platform === 'win32' ? [] : [[process.pid, signal]]);
    expect(exit.mock.calls).toEqual([[exitCode]]);
  });
});

describe('TextOutput', () => {
  it('writes nothing more once the reader is gone', async () => {
    const stream = new Capture();
    const output = new TextOutput(stream);
    output.write('a');
    stream.failure = systemError('EPIPE');
    output.write('b');
    expect(await output.flush()).toBeNull();
    stream.failure = null;
    output.write('c');
    expect(await output.flush()).toBeNull();
    expect(stream.text).toBe('a');
  });

  it.each([
    ['EIO', true, null],
    ['EIO', false, 'EIO'],
    ['ENOSPC', true, 'ENOSPC'],
  ])('%s from a terminal: %s', async (code, isTTY, told) => {
    const stream = new Capture(isTTY);
    const output = new TextOutput(stream);
    stream.failure = systemError(code);
    output.write('a');
    const failure = await output.flush();
    expect(failure === null ? null : systemErrorCode(failure)).toBe(told);
  });

  it('knows a terminal', () => {
    expect([new TextOutput(new Capture(true)).isTTY, new TextOutput(new Capture()).isTTY]).toEqual([
      true,
      false,
    ]);
  });
});
