import { describe, expect, it } from 'vitest';
import { flagBits, flagsText, openFlags } from '../../src/export/open-flags.ts';
import type { CreateFileCall } from '../../src/trace/ops/index.ts';
import { open } from '../model/calls.ts';

const flags = (fields: Partial<CreateFileCall>) => {
  const call = open(fields);
  if (call.call !== 'NtCreateFile') throw new Error('no open');
  return openFlags(call);
};

describe('openFlags', () => {
  it('are none where an open is as usual', () => {
    expect(flags({})).toEqual({ options: [], isAlertable: false, share: null });
  });

  it('are the options by their names in headers', () => {
    expect(flags({ options: ['write-through', 'no-intermediate-buffering'] }).options).toEqual([
      'FILE_WRITE_THROUGH',
      'FILE_NO_INTERMEDIATE_BUFFERING',
    ]);
  });

  it('have a synchronous handle wait alertably', () => {
    expect(flags({ options: ['alertable'] })).toMatchObject({ options: [], isAlertable: true });
    expect(flags({ options: ['alertable'], overlapped: true }).isAlertable).toBe(false);
  });

  it.each([
    ['none', []],
    ['delete', ['FILE_SHARE_DELETE']],
    ['all', ['FILE_SHARE_READ', 'FILE_SHARE_WRITE', 'FILE_SHARE_DELETE']],
  ] as const)('say that %s is shared', (share, expected) => {
    expect(flags({ share }).share).toEqual(expected);
  });
});

describe('flags', () => {
  it('are a sum in C and Rust, and one number elsewhere', () => {
    expect([flagsText([]), flagBits([])]).toEqual(['0', 0]);
    const two = ['FILE_SHARE_READ', 'FILE_SHARE_DELETE'] as const;
    expect([flagsText(two), flagBits(two)]).toEqual(['FILE_SHARE_READ | FILE_SHARE_DELETE', 5]);
  });
});
