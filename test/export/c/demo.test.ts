import { describe, expect, it } from 'vitest';
import { cDemo } from '../../../src/export/c/demo.ts';

const DEVICE = { devicePath: '\\??\\Example' } as const;

describe('the programs of sessions in C', () => {
  it('send the codes that they are told, and the value', () => {
    const codes = { print: 0x222000, read: 0x226004, write: 0x22a008 };
    const text = cDemo({ ...DEVICE, name: 'controls', codes, value: 7 });
    expect(text).toContain('PRINT_VALUE = 0x222000, READ_VALUE = 0x226004, WRITE_VALUE = 0x22a008');
    expect(text).toContain('DWORD value = 7u;');
    expect(text).toContain('device_path[] = L"\\\\??\\\\Example";');
  });

  it('write the data that they are told, none of it too', () => {
    const text = (data: Uint8Array) => cDemo({ ...DEVICE, name: 'read-write', data, bufferBytes: 16 });
    expect(text(Uint8Array.of(1, 255))).toContain(
      'enum { DATA_BYTES = 2, BUFFER_BYTES = 16 };\n\n/* A byte more than is written: no array is empty. */\n' +
        'static const BYTE data[DATA_BYTES + 1] = {\n    0x01, 0xff,\n};\n',
    );
    expect(text(new Uint8Array(0))).toContain('DATA_BYTES = 0,');
    expect(text(new Uint8Array(17))).toContain(`${Array(16).fill('0x00').join(', ')},\n    0x00,\n};`);
  });

  it('are printable ASCII, whatever the device is called', () => {
    const text = cDemo({ name: 'read-write', devicePath: 'é', data: Uint8Array.of(200), bufferBytes: 1 });
    expect(text).toMatch(/^[\n -~]+$/);
    expect(text).toContain('device_path[] = { 0x00e9, 0 };');
  });
});
