import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
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
import { mingw, powershell, rustc, wine } from './tools.ts';

/** Exported programs are what a user has of them: compiled, run, and red when they should be. */

const { defects, exportTrace, openSession, subjectSource } = irpcheck;
const MINGW = mingw();
const RUSTC = rustc();
const WINE = wine();
const POWERSHELL = powershell();
const C_FLAGS = ['-std=c11', '-Wall', '-Wextra', '-Werror', '-Wpedantic', '-O2'];
const RUST_FLAGS = ['--edition', '2021', '-D', 'warnings', '--target', 'x86_64-pc-windows-gnu'];

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-export-'));
/** Wine keeps a server for a prefix; it is ended before the prefix goes. */
const wineEnvironment = { ...process.env, WINEPREFIX: join(folder, 'wine'), WINEDEBUG: '-all', DISPLAY: '' };

afterAll(() => {
  if (!WINE.isMissing) spawnSync('wineserver', ['-k'], { env: wineEnvironment });
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

let files = 0;

/** A new file with this text. */
function file(text: string, ending: string): string {
  files += 1;
  const path = join(folder, `program-${files}${ending}`);
  writeFileSync(path, text);
  return path;
}

function run(command: string, parameters: readonly string[], cwd = folder): SpawnSyncReturns<string> {
  return spawnSync(command, parameters, { cwd, encoding: 'utf8' });
}

/** What a compiler has to say; nothing, if all is well. */
function complaints({ status, stdout, stderr, error }: SpawnSyncReturns<string>): string {
  if (error !== undefined) throw error;
  return `${stdout}${stderr}${status === 0 ? '' : `status ${status}`}`;
}

/** Compiles a C program. Its path without the ending, and what the compiler said. */
function compileC(text: string, ...more: string[]): { readonly program: string; readonly said: string } {
  const path = file(text, '.c');
  const program = path.replace(/\.c$/, '.exe');
  const said = complaints(run(MINGW.command, [...C_FLAGS, '-o', program, path, ...more, '-lntdll']));
  return { program, said };
}

function compileRust(text: string): { readonly program: string; readonly said: string } {
  const path = file(text, '.rs');
  const program = path.replace(/\.rs$/, '.exe');
  return { program, said: complaints(run(RUSTC.command, [...RUST_FLAGS, '-o', program, path])) };
}

/** What rustc has to say, without the time that code generation takes. */
function checkRust(text: string): string {
  const path = file(text, '.rs');
  return complaints(run(RUSTC.command, [...RUST_FLAGS, '--emit', 'metadata', '--out-dir', folder, path]));
}

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
  it.skipIf(MINGW.isMissing).each(sample(TRACES, 2))(
    `compiles without a warning: %s${MINGW.note}`,
    (_name, trace) => {
      expect(compileC(exportTrace(trace, 'c')).said).toBe('');
    },
  );
});

describe('the Rust form', () => {
  it.skipIf(RUSTC.isMissing).each(TRACES)(`compiles without a warning: %s${RUSTC.note}`, (_name, trace) => {
    expect(checkRust(exportTrace(trace, 'rust'))).toBe('');
  });
});

describe.skipIf(POWERSHELL.isMissing)(`the PowerShell form${POWERSHELL.note}`, () => {
  it.each(TRACES)('compiles its runtime and makes the operations of the trace: %s', (_name, trace) => {
    const text = exportTrace(trace, 'powershell');
    const end = text.indexOf('$runtime = New-Object');
    const script = file(`${text.slice(0, end)}exit $trace.Count - ${trace.calls.length}\n`, '.ps1');
    expect(complaints(run(POWERSHELL.command, ['-NoProfile', '-File', script]))).toBe('');
  });
});

/** A regular file as a program under Wine names it. */
function wineName(path: string): string {
  return `\\??\\Z:${path.replaceAll('/', '\\')}`;
}

/** Runs a program under Wine on an empty file, or on one that is not there. */
function underWine(program: string, isThere = true): { status: number | null; lines: string[] } {
  const device = join(folder, 'device.bin');
  rmSync(device, { force: true });
  if (isThere) writeFileSync(device, '');
  const parameters = [program, wineName(device)];
  const attempt = () => spawnSync(WINE.command, parameters, { env: wineEnvironment, encoding: 'utf8' });
  const first = attempt();
  // Wine itself may end by a signal while its server starts; what it runs exits with a status.
  const { status, stdout } = first.signal === null ? first : attempt();
  return { status, lines: stdout.split(/\r?\n/) };
}

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
    const { program, said } = compileC(exportTrace(exported(FILE_TRACE), 'c'));
    expect(said).toBe('');
    const { status, lines } = underWine(program);
    expect(lines.slice(-2)).toEqual([AS_EXPECTED, '']);
    expect(status).toBe(0);
  });

  it('exits with 2 without the device, and says which', () => {
    const { program } = compileC(exportTrace(exported(FILE_TRACE), 'c'));
    const { status, lines } = underWine(program, false);
    expect(lines.at(-2)).toMatch(
      /^could not run: \\\?\?\\Z:.*device\.bin cannot be opened\. Is the driver loaded/,
    );
    expect(status).toBe(2);
  });

  it('exits with 2 without the device where the finding is about its open', () => {
    const { program } = compileC(exportTrace(exported(REFUSED_OPEN), 'c'));
    expect(underWine(program, false).status).toBe(2);
    // A driver that no longer refuses it is as expected.
    expect(underWine(program).status).toBe(0);
  });

  it('takes the answer of a device that is not there for what is expected', () => {
    const allowed = [success(0), { status: STATUS_OBJECT_NAME_NOT_FOUND, iosbWritten: null }];
    const { program } = compileC(exportTrace(exported([{ op: op('open'), allowed }]), 'c'));
    const { status, lines } = underWine(program, false);
    expect(lines.at(-2)).toBe('1 as expected, 0 different, 0 not compared, 0 not performed');
    expect(status).toBe(0);
  });

  it('exits with 2 where nothing was compared', () => {
    const { program } = compileC(exportTrace(exported(UNCOMPARED), 'c'));
    const { status, lines } = underWine(program);
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
    const { program, said } = compileC(
      text.replace(reused, `${reused} CreateEventW(NULL, TRUE, FALSE, NULL);`),
    );
    expect(said).toBe('');
    expect(underWine(program).lines.at(-2)).toBe(
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
    const { status, lines } = underWine(compileC(exportTrace(trace, 'c')).program);
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
    const replaced = ['-DNtReadFile=fake_read', '-DNtFlushBuffersFile=fake_flush', file(FAKE, '.c')];
    const { program, said } = compileC(text, ...replaced);
    expect(said).toBe('');
    const { status, lines } = underWine(program);
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
      const { program, said } = compileRust(exportTrace(exported(FILE_TRACE), 'rust'));
      expect(said).toBe('');
      const { status, lines } = underWine(program);
      expect(lines.slice(-2)).toEqual([AS_EXPECTED, '']);
      expect(status).toBe(0);
      expect(underWine(program, false).status).toBe(2);
    });

    it('exits with 2 without the device where the finding is about its open', () => {
      const { program } = compileRust(exportTrace(exported(REFUSED_OPEN), 'rust'));
      expect(underWine(program, false).status).toBe(2);
      expect(underWine(program).status).toBe(0);
    });

    it('exits with 2 where nothing was compared', () => {
      const { program } = compileRust(exportTrace(exported(UNCOMPARED), 'rust'));
      expect(underWine(program).status).toBe(2);
    });

    it('exits with 1 where other data is expected', () => {
      const allowed = [success(1, { data: Uint8Array.of(0) })];
      const trace = falsified((told) => ({ ...told, allowed }), 2);
      const { status, lines } = underWine(compileRust(exportTrace(trace, 'rust')).program);
      expect(status).toBe(1);
      expect(lines.join('\n')).toContain('byte 0 of the buffer is 0xDC instead of 0x00');
    });
  },
);

describe('the vitest form', () => {
  const project = join(folder, 'project');

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
    const found = run(
      process.execPath,
      [bin, 'run', 'article-verbatim', '--mode', 'direct', '-n', '300', '-q', '-o', 'reports'],
      project,
    );
    expect(found.status).toBe(1);
    const folder = join(project, 'reports', 'article-verbatim');
    const trace = readdirSync(folder).find((name) => name.startsWith('model-status-')) ?? 'none';
    const parameters = ['export', join(folder, trace), '--to', 'vitest', '-o', 'status.test.ts'];
    const written = run(process.execPath, [bin, ...parameters], project);
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
