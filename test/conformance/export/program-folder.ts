import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mingw, rustc, wine } from '../tools.ts';

const MINGW = mingw();
const RUSTC = rustc();
const WINE = wine();
const C_FLAGS = ['-std=c11', '-Wall', '-Wextra', '-Werror', '-Wpedantic', '-O2'];
const RUST_FLAGS = ['--edition', '2021', '-D', 'warnings', '--target', 'x86_64-pc-windows-gnu'];

/** A program that was compiled. */
export interface Compiled {
  readonly program: string;
  /** What the compiler said; nothing, if all is well. */
  readonly said: string;
}

/** What became of a program under Wine. */
export interface RanUnderWine {
  readonly status: number | null;
  readonly lines: readonly string[];
}

/** A folder of exported programs, where they are compiled and run under a Wine of its own. */
export class ProgramFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'irpcheck-export-'));
  readonly #wineEnvironment = {
    ...process.env,
    WINEPREFIX: join(this.folder, 'wine'),
    WINEDEBUG: '-all',
    DISPLAY: '',
  };
  #files = 0;

  /** A new file with this text. */
  file(text: string, ending: string): string {
    this.#files += 1;
    const path = join(this.folder, `program-${this.#files}${ending}`);
    writeFileSync(path, text);
    return path;
  }

  run(command: string, parameters: readonly string[], cwd: string = this.folder): SpawnSyncReturns<string> {
    return spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  }

  /** Compiles a C program, with more options or sources. */
  compileC(text: string, ...more: readonly string[]): Compiled {
    const path = this.file(text, '.c');
    const program = path.replace(/\.c$/, '.exe');
    const said = complaints(this.run(MINGW.command, [...C_FLAGS, '-o', program, path, ...more, '-lntdll']));
    return { program, said };
  }

  /** Compiles a Rust program, with more options. */
  compileRust(text: string, ...more: readonly string[]): Compiled {
    const path = this.file(text, '.rs');
    const program = path.replace(/\.rs$/, '.exe');
    const said = complaints(this.run(RUSTC.command, [...RUST_FLAGS, '-o', program, path, ...more]));
    return { program, said };
  }

  /** What rustc has to say, without the time that code generation takes. */
  checkRust(text: string): string {
    const path = this.file(text, '.rs');
    const parameters = [...RUST_FLAGS, '--emit', 'metadata', '--out-dir', this.folder, path];
    return complaints(this.run(RUSTC.command, parameters));
  }

  /** Runs a program under Wine on an empty file, or on one that is not there. */
  underWine(program: string, isThere = true): RanUnderWine {
    const device = join(this.folder, 'device.bin');
    rmSync(device, { force: true });
    if (isThere) writeFileSync(device, '');
    const parameters = [program, wineName(device)];
    const attempt = () =>
      spawnSync(WINE.command, parameters, { env: this.#wineEnvironment, encoding: 'utf8' });
    const first = attempt();
    // Wine itself may end by a signal while its server starts; what it runs exits with a status.
    const { status, stdout } = first.signal === null ? first : attempt();
    return { status, lines: stdout.split(/\r?\n/) };
  }

  /** Wine keeps a server for a prefix; it is ended before the prefix goes. */
  close(): void {
    if (!WINE.isMissing) spawnSync('wineserver', ['-k'], { env: this.#wineEnvironment });
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** What a compiler has to say; nothing, if all is well. */
export function complaints({ status, stdout, stderr, error }: SpawnSyncReturns<string>): string {
  if (error !== undefined) throw error;
  return `${stdout}${stderr}${status === 0 ? '' : `status ${status}`}`;
}

/** A regular file as a program under Wine names it. */
function wineName(path: string): string {
  return `\\??\\Z:${path.replaceAll('/', '\\')}`;
}
