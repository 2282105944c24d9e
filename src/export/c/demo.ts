import type { ControlsDemo, DemoProgram, ReadWriteDemo } from '../demo-program.ts';
import { byteLines, wideLiteral, wideUnits } from './literals.ts';

/** What every program begins with: the device, and how a call that fails is told. */
function beginning({ name, devicePath }: DemoProgram, what: string): string {
  const path = wideLiteral(devicePath);
  const definition =
    path === null
      ? `static const WCHAR device_path[] = { ${wideUnits(devicePath)}, 0 };`
      : `static const WCHAR device_path[] = ${path};`;
  return `/*
 * ${what}, as \`irpcheck demo\` does.
 * An error of Windows is told by its code alone.
 *
 * Build:  x86_64-w64-mingw32-gcc -std=c11 -Wall -Wextra -O2 -o ${name}.exe ${name}.c
 *    or:  cl /std:c11 ${name}.c
 * Exit:   0 if every call succeeded, 1 otherwise
 */
#include <fcntl.h>
#include <io.h>
#include <stdbool.h>
#include <stdio.h>
#include <windows.h>

${definition}

/* A driver's own lines are in between: nothing waits in a buffer. */
static void end_line(void)
{
    putchar('\\n');
    fflush(stdout);
}

static bool failed(void)
{
    printf("Error: Os { code: %lu }", GetLastError());
    end_line();
    return false;
}
`;
}

/** What every program ends with: it opens the device, acts and closes it. */
const ENDING = `
int main(void)
{
    _setmode(_fileno(stdout), _O_BINARY);
    HANDLE device = CreateFileW(device_path, GENERIC_READ | GENERIC_WRITE,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
    if (device == INVALID_HANDLE_VALUE) {
        failed();
        return 1;
    }
    bool succeeded = act(device);
    CloseHandle(device);
    return succeeded ? 0 : 1;
}
`;

function hex(code: number): string {
  return `0x${code.toString(16)}`;
}

function controlsDemo(demo: ControlsDemo): string {
  const { codes, value } = demo;
  return `${beginning(demo, 'Has the device print its value, writes one, has it printed again and reads it back')}
enum { PRINT_VALUE = ${hex(codes.print)}, READ_VALUE = ${hex(codes.read)}, WRITE_VALUE = ${hex(codes.write)} };

static bool act(HANDLE device)
{
    DWORD value = ${value}u;
    DWORD bytes = 0;
    if (!DeviceIoControl(device, PRINT_VALUE, NULL, 0, NULL, 0, &bytes, NULL)) return failed();
    if (!DeviceIoControl(device, WRITE_VALUE, &value, sizeof value, NULL, 0, &bytes, NULL)) return failed();
    printf("wrote the value %lu", value);
    end_line();
    if (!DeviceIoControl(device, PRINT_VALUE, NULL, 0, NULL, 0, &bytes, NULL)) return failed();
    if (!DeviceIoControl(device, READ_VALUE, NULL, 0, &value, sizeof value, &bytes, NULL)) return failed();
    if (bytes != sizeof value) {
        printf("thread 'main' panicked: the value has %lu bytes, not %u", bytes, (unsigned)sizeof value);
        end_line();
        return false;
    }
    printf("read the value %lu", value);
    end_line();
    return true;
}
${ENDING}`;
}

function readWriteDemo(demo: ReadWriteDemo): string {
  const { data, bufferBytes } = demo;
  return `${beginning(demo, 'Writes data to the device, reads back and prints what it read')}
enum { DATA_BYTES = ${data.length}, BUFFER_BYTES = ${bufferBytes} };

/* A byte more than is written: no array is empty. */
static const BYTE data[DATA_BYTES + 1] = {
${data.length === 0 ? '    0,' : byteLines(data).join('\n')}
};

/* How a range that ends or starts behind a slice is told. */
static bool out_of_range(const char *what, DWORD index, DWORD length)
{
    printf("thread 'main' panicked: range %s index %lu out of range for slice of length %lu", what, index, length);
    end_line();
    return false;
}

static bool write_all(HANDLE device)
{
    DWORD left = DATA_BYTES;
    while (left > 0) {
        DWORD written = 0;
        if (!WriteFile(device, data + (DATA_BYTES - left), left, &written, NULL)) return failed();
        if (written == 0) {
            printf("Error: Error { kind: WriteZero, message: \\"failed to write whole buffer\\" }");
            end_line();
            return false;
        }
        if (written > left) return out_of_range("start", written, left);
        left -= written;
    }
    return true;
}

/* As text if it is UTF-8, and in hexadecimal otherwise. */
static void print_bytes(const BYTE *bytes, DWORD size)
{
    bool is_text = size == 0 || MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, (const char *)bytes, size, NULL, 0) > 0;
    printf("read %lu bytes: ", size);
    if (is_text) {
        putchar('"');
        fwrite(bytes, 1, size, stdout);
        putchar('"');
    } else {
        for (DWORD at = 0; at < size; at += 1) printf("%s%x", at == 0 ? "[" : ", ", (unsigned)bytes[at]);
        putchar(']');
    }
    end_line();
}

static bool act(HANDLE device)
{
    static BYTE buffer[BUFFER_BYTES];
    DWORD size = 0;
    if (!write_all(device)) return false;
    if (!ReadFile(device, buffer, BUFFER_BYTES, &size, NULL)) {
        DWORD error = GetLastError();
        if (error != ERROR_BROKEN_PIPE && error != ERROR_NO_DATA) return failed();
        size = 0;
    }
    if (size > BUFFER_BYTES) return out_of_range("end", size, BUFFER_BYTES);
    print_bytes(buffer, size);
    return true;
}
${ENDING}`;
}

/** A C11 program that does what a program of the article's session does, by kernel32. */
export function cDemo(demo: DemoProgram): string {
  return demo.name === 'controls' ? controlsDemo(demo) : readWriteDemo(demo);
}
