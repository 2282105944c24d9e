import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './dist.ts';

/** Whether a tool that is not there fails a test rather than skips it. */
const REQUIRED = process.env['IRPCHECK_REQUIRE_TOOLS'] === '1';

/** A tool that tests need and that not every machine has. */
export interface Tool {
  /** Whether tests that need it are skipped. */
  readonly isMissing: boolean;
  /** The command that starts it; a missing tool's name. */
  readonly command: string;
  /** For the names of tests: why they are skipped. */
  readonly note: string;
}

/**
 * The first of some commands that `works`.
 *
 * @throws when none does and IRPCHECK_REQUIRE_TOOLS is 1
 */
function tool(name: string, commands: readonly string[], works: (command: string) => boolean): Tool {
  const command = commands.find(works);
  if (command !== undefined) return { isMissing: false, command, note: '' };
  if (REQUIRED) throw new Error(`${name} is not installed, and IRPCHECK_REQUIRE_TOOLS is set`);
  return { isMissing: true, command: name, note: ` (skipped: no ${name})` };
}

/** Standard output of a command; undefined where it can't be run or fails. */
function output(command: string, ...parameters: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, parameters, { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

const WINDOWS_TARGET = 'x86_64-pc-windows-gnu';

export function mingw(): Tool {
  const name = 'x86_64-w64-mingw32-gcc';
  return tool(name, [name], (command) => output(command, '--version') !== undefined);
}

/** A rustc with the standard library for Windows; a machine may have several without. */
export function rustc(): Tool {
  return tool(`rustc for ${WINDOWS_TARGET}`, ['rustc', '/usr/bin/rustc'], (command) => {
    const folder = output(command, '--print', 'target-libdir', '--target', WINDOWS_TARGET);
    return folder !== undefined && existsSync(folder.trim());
  });
}

/** Wine's --version starts nothing and makes no prefix. */
export function wine(): Tool {
  return tool('wine', ['wine'], (command) => output(command, '--version') !== undefined);
}

/** Mono's compiler of C#. */
export function mcs(): Tool {
  return tool('mcs', ['mcs'], (command) => output(command, '--version') !== undefined);
}

/** What major versions of some tools are. */
function majors(versions: Readonly<Record<string, string>>): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version.split('.')[0]}`)
    .join(', ');
}

/** What builds the images of fixtures/native, with compilers of the versions that built those committed. */
export function compilersOfImages(): Tool {
  const folder = join(ROOT, 'fixtures/native');
  const table = readFileSync(join(folder, 'images.json'), 'utf8');
  const built = majors((JSON.parse(table) as { versions: Record<string, string> }).versions);
  return tool(built, [join(folder, 'build.js')], (command) => {
    const versions = output(process.execPath, command, '--versions');
    return versions !== undefined && majors(JSON.parse(versions) as Record<string, string>) === built;
  });
}

/** Skipped where it is missing even if tools are required: Debian has no package of it. */
export function powershell(): Tool {
  const isMissing = output('pwsh', '-Version') === undefined;
  return { isMissing, command: 'pwsh', note: isMissing ? ' (skipped: no pwsh)' : '' };
}
