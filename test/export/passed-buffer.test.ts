import { describe, expect, it } from 'vitest';
import { bufferOf, inputOf } from '../../src/export/passed-buffer.ts';
import {
  CTL_CODE,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  METHOD_OUT_DIRECT,
  type TransferMethod,
} from '../../src/nt/control-code.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import { exported, op, type Told } from './traces.ts';

function callOf(told: Told['op']): Call {
  const [performed] = exported([{ op: told, allowed: null }]).calls;
  if (performed === undefined) throw new Error('no call');
  return performed.call;
}

const ODD = { pageOffset: 5, memory: 'read-only', shared: true } as const;
const PIECE = { kind: 'repeat', unit: Uint8Array.of(7), count: 2 } as const;
const hex = { hex: '07' };

function controlOf(method: TransferMethod): Call {
  const code = CTL_CODE(0x22, 0x900, method, 0);
  const output = { length: 2, ...PLAIN_BUFFER, at: null };
  return callOf(op('fs-control', { code, input: { length: 2, ...ODD }, output, data: hex }));
}

describe('the buffer of a call', () => {
  it('holds what a write gives, and nothing before a read', () => {
    expect(bufferOf(callOf(op('write', { length: 2, buffer: ODD, data: hex })))).toEqual({
      ...ODD,
      length: 2,
      data: [PIECE],
      mayChange: false,
    });
    expect(bufferOf(callOf(op('read', { length: 2, buffer: ODD })))).toEqual({
      ...ODD,
      length: 2,
      data: null,
      mayChange: false,
    });
  });

  it.each([METHOD_BUFFERED, METHOD_OUT_DIRECT, METHOD_NEITHER] as const)(
    'is the output of a control request of method %i, which holds nothing before',
    (method) => {
      expect(bufferOf(controlOf(method))).toEqual({
        ...PLAIN_BUFFER,
        length: 2,
        data: null,
        mayChange: false,
      });
    },
  );

  it('is the second buffer of METHOD_IN_DIRECT, which holds the caller’s data', () => {
    expect(bufferOf(controlOf(METHOD_IN_DIRECT))).toMatchObject({ data: [PIECE], mayChange: false });
  });

  it('is none of a call that passes none', () => {
    expect(bufferOf(callOf(op('flush')))).toBeNull();
    expect(bufferOf(callOf(op('open')))).toBeNull();
  });
});

describe('the input of a call', () => {
  it.each([
    [METHOD_BUFFERED, false],
    [METHOD_IN_DIRECT, false],
    [METHOD_OUT_DIRECT, false],
    [METHOD_NEITHER, true],
  ] as const)('of method %i: a driver that has its address may change it: %s', (method, mayChange) => {
    expect(inputOf(controlOf(method))).toEqual({ ...ODD, length: 2, data: [PIECE], mayChange });
  });

  it('is none of a transfer', () => {
    expect(inputOf(callOf(op('write', { length: 2 })))).toBeNull();
  });
});
