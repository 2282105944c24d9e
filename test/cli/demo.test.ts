import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { services } from '../../src/cli/services.ts';
import { builtInSubjects } from '../../src/subjects/index.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

const { userspace } = services;
const real = fakeServices({}, { userspace });
const demo = (...args: readonly string[]) => irpcheck(['demo', ...args], real);

/** A whole session of a driver in which the program prints `line`. */
const transcript = (line: string, driver = 'article'): string => `\
> sc create example binPath= ${driver} type= kernel
[SC] CreateService SUCCESS
> sc start example

SERVICE_NAME: example
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
> read-write
${line}
> sc stop example

SERVICE_NAME: example
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
> sc delete example
[SC] DeleteService SUCCESS
`;

const succeeds = (line: string, driver?: string) => ({ exitCode: 0, out: transcript(line, driver), err: '' });

/** A file with these bytes. */
function fileOf(bytes: readonly number[]): string {
  const path = join(temporaryFolder(), 'data');
  writeFileSync(path, Uint8Array.from(bytes));
  return path;
}

const ZERO = 'Error: Error { kind: WriteZero, message: "failed to write whole buffer" }';

describe('irpcheck demo', () => {
  it.each([
    [[]],
    [['article']],
    [['--mode', 'buffered']],
    [['--mode', 'direct']],
    [['-m', 'direct', '-t', 'Hello, world!']],
  ])('%j: the article’s session', async (args) => {
    expect(await demo(...args)).toEqual(succeeds('read 13 bytes: "Hello, world!"'));
  });

  it('fails in neither mode, as the article’s program does there', async () => {
    expect(await demo('--mode', 'neither')).toEqual({ exitCode: 1, out: transcript(ZERO), err: '' });
  });

  it('runs another driver', async () => {
    const line = 'read 13 bytes: "Hello, world!"';
    expect(await demo('wdm-article')).toEqual(succeeds(line, 'wdm-article'));
  });

  it.each([
    ['Привет', 'read 12 bytes: "Привет"'],
    ['', 'read 0 bytes: ""'],
    ['"quoted" \\', 'read 10 bytes: ""quoted" \\"'],
  ])('--text %j', async (text, line) => {
    expect(await demo('--text', text)).toEqual(succeeds(line));
  });

  it('--text of 5,000 characters leaves the last 904', async () => {
    const text = 'x'.repeat(4096) + 'y'.repeat(904);
    expect(await demo('--text', text)).toEqual(succeeds(`read 904 bytes: "${'y'.repeat(904)}"`));
  });

  it.each([
    ['buffered', 0, 'read 3 bytes: [0, ff, a]'],
    ['direct', 0, 'read 3 bytes: [0, ff, a]'],
    ['neither', 1, ZERO],
  ])('--file of bytes that are no text: %s', async (mode, exitCode, line) => {
    expect(await demo('--file', fileOf([0, 0xff, 0x0a]), '--mode', mode)).toEqual({
      exitCode,
      out: transcript(line),
      err: '',
    });
  });
});

describe('bad usage of demo', () => {
  it.each([
    [
      ['--mode', 'direct,neither'],
      "error: option '-m, --mode <mode>' argument 'direct,neither' is invalid. Expected buffered, direct, neither.",
    ],
    [
      ['--text', 'a', '--file', 'b'],
      "error: option '-t, --text <string>' cannot be used with option '-f, --file <path>'",
    ],
    [['--file', ' '], "error: option '-f, --file <path>' argument ' ' is invalid. Expected a path."],
    [['article', 'record'], "error: too many arguments for 'demo'. Expected 1 argument but got 2."],
    [['--file', '/nowhere/at\nall'], "error: cannot read '/nowhere/at all': no such file"],
  ])('%j', async (args, message) => {
    expect(await demo(...args)).toEqual({ exitCode: 2, out: '', err: `${message}\n` });
  });

  it('an unknown driver', async () => {
    const { exitCode, out, err } = await demo('articel');
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: unknown driver 'articel' \(did you mean 'article'\?\)/);
  });

  it('a folder for a file', async () => {
    const folder = temporaryFolder();
    expect(await demo('--file', folder)).toEqual({
      exitCode: 2,
      out: '',
      err: `error: cannot read '${folder}': it is a folder\n`,
    });
  });

  it('a file that is too large', async () => {
    const path = join(temporaryFolder(), 'large');
    writeFileSync(path, new Uint8Array((1 << 20) + 1));
    expect(await demo('--file', path)).toEqual({
      exitCode: 2,
      out: '',
      err: 'error: 1,048,577 bytes to write: the demo writes at most 1,048,576\n',
    });
  });

  it('a mode that the driver has not', async () => {
    const subjects = async () => ({
      builtInSubjects: builtInSubjects.map((subject) => ({ ...subject, modes: ['direct'] as const })),
      defects: [],
    });
    expect(await irpcheck(['demo'], fakeServices({}, { subjects }))).toMatchObject({ exitCode: 2, out: '' });
  });
});
