import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driverFile } from '../impl/native/image/driver.setup.ts';
import { setField } from '../impl/native/image/image.setup.ts';
import { FakeHost, fakeServices, irpcheck, type Outcome, temporaryFolder } from './fakes.ts';

/** A file in a folder of its own. */
function fileOf(bytes: Uint8Array, name = 'my-driver.sys'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

async function inspected(path: string, ...args: string[]): Promise<Outcome> {
  const { exitCode, out, err } = await irpcheck(['inspect', path, ...args]);
  return { exitCode, out: out.replaceAll(path, 'PATH'), err: err.replaceAll(path, 'PATH') };
}

describe('inspect', () => {
  it('describes a driver', async () => {
    const { exitCode, out, err } = await inspected(fileOf(driverFile()));
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/^PATH\n {2}driver {5}WDM\n/);
    expect(out).toContain('  version    1.2.3.4, Contoso, Example driver\n');
    expect(out).toContain('  hardware   needs it: MmMapIoSpace, HalGetInterruptVector\n');
    expect(out).toContain('  imports    11 from 3 modules, its code reaches 7, of which 4 are supported\n');
    expect(out).toContain('not supported, and its code reaches them (3)');
  });

  it('describes several, one after the other', async () => {
    const paths = [fileOf(driverFile(), 'a.sys'), fileOf(driverFile(), 'b.sys')];
    const { exitCode, out } = await irpcheck(['inspect', ...paths]);
    expect(exitCode).toBe(0);
    expect(out.split('\n').filter((line) => paths.includes(line))).toEqual(paths);
  });

  it('writes JSON to standard output, and the text to standard error then', async () => {
    const { exitCode, out, err } = await inspected(fileOf(driverFile()), '--json', '-');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      format: 'irpimages/1',
      images: [{ file: 'PATH', kinds: ['WDM'] }],
    });
    expect(err).toMatch(/^PATH\n {2}driver/);
  });

  it('writes JSON into a file, in a folder that it makes', async () => {
    const target = join(temporaryFolder(), 'new', 'image.json');
    const { exitCode, out } = await inspected(fileOf(driverFile()), '--json', target);
    expect([exitCode, out.startsWith('PATH\n')]).toEqual([0, true]);
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ images: [{ linkerVersion: '14.29' }] });
  });

  it('has colours on a terminal, and none with --no-color', async () => {
    const path = fileOf(driverFile());
    const onTerminal = (args: string[]): Promise<Outcome> =>
      irpcheck(['inspect', path, ...args], fakeServices(), new FakeHost({ isTTY: true }));
    expect((await onTerminal([])).out).toContain('\u001b[1m');
    expect((await onTerminal(['--no-color'])).out).not.toContain('\u001b');
  });
});

describe('inspect refuses', () => {
  it('what is no image of a driver', async () => {
    expect(await inspected(fileOf(new Uint8Array(100)))).toEqual({
      exitCode: 2,
      out: '',
      err: "error: 'PATH' is no image of a driver: it does not begin with 'MZ': give the .sys file that the linker wrote\n",
    });
  });

  it('an image that is not supported', async () => {
    const file = driverFile();
    setField(file, 'Machine', 0xaa64);
    expect(await inspected(fileOf(file))).toEqual({
      exitCode: 4,
      out: '',
      err: "error: 'PATH': it is built for ARM64: build it for x64\n",
    });
  });

  it('all of several where one is none, and writes nothing then', async () => {
    const target = join(temporaryFolder(), 'image.json');
    const bad = fileOf(new Uint8Array(9));
    const { exitCode, out } = await irpcheck(['inspect', fileOf(driverFile()), bad, '--json', target]);
    expect([exitCode, out, existsSync(target)]).toEqual([2, '', false]);
  });

  it('what can not be read', async () => {
    const folder = temporaryFolder();
    const missing = await inspected(join(folder, 'x.sys'));
    expect(missing).toEqual({ exitCode: 2, out: '', err: "error: cannot read 'PATH': no such file\n" });
    expect((await inspected(folder)).err).toBe("error: cannot read 'PATH': it is a folder\n");
  });

  it('a file that is larger than an image may be, without reading it', async () => {
    const path = fileOf(new Uint8Array());
    truncateSync(path, 64 * 2 ** 20 + 1);
    expect((await inspected(path)).err).toBe(
      "error: cannot read 'PATH': it is larger than an image may be (64 MiB)\n",
    );
  });

  it.skipIf(process.platform === 'win32')(
    'a device, and takes a pipe that nobody writes to for empty',
    async () => {
      expect((await inspected('/dev/zero')).err).toBe(
        "error: cannot read 'PATH': it is neither a file nor a pipe\n",
      );
      const pipe = join(temporaryFolder(), 'pipe');
      execFileSync('mkfifo', [pipe]);
      expect((await inspected(pipe)).err).toMatch(
        /^error: 'PATH' is no image of a driver: it does not begin with 'MZ'/,
      );
    },
  );

  it('no image at all, and a target that can not be written', async () => {
    expect((await irpcheck(['inspect'])).exitCode).toBe(2);
    const target = join(fileOf(new Uint8Array()), 'x.json');
    expect((await inspected(fileOf(driverFile()), '--json', target)).exitCode).toBe(2);
  });
});

describe('run of a compiled driver', () => {
  it.each([
    [
      'program.exe',
      4,
      /^error: 'program\.exe': compiled drivers are images whose names end in \.sys; built-in /,
    ],
  ])('%s', async (name, status, message) => {
    const { exitCode, out, err } = await irpcheck(['run', name]);
    expect([exitCode, out]).toEqual([status, '']);
    expect(err).toMatch(message);
  });
});
