import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { processHost } from '../../src/cli/host.ts';
import { TextOutput } from '../../src/cli/output/text-output.ts';
import { Capture, systemError } from './fakes.ts';

describe('processHost', () => {
  const host = processHost();

  it('listens to Ctrl-C only while asked to', () => {
    const before = process.listenerCount('SIGINT');
    const undo = host.onInterrupt(() => {});
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    undo();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('has a clock that does not go back', () => {
    const first = host.now();
    expect(host.now()).toBeGreaterThanOrEqual(first);
  });

  it('ends the process', () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    onTestFinished(() => exit.mockRestore());
    host.exit(130);
    expect(exit.mock.calls).toEqual([[130]]);
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

  it('knows a terminal', () => {
    expect([new TextOutput(new Capture(true)).isTTY, new TextOutput(new Capture()).isTTY]).toEqual([
      true,
      false,
    ]);
  });
});
