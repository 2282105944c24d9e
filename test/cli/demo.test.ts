import { describe, expect, it } from 'vitest';
import { demo, succeeds, transcript, ZERO } from './demo.setup.ts';

describe('irpcheck demo', () => {
  it.each([
    [[]],
    [['article']],
    [['--mode', 'buffered']],
    [['--mode', 'direct']],
    [['-m', 'direct', '-t', 'Hello, world!']],
  ])('%j: the article’s session', async (args) => {
    expect(await demo(...args)).toEqual(succeeds('read 13 bytes: "Hello, world!"'));
  });

  it('fails in neither mode, as the article’s program does there', async () => {
    expect(await demo('--mode', 'neither')).toEqual({ exitCode: 1, out: transcript(ZERO), err: '' });
  });

  it('runs another driver', async () => {
    const line = 'read 13 bytes: "Hello, world!"';
    expect(await demo('wdm-article')).toEqual(succeeds(line, 'wdm-article'));
  });
});
