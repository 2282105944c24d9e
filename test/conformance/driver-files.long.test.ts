import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { command, folderIn } from './command.ts';
import { ROOT } from './dist.ts';

/** Files that are no usable driver or model: one line on standard error, exit 2, and nothing left behind. */

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A module in a folder of the user's. */
function written(name: string, code: string): string {
  writeFileSync(join(folder, name), code);
  return name;
}

const drivers = join(ROOT, 'test/fixtures/drivers');
const models = join(ROOT, 'test/fixtures/models');
const DRIVER = join(drivers, 'conforms.ts');

async function refused(parameters: readonly string[], message: string | RegExp, exit = 2): Promise<void> {
  const { status, stdout, stderr, files } = await command(['run', ...parameters, '--quiet'], folder);
  if (typeof message === 'string') expect(stderr).toBe(`error: ${message}\n`);
  else expect(stderr).toMatch(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect([status, stdout, files]).toEqual([exit, '', []]);
}

const WANTED = "expected a driver: export default defineDriver(…), from 'irpcheck/driver'";
const NO_DRIVER =
  'the default export: expected a driver, as defineDriver makes it: an object with driverEntry';
const GOOD = `
  import { defineDriver, doFlagsOf, DeviceOperations, DeviceType, DeviceFlags, Access } from 'irpcheck/driver';
  export default defineDriver((driver, mode) =>
    driver.createDevice({ name: '\\\\Device\\\\Example', deviceType: DeviceType.Unknown,
      flags: DeviceFlags.SECURE_OPEN, doFlags: doFlagsOf(mode), access: Access.NonExclusive,
      operations: new DeviceOperations() }));
`;

describe.concurrent('a driver that can not be read', () => {
  it.for<[name: string, message: string | RegExp, exit?: number]>([
    ['missing.ts', "driver 'missing.ts': there is no such file"],
    ['a-folder.ts', "driver 'a-folder.ts': it is no file"],
    ['driver.sys', "driver 'driver.sys': there is no such file"],
    ['driver.exe', /^error: 'driver\.exe': compiled drivers are images whose names end in \.sys; /, 4],
    ['driver.txt', /^error: unknown driver 'driver\.txt'; built-in drivers: /],
    [`${'x'.repeat(5000)}.ts`, /^error: driver 'x+\.ts': there is no such file\n$/],
  ])('%s', async ([name, message, exit]) => {
    mkdirSync(join(folder, 'a-folder.ts'), { recursive: true });
    await refused([name], message, exit);
  });
});

describe.concurrent('a driver that is no driver', () => {
  it.for<[what: string, code: string, message: string]>([
    ['a syntax error', 'export const a = 1;\nexport default {\n  b: = 2\n};\n', 'FILE:3:6: Unexpected "="'],
    ['a missing package', "import 'no-such-package';\n", 'FILE:1:8: Could not resolve "no-such-package"'],
    ['a missing file', "import './nowhere.ts';\n", 'FILE:1:8: Could not resolve "./nowhere.ts"'],
    ['no default export', 'export const driver = 1;\n', `it has no default export; ${WANTED}`],
    ['nothing at all', '', `it has no default export; ${WANTED}`],
    ['a number', 'export default 5;\n', NO_DRIVER],
    ['null', 'export default null;\n', NO_DRIVER],
    ['a function', 'export default () => 0;\n', NO_DRIVER],
    ['a driverEntry that is no function', 'export default { driverEntry: 1 };\n', NO_DRIVER],
    [
      'exports that throw',
      "export default new Proxy({}, { get() { throw new Error('no'); } });\n",
      'looking at what it exports threw Error: no',
    ],
    ['an Error', "throw new RangeError('too far');\n", 'it threw RangeError: too far while it was loaded'],
    [
      'an Error of two lines',
      "throw new Error('one\\n  two');\n",
      'it threw Error: one two while it was loaded',
    ],
    ['no Error', "throw 'text';\n", 'it threw thrown value: text while it was loaded'],
    [
      'what has no text',
      'throw Object.create(null);\n',
      'it threw thrown value: a value that has no text while it was loaded',
    ],
    ['an exit', 'process.exit(0);\n', 'it threw ProcessExit: process.exit was called while it was loaded'],
    [
      'a wait for ever',
      'await new Promise(() => {});\nexport default 1;\n',
      'loading it ends its thread, or waits for what never comes',
    ],
    [
      'a change of every object',
      'Object.assign(Object.prototype, { more: 1 });\n',
      'it changes Object.prototype.more while it is loaded',
    ],
    [
      'a frozen engine',
      'Object.freeze(Error.prototype);\n',
      'it changes Error.prototype.constructor, Error.prototype.name, Error.prototype.message, Error.prototype.toString, Object.isExtensible(Error.prototype) while it is loaded',
    ],
    [
      'a mode that is none',
      `${GOOD} export const modes = ['sideways'];`,
      'modes.0: expected buffered, direct, neither',
    ],
    [
      'modes that are no array',
      `${GOOD} export const modes = 'direct';`,
      'modes: expected an array of modes',
    ],
    ['no modes', `${GOOD} export const modes = [];`, 'modes: expected at least one mode'],
    [
      'limits without reasons',
      `${GOOD} export const limits = [{ property: 'metamorphic/repeat' }];`,
      'limits.0.reason: expected text',
    ],
    [
      'limits that are no array',
      `${GOOD} export const limits = {};`,
      'limits: expected an array of { property, reason }',
    ],
    [
      'a limit of an unknown property',
      `${GOOD} export const limits = [{ property: 'metamorphic/repeet', reason: 'x' }];`,
      "limits: unknown property 'metamorphic/repeet'; expected one of metamorphic/fragmentation, metamorphic/alignment, metamorphic/buffering-mode, metamorphic/filter, metamorphic/repeat",
    ],
    [
      'a description that is no text',
      `${GOOD} export const description = Symbol('x');`,
      'description: expected text',
    ],
    ['an openName that is no text', `${GOOD} export const openName = 5;`, 'openName: expected text'],
    [
      'an openName of no device',
      `${GOOD} export const openName = '\\\\??\\\\Other';`,
      "openName '\\??\\Other' leads to no device of it",
    ],
    [
      'movesNoData that is no array',
      `${GOOD} export const movesNoData = true;`,
      'movesNoData: expected an array of modes',
    ],
  ])('%s', async ([what, code, message]) => {
    const name = written(`${what.replaceAll(' ', '-')}.ts`, code);
    await refused([name], `driver '${name}': ${message.replace('FILE', name)}`);
  });
});

describe.concurrent('a driver that does not load', () => {
  it.for<[name: string, message: string]>([
    ['entry-fails.ts', 'DriverEntry returned STATUS_INSUFFICIENT_RESOURCES'],
    ['no-device.ts', 'DriverEntry created no device with a name'],
    ['changes-object-at-load.ts', 'it changes Object.prototype.driver while it is loaded'],
  ])('%s', async ([name, message]) => {
    const path = join(drivers, name);
    await refused([path], `driver '${path}': ${message}`);
  });
});

describe.concurrent('a driver whose DriverEntry stops the machine', () => {
  it.for<[name: string, observed: string]>([
    ['entry-throws.ts', 'RangeError: no such device'],
    [
      'changes-ddi.ts',
      "TypeError: Cannot assign to read only property 'IoCompleteRequest' of object '#<Object>'",
    ],
  ])('%s', async ([name, observed]) => {
    const { status, stdout } = await command(['run', join(drivers, name), '--cases', '20'], folder);
    expect(status).toBe(1);
    expect(stdout).toContain('FINDING contract/completed-or-pending  bug-check-0x1e');
    expect(stdout).toContain('In: DriverEntry\n');
    expect(stdout).toContain(observed);
  });
});

describe.concurrent('a model that is not usable', () => {
  const wanted =
    "it has no default export; expected a device model: export default { name, arms, initial, read, write }, see 'irpcheck/model'";
  it.for<[what: string, code: string, message: string]>([
    ['syntax', 'export default {', 'FILE:1:17: Expected identifier but found end of file'],
    ['no-default', 'export const model = 1;', wanted],
    [
      'a-number',
      'export default 5;',
      'the default export: expected a device model: an object with name, arms, initial, read and write',
    ],
    [
      'no-read',
      "export default { name: 'x', arms: ['a'], initial() {}, write() {} };",
      'the default export.read: expected a function',
    ],
    ['throws-at-load', "throw new Error('no model');", 'it threw Error: no model while it was loaded'],
  ])('%s', async ([what, code, message]) => {
    const name = written(`model-${what}.ts`, code);
    await refused([DRIVER, '--model', name], `model '${name}': ${message.replace('FILE', name)}`);
  });

  it('a missing file', () =>
    refused([DRIVER, '--model', 'none.ts'], "model 'none.ts': there is no such file"));

  it.for<[name: string, message: string]>([
    ['throws', 'the model throws: read threw RangeError: no such state at all'],
    ['exits', 'the model exits: write threw ProcessExit: process.exit was called'],
    ['no-outcome', 'the model no-outcome: write allows no outcome'],
    ['unknown-arm', "the model unknown-arm: create gave arm 'M9 opened', which its arms do not list"],
    ['recurses', 'the model recurses: read threw RangeError: Maximum call stack size exceeded'],
  ])('%s', async ([name, message]) => {
    const model = join(models, `${name}.ts`);
    await refused([DRIVER, '--model', model, '--cases', '60'], message);
    await refused(['article', '--model', model, '--cases', '60'], message);
  });

  it('one that loops for ever is not taken for a driver that does', async () => {
    const model = join(models, 'loops.ts');
    const message = `model '${model}': write does not come back`;
    await refused([DRIVER, '--model', model, '--cases', '60', '--stall', '1'], message);
  });
});

describe.concurrent('what drivers in files may be', () => {
  it('a CommonJS module', async () => {
    const { status, stdout } = await command(
      ['run', join(drivers, 'common.cjs'), '--mode', 'buffered', '--cases', '300', '--quiet'],
      folder,
    );
    expect(stdout).toContain('contract/complete-once');
    expect(status).toBe(0);
  });

  it('a module with a path alias and a package of its own', async () => {
    const home = mkdtempSync(join(folder, 'project-'));
    mkdirSync(join(home, 'node_modules/flags'), { recursive: true });
    mkdirSync(join(home, 'lib'));
    writeFileSync(join(home, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }');
    writeFileSync(
      join(home, 'node_modules/flags/package.json'),
      '{ "name": "flags", "type": "module", "main": "i.js" }',
    );
    writeFileSync(join(home, 'node_modules/flags/i.js'), 'export const access = 0;');
    writeFileSync(
      join(home, 'lib/device.ts'),
      "import { access } from 'flags';\nexport const found: number = access;\n",
    );
    writeFileSync(
      join(home, 'driver.ts'),
      `import { found } from '@/device.ts';\n${GOOD}\nexport const description = \`device \${found}\`;\n`,
    );
    const { status } = await command(
      ['run', 'driver.ts', '--mode', 'buffered', '--cases', '300', '--quiet'],
      home,
    );
    expect(status).toBe(0);
  });
});

describe('replay of a trace whose driver is in a file', () => {
  it('shows its finding again, and from any folder, with its model', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    writeFileSync(
      join(home, 'driver.ts'),
      `export { default } from ${JSON.stringify(join(drivers, 'exits.ts'))};\n`,
    );
    writeFileSync(
      join(home, 'model.ts'),
      `import { articleModel } from 'irpcheck/model';
      export default { ...articleModel, read: (state, request) =>
        articleModel.read(state, request).map((outcome) => ({ ...outcome, status: 0x103 })) };`,
    );
    const out = join(home, 'out');
    mkdirSync(out);
    const model = ['--model', 'model.ts'];
    const run = await command(['run', 'driver.ts', ...model, '--cases', '150', '--quiet'], home, out);
    expect(run.status).toBe(1);
    const traceOf = (id: string) =>
      join(folderIn(out), run.files.find((name) => name.startsWith(`${id}-`)) ?? 'none');
    const exception = traceOf('contract-completed-or-pending');
    const again = await command(['replay', exception], home);
    expect(again.stdout).toContain('contract/completed-or-pending');
    expect(again.status).toBe(1);
    const elsewhere = await command(['replay', exception], ROOT);
    expect([elsewhere.status, elsewhere.stdout]).toEqual([1, again.stdout]);
    const status = await command(['replay', traceOf('model-status')], ROOT);
    expect(status.stdout).toContain('still shows');
    expect(status.status).toBe(1);
  });

  it('a driver that changes the engine is found to change it again', async () => {
    const trace = {
      format: 'irptrace/2',
      subject: join(drivers, 'changes-push.ts'),
      setting: { mode: 'buffered' },
      ops: [{ op: 'open' }, { op: 'read' }],
    };
    writeFileSync(join(folder, 'change.json'), JSON.stringify(trace));
    const { status, stdout } = await command(['replay', 'change.json'], folder);
    expect(stdout).toContain('changes-Array.prototype.push');
    expect(status).toBe(1);
  });

  it('a driver that hangs is found to hang again', async () => {
    const trace = {
      format: 'irptrace/2',
      subject: join(drivers, 'loops-in-reads.ts'),
      setting: { mode: 'buffered' },
      ops: [{ op: 'open' }, { op: 'read' }],
    };
    writeFileSync(join(folder, 'hang.json'), JSON.stringify(trace));
    const { status, stdout } = await command(['replay', 'hang.json', '--stall', '1'], folder);
    expect(stdout).toContain('contract/terminates');
    expect(status).toBe(1);
  });
});
