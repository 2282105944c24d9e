import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExportedTrace } from '../../src/export/exported-trace.ts';
import {
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_NAME_NOT_FOUND,
} from '../../src/nt/ntstatus.ts';
import { ODD_TRACES } from '../export/odd-traces.ts';
import { exported, FILE_TRACE, op, success, type Told } from '../export/traces.ts';
import { sample } from './amount.ts';
import { irpcheck, ROOT } from './dist.ts';
import { complaints, ProgramFolder } from './export/program-folder.ts';
import { mcs, mingw, powershell, rustc, wine } from './tools.ts';

/** Exported programs are what a user has of them: compiled, run, and red when they should be. */

const { defects, exportTrace, openSession, subjectSource } = irpcheck;
const MINGW = mingw();
const RUSTC = rustc();
const WINE = wine();
const MCS = mcs();
const POWERSHELL = powershell();
const programs = new ProgramFolder();

afterAll(() => programs.close());

/**
 * A seeded defect of each property, as `irpcheck export` has its published trace. One without operations has nothing
 * for a program to do.
 */
async function catalogueTraces(): Promise<[string, ExportedTrace][]> {
  const traces: [string, ExportedTrace][] = [];
  const seen = new Set<string>();
  for (const { id, subject, minimal: trace, property, reason } of defects) {
    if (seen.has(property) || trace.ops.length === 0) continue;
    seen.add(property);
    const session = await openSession({ source: await subjectSource(subject.name, null) });
    try {
      const finding = { property, reason, severity: 'error', op: 0, expected: 'x', observed: 'y' } as const;
      const calls = await session.perform(trace);
      const { openName } = session.summary;
      traces.push([id, { name: id, trace, finding, consequence: '', openName, modelPath: null, calls }]);
    } finally {
      await session.close();
    }
  }
  return traces;
}

const TRACES = [...Object.entries(ODD_TRACES), ...(await catalogueTraces())];

it('has traces of many shapes', () => {
  expect(TRACES.length).toBeGreaterThanOrEqual(18);
  for (const [, { calls }] of TRACES) expect(calls.length).toBeGreaterThan(0);
});

describe('the C form', () => {
  it.skipIf(MINGW.isMissing).each(sample(TRACES, 8))(
    `compiles without a warning: %s${MINGW.note}`,
    (_name, trace) => {
      expect(programs.compileC(exportTrace(trace, 'c')).said).toBe('');
    },
  );
});

describe('the Rust form', () => {
  it.skipIf(RUSTC.isMissing).each(sample(TRACES, 4))(
    `compiles without a warning: %s${RUSTC.note}`,
    (_name, trace) => {
      expect(programs.checkRust(exportTrace(trace, 'rust'))).toBe('');
    },
  );
});

describe.skipIf(POWERSHELL.isMissing)(`the PowerShell form${POWERSHELL.note}`, () => {
  it.each(sample(TRACES, 4))(
    'compiles its runtime and makes the operations of the trace: %s',
    (_name, trace) => {
      const text = exportTrace(trace, 'powershell');
      const end = text.indexOf('$runtime = New-Object');
      const script = programs.file(
        `${text.slice(0, end)}exit $trace.Count - ${trace.calls.length}\n`,
        '.ps1',
      );
      expect(complaints(programs.run(POWERSHELL.command, ['-NoProfile', '-File', script]))).toBe('');
    },
  );
});

it.skipIf(MCS.isMissing)(`the runtime of the PowerShell form is C# 5${MCS.note}`, () => {
  const [, runtime = ''] = exportTrace(exported(FILE_TRACE), 'powershell').split(/^Add-Type .* @'$|^'@$/m);
  expect(runtime).toContain('public partial class Runtime');
  const options = ['-langversion:5', '-warn:4', '-warnaserror', '-target:library'];
  const source = programs.file(runtime, '.cs');
  expect(complaints(programs.run(MCS.command, [...options, source]))).toBe('');
});

/** The file's trace with one expectation that is wrong. */
function falsified(change: (told: Told) => Told, index: number): ExportedTrace {
  return exported(FILE_TRACE.map((told, at) => (at === index ? change(told) : told)));
}

/** The simulated driver refuses its open, which the model does not allow. */
const REFUSED_OPEN: readonly Told[] = [
  {
    op: op('open'),
    allowed: [success(1, { position: 0n })],
    observed: { status: STATUS_INSUFFICIENT_RESOURCES },
  },
];

/** A trace without a model. */
const UNCOMPARED: readonly Told[] = [{ op: op('open'), allowed: null }];

const AS_EXPECTED = '15 as expected, 0 different, 0 not compared, 1 not performed';

describe.skipIf(MINGW.isMissing || WINE.isMissing)(`the C form under Wine${MINGW.note}${WINE.note}`, () => {
  it('finds a regular file as it is', () => {
    const { program, said } = programs.compileC(exportTrace(exported(FILE_TRACE), 'c'));
    expect(said).toBe('');
    const { status, lines } = programs.underWine(program);
    expect(lines.slice(-2)).toEqual([AS_EXPECTED, '']);
    expect(status).toBe(0);
  });

  it('exits with 2 without the device, and says which', () => {
    const { program } = programs.compileC(exportTrace(exported(FILE_TRACE), 'c'));
    const { status, lines } = programs.underWine(program, false);
    expect(lines.at(-2)).toMatch(
      /^could not run: \\\?\?\\Z:.*device\.bin cannot be opened\. Is the driver loaded/,
    );
    expect(status).toBe(2);
  });

  it('exits with 2 without the device where the finding is about its open', () => {
    const { program } = programs.compileC(exportTrace(exported(REFUSED_OPEN), 'c'));
    expect(programs.underWine(program, false).status).toBe(2);
    // A driver that no longer refuses it is as expected.
    expect(programs.underWine(program).status).toBe(0);
  });

  it('takes the answer of a device that is not there for what is expected', () => {
    const allowed = [success(0), { status: STATUS_OBJECT_NAME_NOT_FOUND, iosbWritten: null }];
    const { program } = programs.compileC(exportTrace(exported([{ op: op('open'), allowed }]), 'c'));
    const { status, lines } = programs.underWine(program, false);
    expect(lines.at(-2)).toBe('1 as expected, 0 different, 0 not compared, 0 not performed');
    expect(status).toBe(0);
  });

  it('exits with 2 where nothing was compared', () => {
    const { program } = programs.compileC(exportTrace(exported(UNCOMPARED), 'c'));
    const { status, lines } = programs.underWine(program);
    expect(lines.at(-2)).toBe('nothing was compared: this says nothing of the driver');
    expect(status).toBe(2);
  });

  it('does not take an event of its own for a closed handle', () => {
    const trace = exported([
      { op: op('open'), allowed: [success(1)] },
      { op: op('close'), allowed: [{}] },
      { op: op('close', { handle: 'closed' }), allowed: [{ status: STATUS_INVALID_HANDLE }] },
    ]);
    const reused = 'NtClose(handle_of(op->handle));';
    const text = exportTrace(trace, 'c');
    expect(text).toContain(reused);
    // Windows gives a value that is free to the next handle that is made.
    const { program, said } = programs.compileC(
      text.replace(reused, `${reused} CreateEventW(NULL, TRUE, FALSE, NULL);`),
    );
    expect(said).toBe('');
    expect(programs.underWine(program).lines.at(-2)).toBe(
      '3 as expected, 0 different, 0 not compared, 0 not performed',
    );
  });

  const lies: [string, number, Told['allowed'], RegExp][] = [
    ['status', 3, [{ status: -1 }], /observed {2}STATUS_END_OF_FILE/],
    ['Information', 1, [success(4999)], /observed {2}STATUS_SUCCESS, Information 5000/],
    ['position', 4, [success(0, { position: 3n })], /observed .*position 2/],
    ['status block', 1, [{}], /observed {2}STATUS_SUCCESS, Information 5000/],
    ['data', 2, [success(1, { data: Uint8Array.of(0) })], /byte 0 of the buffer is 0xDC instead of 0x00/],
    [
      'data beyond',
      2,
      [success(1, { data: new Uint8Array(0) })],
      /byte 0 of the buffer is 0xDC instead of 0xF8/,
    ],
  ];

  it.each(sample(lies, 2))('exits with 1 where another %s is expected', (_name, index, allowed, line) => {
    const trace = falsified((told) => ({ ...told, allowed, observed: { status: 0 } }), index);
    const { status, lines } = programs.underWine(programs.compileC(exportTrace(trace, 'c')).program);
    expect(status).toBe(1);
    expect(lines.at(-2)).toBe(AS_EXPECTED.replace('15', '14').replace('0 different', '1 different'));
    expect(lines.join('\n')).toMatch(line);
  });

  /** A device that pends its reads, writes to the read before as well, writes behind a buffer at offset 1, and never comes back from a flush. */
  const FAKE = `
#define WIN32_NO_STATUS
#include <windows.h>
#undef WIN32_NO_STATUS
#include <ntstatus.h>
#include <winternl.h>
NTSTATUS NTAPI fake_read(HANDLE handle, HANDLE event, PVOID routine, PVOID context, PIO_STATUS_BLOCK block,
                         BYTE *buffer, ULONG length, PLARGE_INTEGER offset, PULONG key)
{
    (void)handle, (void)routine, (void)context, (void)key;
    static BYTE *earlier_buffer;
    static PIO_STATUS_BLOCK earlier_block;
    if (earlier_buffer != NULL) *earlier_buffer = 0;
    if (earlier_block != NULL) earlier_block->Status = STATUS_CANCELLED;
    earlier_buffer = buffer;
    earlier_block = block;
    memset(buffer, 0x41, length);
    if (offset->QuadPart == 1) buffer[length] = 0;
    block->Status = STATUS_SUCCESS;
    block->Information = length;
    SetEvent(event);
    return STATUS_PENDING;
}
NTSTATUS NTAPI fake_flush(HANDLE handle, PIO_STATUS_BLOCK block)
{
    (void)handle, (void)block;
    Sleep(INFINITE);
    return STATUS_SUCCESS;
}
`;

  it('waits for what is pending, sees what is written around a buffer, and what never completes', () => {
    const data = Uint8Array.of(0x41, 0x41);
    const trace = exported([
      { op: op('open', { overlapped: true }), allowed: [success(1)] },
      { op: op('read', { length: 2, event: true }), allowed: [success(2, { data })] },
      { op: op('read', { length: 2, event: true, offset: '1' }), allowed: null },
      { op: op('flush'), allowed: null },
      { op: op('close'), allowed: null },
    ]);
    const text = exportTrace(trace, 'c').replace('CALL_MILLISECONDS 10000', 'CALL_MILLISECONDS 2000');
    const replaced = ['-DNtReadFile=fake_read', '-DNtFlushBuffersFile=fake_flush', programs.file(FAKE, '.c')];
    const { program, said } = programs.compileC(text, ...replaced);
    expect(said).toBe('');
    const { status, lines } = programs.underWine(program);
    const shown = lines.join('\n');
    expect(shown).toContain('observed  STATUS_SUCCESS, Information 2\n  ok\n');
    expect(shown).toContain('  bytes changed around the buffer: 1\n  DIFFERS\n');
    expect(shown).toContain('observed  never completes (after 2 s)\n  DIFFERS\n');
    expect(lines.at(-2)).toBe('2 as expected, 2 different, 0 not compared, 1 not performed');
    expect(status).toBe(1);
  });
});

describe.skipIf(RUSTC.isMissing || WINE.isMissing)(
  `the Rust form under Wine${RUSTC.note}${WINE.note}`,
  () => {
    it('finds a regular file as it is, and says when it is not there', () => {
      const { program, said } = programs.compileRust(exportTrace(exported(FILE_TRACE), 'rust'));
      expect(said).toBe('');
      const { status, lines } = programs.underWine(program);
      expect(lines.slice(-2)).toEqual([AS_EXPECTED, '']);
      expect(status).toBe(0);
      expect(programs.underWine(program, false).status).toBe(2);
    });

    it('exits with 2 without the device where the finding is about its open', () => {
      const { program } = programs.compileRust(exportTrace(exported(REFUSED_OPEN), 'rust'));
      expect(programs.underWine(program, false).status).toBe(2);
      expect(programs.underWine(program).status).toBe(0);
    });

    it('exits with 2 where nothing was compared', () => {
      const { program } = programs.compileRust(exportTrace(exported(UNCOMPARED), 'rust'));
      expect(programs.underWine(program).status).toBe(2);
    });

    it('exits with 1 where other data is expected', () => {
      const allowed = [success(1, { data: Uint8Array.of(0) })];
      const trace = falsified((told) => ({ ...told, allowed }), 2);
      const { status, lines } = programs.underWine(programs.compileRust(exportTrace(trace, 'rust')).program);
      expect(status).toBe(1);
      expect(lines.join('\n')).toContain('byte 0 of the buffer is 0xDC instead of 0x00');
    });
  },
);

describe('the vitest form', () => {
  const project = join(programs.folder, 'project');

  /** A project that has this package and what it needs, as npm would install it. */
  function install(): void {
    const modules = join(project, 'node_modules');
    mkdirSync(join(modules, 'irpcheck'), { recursive: true });
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n');
    for (const name of readdirSync(join(ROOT, 'node_modules'))) {
      if (!name.startsWith('.') && name !== 'irpcheck') {
        symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
      }
    }
    for (const part of ['dist', 'package.json']) {
      cpSync(join(ROOT, part), join(modules, 'irpcheck', part), { recursive: true });
    }
  }

  function vitest(): { readonly status: number | null; readonly text: string } {
    const bin = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'run', '--root', project], {
      cwd: project,
      encoding: 'utf8',
      // What this run of vitest has set is not for that one.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1' },
    });
    return { status, text: `${stdout}${stderr}` };
  }

  it('fails on the driver that shows the finding, and passes on the correct one', () => {
    install();
    const bin = join(ROOT, 'bin/irpcheck.js');
    const found = programs.run(
      process.execPath,
      [bin, 'run', 'article-verbatim', '--mode', 'direct', '-n', '300', '-q', '-o', 'reports'],
      project,
    );
    expect(found.status).toBe(1);
    const folder = join(project, 'reports', 'article-verbatim');
    const trace = readdirSync(folder).find((name) => name.startsWith('model-status-')) ?? 'none';
    const parameters = ['export', join(folder, trace), '--to', 'vitest', '-o', 'status.test.ts'];
    const written = programs.run(process.execPath, [bin, ...parameters], project);
    expect([written.status, written.stdout, written.stderr]).toEqual([0, 'vitest: status.test.ts\n', '']);
    const failing = vitest();
    expect(failing.status).toBe(1);
    expect(failing.text).toContain('does not show model/status');
    expect(failing.text).toContain('AssertionError');
    const path = join(project, 'status.test.ts');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace("DRIVER = 'article-verbatim'", "DRIVER = 'article'"));
    const passing = vitest();
    expect(passing.text).toMatch(/Tests +1 passed/);
    expect(passing.status).toBe(0);
  });
});
