import { afterAll, describe, expect, it } from 'vitest';
import type { ExportedTrace } from '../../src/export/exported-trace.ts';
import {
  CTL_CODE,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  METHOD_OUT_DIRECT,
  type TransferMethod,
} from '../../src/nt/control-code.ts';
import { STATUS_BUFFER_TOO_SMALL } from '../../src/nt/ntstatus.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type { OpOf } from '../../src/trace/ops/index.ts';
import { exported, op, success, type Told } from '../export/traces.ts';
import { irpcheck } from './dist.ts';
import { type Compiled, complaints, ProgramFolder } from './export/program-folder.ts';
import { mingw, rustc, wine } from './tools.ts';

/** What exported programs see of control requests that are answered well and badly. */

const { exportTrace } = irpcheck;
const MINGW = mingw();
const RUSTC = rustc();
const WINE = wine();
const programs = new ProgramFolder();

afterAll(() => programs.close());

/** What a device does, by the function of a control code; the others answer as GIVES does. */
const GIVES = 0x800;
const REFUSES = 0x801;
const CHANGES_INPUT = 0x802;
const WRITES_BEHIND_OUTPUT = 0x803;
const WRITES_BEFORE_INPUT = 0x804;
const CHANGES_REST = 0x805;

/** A device that gives 0x41 in the first byte of the output, and pends each request until it has. */
const DEVICE = `
#define WIN32_NO_STATUS
#include <windows.h>
#undef WIN32_NO_STATUS
#include <ntstatus.h>
#include <winternl.h>
static NTSTATUS answer(HANDLE event, PIO_STATUS_BLOCK block, ULONG code, BYTE *input, BYTE *output, ULONG length)
{
    ULONG function = (code >> 2) & 0xFFF;
    if (function == ${REFUSES}) return STATUS_BUFFER_TOO_SMALL;
    if ((code & 3) != METHOD_IN_DIRECT || function == ${CHANGES_REST}) *output = 0x41;
    if (function == ${CHANGES_INPUT}) *input = 0;
    if (function == ${WRITES_BEHIND_OUTPUT}) output[length] = 0;
    if (function == ${WRITES_BEFORE_INPUT}) input[-1] = 0;
    if (function == ${CHANGES_REST}) output[length - 1] = 0;
    block->Status = STATUS_SUCCESS;
    block->Information = 1;
    SetEvent(event);
    return STATUS_PENDING;
}
NTSTATUS NTAPI fake_device_control(HANDLE handle, HANDLE event, PIO_APC_ROUTINE routine, PVOID context,
                                   PIO_STATUS_BLOCK block, ULONG code, PVOID input, ULONG input_length, PVOID output,
                                   ULONG output_length)
{
    (void)handle, (void)routine, (void)context;
    return input_length == 3 ? answer(event, block, code, input, output, output_length) : STATUS_UNSUCCESSFUL;
}
NTSTATUS NTAPI fake_fs_control(HANDLE handle, HANDLE event, PIO_APC_ROUTINE routine, PVOID context,
                               PIO_STATUS_BLOCK block, ULONG code, PVOID input, ULONG input_length, PVOID output,
                               ULONG output_length)
{
    (void)handle, (void)routine, (void)context, (void)input_length;
    return answer(event, block, code, input, output, output_length);
}
`;

/** Three bytes of input, four of output, of the same place in their pages, and an event. */
function request(fn: number, method: TransferMethod): Omit<OpOf<'control'>, 'op'> {
  const buffer = { ...PLAIN_BUFFER, pageOffset: 8 };
  const { op: _kind, ...rest } = op('control', {
    code: CTL_CODE(0x22, fn, method, 0),
    input: { ...buffer, length: 3 },
    output: { ...buffer, length: 4, at: null },
    data: { hex: '010203' },
    event: true,
  });
  return rest;
}

const GIVEN = success(1, { data: Uint8Array.of(0x41) });
const GIVEN_AND_OPEN = success(1, { data: Uint8Array.of(0x41), restOpen: true });

function control(fn: number, method: TransferMethod, allowed: Told['allowed'] = [GIVEN]): Told {
  return { op: op('control', request(fn, method)), allowed };
}

type Form = 'c' | 'rust';

const REPLACED: Readonly<Record<string, string>> = {
  NtDeviceIoControlFile: 'fake_device_control',
  NtFsControlFile: 'fake_fs_control',
};

/** A program that calls the device in place of Windows. */
function compiled(trace: ExportedTrace, form: Form): Compiled {
  const text = exportTrace(trace, form);
  const source = programs.file(DEVICE, '.c');
  if (form === 'c') {
    const replaced = Object.entries(REPLACED).map(([name, other]) => `-D${name}=${other}`);
    return programs.compileC(text, ...replaced, source);
  }
  const object = source.replace(/\.c$/, '.o');
  expect(complaints(programs.run(MINGW.command, ['-c', '-o', object, source]))).toBe('');
  const names = new RegExp(Object.keys(REPLACED).join('|'), 'g');
  const calls = text.replaceAll(names, (name) => REPLACED[name] ?? name);
  return programs.compileRust(calls, '-C', `link-arg=${object}`);
}

/** What a program says of each request, after its open: the last two lines. */
function said(requests: readonly Told[], form: Form): readonly string[] {
  const trace = exported([{ op: op('open', { overlapped: true }), allowed: [success(1)] }, ...requests]);
  const { program, said: complaint } = compiled(trace, form);
  expect(complaint).toBe('');
  const [shown = ''] = programs.underWine(program).lines.join('\n').split('\n\n');
  const [, ...parts] = shown.split(/^\d+ (?:fs-)?control .*\n/m);
  return parts.map((part) =>
    part
      .trimEnd()
      .split('\n')
      .slice(-2)
      .map((line) => line.trim())
      .join(': '),
  );
}

const FORMS: readonly Form[] = RUSTC.isMissing ? ['c'] : ['c', 'rust'];

describe.skipIf(MINGW.isMissing || WINE.isMissing).each(FORMS)(
  `control requests of a program in %s${MINGW.note}${RUSTC.note}${WINE.note}`,
  (form) => {
    it('are as expected where both buffers are', () => {
      const fsControl = op('fs-control', request(GIVES, METHOD_BUFFERED));
      expect(
        said(
          [
            control(GIVES, METHOD_BUFFERED),
            { op: fsControl, allowed: [GIVEN] },
            control(GIVES, METHOD_OUT_DIRECT),
            control(GIVES, METHOD_IN_DIRECT, [success(1)]),
            control(REFUSES, METHOD_BUFFERED, [{ status: STATUS_BUFFER_TOO_SMALL, data: new Uint8Array(0) }]),
            // A driver has the address of this input, and what a model says nothing of is not compared.
            control(CHANGES_INPUT, METHOD_NEITHER),
            control(CHANGES_REST, METHOD_NEITHER, [GIVEN_AND_OPEN]),
          ],
          form,
        ).map((line) => line.replace(/^.*: /, '')),
      ).toEqual(Array.from({ length: 7 }, () => 'ok'));
    });

    it('differ where a buffer is changed that is not the device’s', () => {
      expect(
        said(
          [
            control(CHANGES_INPUT, METHOD_BUFFERED),
            control(WRITES_BEFORE_INPUT, METHOD_NEITHER),
            control(WRITES_BEHIND_OUTPUT, METHOD_OUT_DIRECT, [GIVEN_AND_OPEN]),
            control(CHANGES_REST, METHOD_OUT_DIRECT),
            control(CHANGES_REST, METHOD_IN_DIRECT, [success(1)]),
            // Nothing is compared, but for what no call may change.
            control(CHANGES_INPUT, METHOD_OUT_DIRECT, null),
          ],
          form,
        ),
      ).toEqual([
        'byte 0 of the input buffer is 0x00 instead of 0x01: DIFFERS',
        'bytes changed around the input buffer: 1: DIFFERS',
        'bytes changed around the output buffer: 1: DIFFERS',
        'byte 3 of the output buffer is 0x00 instead of 0xF8: DIFFERS',
        'byte 0 of the output buffer is 0x41 instead of 0x01: DIFFERS',
        'byte 0 of the input buffer is 0x00 instead of 0x01: DIFFERS',
      ]);
    });
  },
);
