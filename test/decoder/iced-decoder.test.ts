import { describe, expect, it } from 'vitest';
import { icedDecoder } from '../../src/decoder/iced-decoder.ts';

const RVA = 0x1000;
const decoder = await icedDecoder();

function decoded(...bytes: number[]) {
  const code = decoder.open(Uint8Array.from(bytes), RVA);
  const instruction = code.decode(RVA);
  code.close();
  return instruction;
}

const PLAIN = {
  flow: 'next',
  targetRva: null,
  operandRva: null,
  isAddress: false,
  absolute: null,
  tableRva: null,
};

describe('the decoder over iced-x86', () => {
  it.each<[string, number[], object]>([
    ['nop', [0x90], { lengthBytes: 1 }],
    ['call', [0xe8, 0xfb, 0xff, 0xff, 0xff], { lengthBytes: 5, flow: 'call', targetRva: RVA }],
    [
      'jmp before the image',
      [0xe9, 0, 0, 0, 0x80],
      { lengthBytes: 5, flow: 'jump', targetRva: RVA + 5 - 2 ** 31 },
    ],
    ['je', [0x74, 0x10], { lengthBytes: 2, flow: 'branch', targetRva: RVA + 0x12 }],
    ['call [rip+10h]', [0xff, 0x15, 0x10, 0, 0, 0], { lengthBytes: 6, operandRva: RVA + 0x16 }],
    [
      'jmp [rip+10h]',
      [0xff, 0x25, 0x10, 0, 0, 0],
      { lengthBytes: 6, flow: 'indirect-jump', operandRva: RVA + 0x16 },
    ],
    [
      'lea rax,[rip+10h]',
      [0x48, 0x8d, 5, 0x10, 0, 0, 0],
      { lengthBytes: 7, operandRva: RVA + 0x17, isAddress: true },
    ],
    ['jmp rax', [0xff, 0xe0], { lengthBytes: 2, flow: 'indirect-jump' }],
    ['ret', [0xc3], { lengthBytes: 1, flow: 'end' }],
    ['mov rax,imm64', [0x48, 0xb8, 1, 0, 0, 0, 0, 0, 0, 0x80], { lengthBytes: 10, absolute: 2n ** 63n + 1n }],
    [
      'mov rax,[moffs64]',
      [0x48, 0xa1, 1, 0, 0, 0, 0, 0xf8, 0xff, 0xff],
      { lengthBytes: 10, absolute: 0xfffff80000000001n },
    ],
    ['mov ecx,[rdx+rax*4+2000h]', [0x8b, 0x8c, 0x82, 0, 0x20, 0, 0], { lengthBytes: 7, tableRva: 0x2000 }],
    ['mov ecx,[rax*4+2000h]', [0x8b, 0x0c, 0x85, 0, 0x20, 0, 0], { lengthBytes: 7 }],
    ['int 29h', [0xcd, 0x29], { lengthBytes: 2, flow: 'end' }],
    ['int 2Ch', [0xcd, 0x2c], { lengthBytes: 2 }],
    ['int3', [0xcc], { lengthBytes: 1, flow: 'end' }],
    ['syscall', [0x0f, 0x05], { lengthBytes: 2 }],
    ['xbegin', [0xc7, 0xf8, 0, 0, 0, 0], { lengthBytes: 6 }],
  ])('%s', (_, bytes, expected) => {
    expect(decoded(...bytes)).toEqual({ ...PLAIN, ...expected });
  });

  it.each<[string, number[]]>([
    ['nothing', []],
    ['an invalid instruction', [0x06]],
    ['half of one', [0xe8, 0, 0]],
  ])('does not decode %s', (_, bytes) => {
    expect(decoded(...bytes)).toBe(null);
  });

  it('decodes at any address of the code, and at none outside', () => {
    const code = decoder.open(Uint8Array.of(0x90, 0xc3), RVA);
    expect(code.decode(RVA + 1)?.flow).toBe('end');
    expect(code.decode(RVA)?.flow).toBe('next');
    expect([code.decode(RVA - 1), code.decode(RVA + 2)]).toEqual([null, null]);
    code.close();
  });
});
