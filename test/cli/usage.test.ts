import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Services } from '../../src/cli/services.ts';
import { irpcheck, temporaryFolder } from './fakes.ts';

const MODES = 'Expected buffered, direct, neither, or several of them with commas.';
const CASES = 'Expected a whole number from 1 to 10,000,000, in digits.';
const SEED = 'Expected a whole number from 0 to 4,294,967,295, in digits.';
const cases = (text: string) => `error: option '-n, --cases <n>' argument '${text}' is invalid. ${CASES}`;
const stall = (text: string) =>
  `error: option '--stall <seconds>' argument '${text}' is invalid. Expected a whole number from 1 to 3,600, in digits.`;
const seed = (text: string) => `error: option '-s, --seed <n>' argument '${text}' is invalid. ${SEED}`;
const mode = (text: string) => `error: option '-m, --mode <mode>' argument '${text}' is invalid. ${MODES}`;

const bad: [string[], string][] = [
  [['run', '--cases', '0'], cases('0')],
  [['run', '--cases', '10000001'], cases('10000001')],
  [['run', '--cases', '1.5'], cases('1.5')],
  [['run', '--cases', '1e3'], cases('1e3')],
  [['run', '--cases', '-1'], cases('-1')],
  [['run', '--cases', ''], cases('')],
  [['run', '--cases', ' 7'], cases(' 7')],
  [['run', '--cases', '9'.repeat(400)], cases('9'.repeat(400))],
  [['run', '--cases'], "error: option '-n, --cases <n>' argument missing"],
  [['run', '--seed', '4294967296'], seed('4294967296')],
  [['run', '--seed', '-1'], seed('-1')],
  [['run', '--seed', '0x1'], seed('0x1')],
  [['run', '--stall', '0'], stall('0')],
  [['replay', 'x', '--stall', '3601'], stall('3601')],
  [['run', '--model', ''], "error: option '--model <file>' argument '' is invalid. Expected a path."],
  [['run', '--mode', 'Direct'], mode('Direct')],
  [['run', '--mode', ''], mode('')],
  [['run', '--mode', 'direct,'], mode('direct,')],
  [['run', '--mode', 'direct,a\nb'], mode('direct,a b')],
  [['run', '--mode', '\u001b[2J'], mode('\\u001b[2J')],
  [['run', '--out', ''], "error: option '-o, --out <folder>' argument '' is invalid. Expected a path."],
  [['run', '--json', ' '], "error: option '--json <file>' argument ' ' is invalid. Expected a path."],
  [['run', '--frobnicate'], "error: unknown option '--frobnicate'"],
  [['run', '--mod', 'direct'], "error: unknown option '--mod' (Did you mean --mode?)"],
  [['run', 'article', 'record'], "error: too many arguments for 'run'. Expected 1 argument but got 2."],
  [['rum'], "error: unknown command 'rum' (Did you mean run?)"],
  [['replay'], "error: missing required argument 'trace'"],
  [
    ['explain', 'contract/no-leek'],
    "error: unknown property 'contract/no-leek' (did you mean 'contract/no-leak'?); irpcheck explain lists them",
  ],
  [
    ['explain', 'in-bounds'],
    "error: unknown property 'in-bounds' (did you mean 'contract/in-bounds'?); irpcheck explain lists them",
  ],
  [['explain', '\u001b[2J'], "error: unknown property '\\u001b[2J'; irpcheck explain lists them"],
  [['explain', 'a', 'b'], "error: too many arguments for 'explain'. Expected 1 argument but got 2."],
  [['list', 'x'], "error: too many arguments for 'list'. Expected 0 arguments but got 1."],
];

/** Services that must not be asked for. */
const none: Services = {
  subjects: () => Promise.reject(new Error('loaded the subjects')),
  sessions: () => Promise.reject(new Error('loaded the campaign')),
  userspace: () => Promise.reject(new Error('loaded the userspace')),
  detection: () => Promise.reject(new Error('loaded the measurement')),
};

describe('bad usage', () => {
  it.each(bad)('%j', async (args, message) => {
    expect(await irpcheck(args, none)).toEqual({ exitCode: 2, out: '', err: `${message}\n` });
  });

  it('shows the help, as an error, where there is no command', async () => {
    const { exitCode, out, err } = await irpcheck([], none);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^Usage: irpcheck /);
  });
});

describe('a driver that can not be run', () => {
  const refused: [string[], number, RegExp][] = [
    [
      ['articel'],
      2,
      /^error: unknown driver 'articel' \(did you mean 'article'\?\); built-in drivers: article, article-exclusive, .*\n$/,
    ],
    [['zzzzzzzz'], 2, /^error: unknown driver 'zzzzzzzz'; built-in drivers: article, .*\n$/],
    [['\u001b[2J\n'], 2, /^error: unknown driver '\\u001b\[2J\\u000a'.*\n$/],
    [['x'.repeat(9999)], 2, /^error: unknown driver 'x{59}…'; built-in.*\n$/],
    [['__proto__'], 2, /^error: unknown driver '__proto__'; built-in.*\n$/],
    [['BEEP.DLL'], 4, /^error: 'BEEP\.DLL': compiled drivers are images whose names end in \.sys; .*\n$/],
  ];

  it.each(refused)('%j', async (args, exitCode, message) => {
    const folder = temporaryFolder();
    const found = await irpcheck(['run', ...args, '--out', join(folder, 'new')]);
    expect(found.exitCode).toBe(exitCode);
    expect(found.out).toBe('');
    expect(found.err).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});
