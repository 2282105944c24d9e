import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../dist.ts';
import { rustc } from '../tools.ts';

const FIXTURES = join(ROOT, 'fixtures/wine');
const COMPILER = 'x86_64-w64-mingw32-gcc';
const WARNINGS = ['-Wall', '-Wextra', '-Werror'];
const DRIVER_FLAGS = [
  ...['-std=gnu11', '-O2', '-ffreestanding', '-fno-stack-protector', '-mno-stack-arg-probe'],
  ...['-isystem', '/usr/share/mingw-w64/include/ddk', '-shared', '-nostdlib', '-nostartfiles', '-s'],
  ...['-Wl,--subsystem,native', '-Wl,--entry,DriverEntry', '-Wl,--image-base,0x10000'],
  ...['-Wl,--dynamicbase', '-Wl,--enable-reloc-section'],
];

/** What became of a program. */
export interface Ran {
  /** Null where it could not be started. */
  readonly exitCode: number | null;
  readonly lines: readonly string[];
}

/** A Wine of its own, in a folder of its own, that loads drivers and runs programs against them. */
export class WineMachine {
  readonly #folder = mkdtempSync(join(tmpdir(), 'irpcheck-wine-'));
  readonly #environment = {
    ...process.env,
    WINEPREFIX: join(this.#folder, 'prefix'),
    WINEDEBUG: '-all',
    DISPLAY: '',
  };
  #rust = 0;

  /** @throws Error where the prefix can't be made */
  constructor() {
    mkdirSync(join(this.#folder, 'prefix'));
    const { status, stderr } = spawnSync('wineboot', ['-i'], { env: this.#environment, encoding: 'utf8' });
    if (status !== 0) throw new Error(`wineboot: status ${status}\n${stderr}`);
    this.#compile(['-std=c11', '-O2'], join(FIXTURES, 'service.c'), 'service.exe', ['-ladvapi32']);
  }

  /** A driver of the fixtures, `name`.c, with more flags for the compiler. Returns its path. */
  buildDriver(name: string, ...flags: string[]): string {
    const source = join(FIXTURES, `${name}.c`);
    const file = `${name}${flags.length === 0 ? '' : '-changed'}.sys`;
    return this.#compile([...DRIVER_FLAGS, ...flags], source, file, ['-lntoskrnl', '-lhal']);
  }

  /** Compiles exported programs, as many at a time as there are processors. Returns their paths. */
  async buildPrograms(texts: readonly string[]): Promise<readonly string[]> {
    const paths = texts.map((text, index) => {
      const path = join(this.#folder, `program-${index}`);
      writeFileSync(`${path}.c`, text);
      return path;
    });
    const waiting = [...paths];
    const work = async (): Promise<void> => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await compileProgram(path);
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return paths.map((path) => `${path}.exe`);
  }

  /** Compiles an exported program in Rust. Returns its path. */
  buildRust(text: string): string {
    this.#rust += 1;
    const path = join(this.#folder, `rust-${this.#rust}`);
    writeFileSync(`${path}.rs`, text);
    const parameters = ['--edition', '2021', '--target', 'x86_64-pc-windows-gnu', `${path}.rs`];
    const { status, stderr } = spawnSync(rustc().command, [...parameters, '-o', `${path}.exe`], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${path}.rs:\n${stderr}`);
    return `${path}.exe`;
  }

  /**
   * Runs each program against a driver that was loaded for it.
   *
   * @throws Error where the driver can't be loaded
   */
  run(driver: string, programs: readonly string[]): readonly Ran[] {
    const { status, stdout } = spawnSync('wine', [join(this.#folder, 'service.exe'), windowsName(driver)], {
      env: this.#environment,
      encoding: 'utf8',
      input: inputOf(programs),
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) throw new Error(`service.exe: status ${status}\n${stdout}`);
    return ranOf(stdout);
  }

  /**
   * As `run`; what the driver prints to a debugger is among the lines, each with `DbgPrint: ` before it.
   *
   * @throws Error where the driver can't be loaded
   */
  runDebugged(driver: string, programs: readonly string[]): readonly Ran[] {
    // Drivers print where the first process of all does: none may be left.
    spawnSync('wineserver', ['-w'], { env: this.#environment });
    const path = join(this.#folder, 'debugged');
    const output = openSync(path, 'a');
    const { status } = spawnSync('wine', [join(this.#folder, 'service.exe'), windowsName(driver)], {
      env: { ...this.#environment, WINEDEBUG: '-all,warn+debugstr' },
      input: inputOf(programs),
      stdio: ['pipe', output, output],
    });
    closeSync(output);
    const printed = readFileSync(path, 'utf8');
    rmSync(path);
    if (status !== 0) throw new Error(`service.exe: status ${status}\n${printed}`);
    return ranOf(printed.replaceAll(/^[\da-f]+:warn:debugstr:\w+ [\da-f]+:[\da-f]+: /gm, 'DbgPrint: '));
  }

  close(): void {
    spawnSync('wineserver', ['-k'], { env: this.#environment });
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }

  #compile(flags: readonly string[], source: string, name: string, libraries: readonly string[]): string {
    const path = join(this.#folder, name);
    const parameters = [...WARNINGS, ...flags, '-o', path, source, ...libraries];
    const { status, stdout, stderr } = spawnSync(COMPILER, parameters, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${source}:\n${stdout}${stderr}`);
    return path;
  }
}

function compileProgram(path: string): Promise<void> {
  const parameters = ['-std=c11', '-O0', ...WARNINGS, '-o', `${path}.exe`, `${path}.c`, '-lntdll'];
  return new Promise((resolve, reject) => {
    const compiler = spawn(COMPILER, parameters, { stdio: 'inherit' });
    compiler.on('error', reject);
    compiler.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${path}.c: status ${code}`))));
  });
}

/** A path as Wine's programs name it. */
function windowsName(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}

/** What service.exe reads. */
function inputOf(programs: readonly string[]): string {
  return programs.map((path) => `${windowsName(path)}\n`).join('');
}

/** What service.exe says of each program. */
function ranOf(printed: string): readonly Ran[] {
  const [, ...parts] = printed.replaceAll('\r', '').split(/^program .*\n/m);
  return parts.map((part) => {
    const lines = part.trimEnd().split('\n');
    const [, code] = /^exit (\d+)$/.exec(lines.pop() ?? '') ?? [];
    return { exitCode: code === undefined ? null : Number(code), lines };
  });
}
