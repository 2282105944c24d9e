import { describe, expect, it } from 'vitest';
import { CTL_CODE } from '../../src/nt/control-code.ts';
import { moduleConstants, NO_CONSTANTS } from '../../src/subjects/module-constants.ts';

const DOOR = 'door';
const EXPORTS = { CTL_CODE, METHOD_NEITHER: 3, FILE_DEVICE_UNKNOWN: 0x22, log: () => 7, STATUS: -1073741811 };

async function constantsOf(code: string) {
  return await moduleConstants(code, async (specifier) => (specifier === DOOR ? EXPORTS : null));
}

const READ = CTL_CODE(0x22, 0x801, 3, 1);

describe('calls', () => {
  it.each([
    ['of CTL_CODE', `import { CTL_CODE } from 'door'; export const x = CTL_CODE(0x22, 0x801, 3, 1);`],
    [
      'of CTL_CODE by another name, with names of the door',
      `import { CTL_CODE as MY_CTL_CODE, METHOD_NEITHER, FILE_DEVICE_UNKNOWN as type } from 'door';
       switch (y) { case MY_CTL_CODE(type, 0x801, METHOD_NEITHER, 1): }`,
    ],
    [
      'of a door that is imported whole',
      `import * as door from 'door'; door.CTL_CODE(door.FILE_DEVICE_UNKNOWN, 0x800 + 1, door.METHOD_NEITHER, 1);`,
    ],
    [
      'of a function of the driver’s own',
      `const ctl = (fn, method, access) => (0x22 << 16) | (access << 14) | (fn << 2) | method;
       export const x = ctl(0x801, 3, 1);`,
    ],
    [
      'of one that is declared behind its use',
      `const x = ctl(0x801, 1); function ctl(fn, access) { return ((0x22 << 16) | (access << 14) | (fn << 2) | 3) >>> 0; }`,
    ],
    [
      'of one that calls another',
      `import { CTL_CODE } from 'door'; const base = 0x800;
       const ctl = function (fn) { return CTL_CODE(0x22, base + fn, 3, 1); }; ctl(1);`,
    ],
  ])('%s', async (_title, code) => {
    expect((await constantsOf(code)).called).toContain(READ);
  });

  it.each([
    ['with what is not known', `import { CTL_CODE } from 'door'; CTL_CODE(type, 0x801, 3, 1);`],
    ['without arguments', `const four = () => 4; four();`],
    ['of any other function of a door', `import { log } from 'door'; log(1);`],
    ['of a function that does more than return', `const f = (x) => { g(); return x; }; f(70000);`],
    ['of one with a default', `const f = (x = 1) => x; f(70000);`],
    ['of one without end', `const f = (x) => f(x); f(70000);`],
    ['of a package', `import { CTL_CODE } from 'other'; CTL_CODE(1, 2, 3, 0);`],
  ])('none %s', async (_title, code) => {
    expect((await constantsOf(code)).called).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    ['literals, each once, in their order', 'f(4096, 24, 4096); g(0x222000);', [4096, 24, 0x222000]],
    ['not 0 and 1', 'f(0, 1, 2);', [2]],
    ['what is computed', 'const PAGE = 1 << 12; f(PAGE - 1);', [4096, 12, 4095]],
    ['large ones', 'f(0x1_0000_0000n, 2 ** 33);', [2 ** 32, 2, 33, 2 ** 33]],
    ['negative ones as unsigned', 'f(-2147483648, ~0);', [2147483648, 4294967295]],
    ['of doors that are used', `import { STATUS } from 'door'; f(STATUS);`, [0xc000000d]],
    ['none that is no whole number, or too large', 'f(1.5, 2 ** 60, 1n << 70n);', [2, 60, 70]],
    ['no division that leaves a rest, or by nothing', 'f(7 / 2, 9 / 3, 5 / 0, 5 % 0);', [7, 2, 9, 3, 5]],
    [
      'of enums, as they are compiled',
      'var E; ((E) => { E[E["Read"] = 2236416] = "Read"; })(E ||= {});',
      [2236416],
    ],
  ])('%s', async (_title, code, numbers) => {
    expect((await constantsOf(code)).numbers).toEqual(numbers);
  });

  it('at most so many', async () => {
    const code = `f(${Array.from({ length: 5000 }, (_, index) => index + 2).join(', ')});`;
    expect((await constantsOf(code)).numbers).toHaveLength(1024);
  });
});

it('a module that is none has none', async () => {
  expect(await constantsOf('const = 7;')).toEqual(NO_CONSTANTS);
});
