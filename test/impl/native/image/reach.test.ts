import { describe, expect, it } from 'vitest';
import { icedDecoder } from '../../../../src/decoder/iced-decoder.ts';
import { importName } from '../../../../src/impl/native/image/import-thunks.ts';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { reachableImports } from '../../../../src/impl/native/image/reach.ts';
import { AT, type DriverChange, driverFile, RDATA, slotOf, TEXT } from './driver.setup.ts';
import { Code, IMAGE_BASE, type Memory } from './image.setup.ts';

const decoder = await icedDecoder();
const SLOT = slotOf('DbgPrint');
const OTHER = slotOf('IoCreateDevice');

function reached(change: DriverChange): string[] {
  const image = parseImage(driverFile(change));
  const found = reachableImports(image, decoder);
  return image.imports.filter((_, index) => found[index]).map(importName);
}

/** What is reached from code of a test, in an image without unwind data and without addresses in data. */
function reachedFrom(write: (code: Code, memory: Memory) => void, change: DriverChange = {}): string[] {
  return reached({
    ...change,
    entryRva: TEXT,
    directories: { 3: [0, 0], 5: [0, 0], ...change.directories },
    edit(memory) {
      memory.bytes.fill(0xcc, TEXT, TEXT + 0x100);
      write(new Code(memory, TEXT), memory);
    },
  });
}

describe('an import is reached', () => {
  it('from the entry point, dispatch routines, callbacks in data and exception handlers, and others are not', () => {
    expect(reached({})).toEqual([
      'IoCreateDevice',
      'IofCompleteRequest',
      'DbgPrint',
      'IoFileObjectType',
      'KeBugCheckEx',
      '__C_specific_handler',
      'USBD_CreateHandle',
    ]);
  });

  it.each<[string, (code: Code, memory: Memory) => void]>([
    ['call [slot]', (code) => code.callSlot(SLOT).ret()],
    ['call [slot] with REX.W', (code) => code.raw(0x48).callSlot(SLOT).ret()],
    ['jmp [slot]', (code) => code.jmpSlot(SLOT)],
    ['mov rax,[slot]', (code) => code.load(SLOT).ret()],
    ['lea rax,[slot]', (code) => code.lea(SLOT).ret()],
    [
      'an immediate of its slot',
      (code, memory) => {
        code.raw(0x48, 0xb8).ret();
        memory.u64(TEXT + 2, IMAGE_BASE + BigInt(SLOT));
        memory.u8(TEXT + 10, 0xc3);
      },
    ],
    [
      'an absolute address of its slot',
      (code, memory) => {
        code.raw(0x48, 0xa1);
        memory.u64(TEXT + 2, IMAGE_BASE + BigInt(SLOT));
      },
    ],
    ['behind a call', (code) => code.callSlot(OTHER).callSlot(SLOT).ret()],
    ['behind a call by a register', (code) => code.raw(0xff, 0xd0).callSlot(SLOT).ret()],
    ['behind an assertion', (code) => code.raw(0xcd, 0x2c).callSlot(SLOT).ret()],
    ['behind a system call', (code) => code.raw(0x0f, 0x05).callSlot(SLOT).ret()],
  ])('by %s', (_, write) => {
    expect(reachedFrom(write)).toContain('DbgPrint');
  });

  it.each<[string, (code: Code) => void]>([
    ['call', (code) => code.call(TEXT + 0x40).ret()],
    ['jmp', (code) => code.jmp(TEXT + 0x40)],
    ['je', (code) => code.je(TEXT + 0x40).ret()],
    ['lea', (code) => code.lea(TEXT + 0x40).ret()],
  ])('by %s of a function that calls it', (_, write) => {
    const found = reachedFrom((code, memory) => {
      write(code);
      new Code(memory, TEXT + 0x40).callSlot(SLOT).ret();
    });
    expect(found).toEqual(['DbgPrint']);
  });

  it('by the immediate of a function that calls it', () => {
    const found = reachedFrom((code, memory) => {
      code.raw(0x48, 0xb8);
      memory.u64(TEXT + 2, IMAGE_BASE + BigInt(TEXT + 0x40));
      memory.u8(TEXT + 10, 0xc3);
      new Code(memory, TEXT + 0x40).callSlot(SLOT).ret();
    });
    expect(found).toEqual(['DbgPrint']);
  });

  it('through an import thunk', () => {
    const found = reachedFrom((code, memory) => {
      code.call(TEXT + 0x80).ret();
      new Code(memory, TEXT + 0x80).jmpSlot(SLOT);
    });
    expect(found).toEqual(['DbgPrint']);
  });

  it('in a loop that does not end', () => {
    expect(reachedFrom((code) => code.callSlot(SLOT).jmp(TEXT))).toEqual(['DbgPrint']);
  });
});

describe('an import is not reached', () => {
  it.each<[string, (code: Code) => void]>([
    ['a return', (code) => code.ret()],
    ['a jump', (code) => code.jmp(TEXT + 0xf0)],
    ['int3', (code) => code.raw(0xcc)],
    ['int 29h', (code) => code.raw(0xcd, 0x29)],
    ['ud2', (code) => code.raw(0x0f, 0x0b)],
    ['an invalid instruction', (code) => code.raw(0x06)],
    ['a jump by a register', (code) => code.raw(0xff, 0xe0)],
    ['a far jump', (code) => code.raw(0xff, 0x28)],
  ])('behind %s', (_, write) => {
    const found = reachedFrom((code) => {
      write(code);
      code.callSlot(SLOT).ret();
    });
    expect(found).toEqual([]);
  });

  it('by a string next to code whose address is taken', () => {
    const found = reachedFrom((code, memory) => {
      code.lea(TEXT + 0x40).ret();
      memory.wide(TEXT + 0x40, '\\Device\\Name');
      new Code(memory, TEXT + 0x5a).callSlot(SLOT).ret();
    });
    expect(found).toEqual([]);
  });

  it('by code that runs out of its section', () => {
    expect(reachedFrom((code) => code.jmp(0x900000))).toEqual([]);
    expect(reachedFrom((code) => code.jmp(-0x900000))).toEqual([]);
    expect(reachedFrom((code) => code.relative(SLOT + 1, 0xff, 0x15).ret())).toEqual([]);
  });
});

describe('a table of jumps is followed', () => {
  const target = TEXT + 0x60;
  const whole = { directories: { 3: [0x4000, 12] as const } };
  const withFunction = (memory: Memory): void => {
    memory.u32(0x4000, TEXT, TEXT + 0x80, AT.unwindOfPart + 0x10);
    memory.u8(AT.unwindOfPart + 0x10, 1, 0, 0, 0);
  };

  it.each([true, false])('of RVAs, as Microsoft writes it; with unwind data: %s', (hasUnwind) => {
    const table = TEXT + 0x30;
    const found = reachedFrom(
      (code, memory) => {
        // lea rdx,[image base]; mov ecx,[rdx+rax*4+table]; add rcx,rdx; jmp rcx
        code.relative(0, 0x48, 0x8d, 0x15).raw(0x8b, 0x8c, 0x82);
        memory.u32(code.rva, table);
        code.rva += 4;
        code.raw(0x48, 0x03, 0xca, 0xff, 0xe1);
        memory.u32(table, TEXT + 0x50, target, 0xcccccccc);
        new Code(memory, TEXT + 0x50).callSlot(OTHER).ret();
        new Code(memory, target).callSlot(SLOT).ret();
        withFunction(memory);
      },
      hasUnwind ? whole : {},
    );
    expect(found).toEqual(['IoCreateDevice', 'DbgPrint']);
  });

  it('of distances, as clang and gcc write it', () => {
    const table = RDATA + 0x4c0;
    const found = reachedFrom((code, memory) => {
      // lea rdx,[table]; movsxd rcx,[rdx+rax*4]; add rcx,rdx; jmp rcx
      code.relative(table, 0x48, 0x8d, 0x15).raw(0x48, 0x63, 0x0c, 0x82, 0x48, 0x01, 0xd1, 0xff, 0xe1);
      memory.u32(table, TEXT + 0x50 - table, target - table, 0);
      new Code(memory, TEXT + 0x50).callSlot(OTHER).ret();
      new Code(memory, target).callSlot(SLOT).ret();
      withFunction(memory);
    }, whole);
    expect(found).toEqual(['IoCreateDevice', 'DbgPrint']);
  });
});

describe('a scope table', () => {
  it.each<[string, (memory: Memory) => void]>([
    ['counts nothing', (memory) => memory.u32(AT.scopes - 4, 0)],
    ['counts too much', (memory) => memory.u32(AT.scopes - 4, 2_000)],
    ['goes beyond its section', (memory) => memory.u32(AT.scopes - 4, 1_000)],
    ['covers nothing', (memory) => memory.u32(AT.scopes, TEXT + 8, TEXT + 8)],
    ['covers data', (memory) => memory.u32(AT.scopes, RDATA, RDATA + 8)],
    ['leads to data', (memory) => memory.u32(AT.scopes + 12, RDATA)],
  ])('that %s is none', (_, edit) => {
    expect(reached({ edit })).not.toContain('KeBugCheckEx');
    expect(reached({ edit })).toContain('__C_specific_handler');
  });

  it('names a filter, and a termination handler without code to go on with', () => {
    const filter = (memory: Memory): void => memory.u32(AT.scopes + 8, AT.handler, 0);
    expect(reached({ edit: filter })).toContain('KeBugCheckEx');
  });
});
