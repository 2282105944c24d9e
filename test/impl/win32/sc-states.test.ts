import { describe, expect, it } from 'vitest';
import { createFile, observe, on } from './calls.ts';
import { create, failure, run } from './sc.setup.ts';
import { services } from './services.ts';

describe('sc query', () => {
  it('shows a service that never ran, and one that failed', () => {
    const machine = services();
    const block = (code: string): string[] => [
      '',
      'SERVICE_NAME: example',
      '        TYPE               : 1  KERNEL_DRIVER',
      '        STATE              : 1  STOPPED',
      `        WIN32_EXIT_CODE    : ${code}`,
      '        SERVICE_EXIT_CODE  : 0  (0x0)',
      '        CHECKPOINT         : 0x0',
      '        WAIT_HINT          : 0x0',
    ];
    expect(run(machine, create('failing'), 'query example').lines).toEqual(block('1077  (0x435)'));
    expect(run(machine, 'start example', 'query example').lines).toEqual(block('21  (0x15)'));
  });

  it('fails for no service', () => {
    expect(run(services(), 'query example')).toEqual(failure('EnumQueryServicesStatus:OpenService', 1060));
  });
});

describe('sc stop', () => {
  it('shows the service stopped, or about to be while its device is open (R17)', () => {
    const machine = services();
    const { lines } = run(machine, create('article'), 'start example', 'stop example');
    expect(lines.slice(2, 5)).toEqual([
      '        TYPE               : 1  KERNEL_DRIVER',
      '        STATE              : 1  STOPPED',
      '        WIN32_EXIT_CODE    : 0  (0x0)',
    ]);
    run(machine, 'start example');
    observe(machine, createFile());
    expect(run(machine, 'stop example').lines.slice(3, 5)).toEqual([
      '        STATE              : 3  STOP_PENDING',
      '                                (NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)',
    ]);
    expect(run(machine, 'stop example')).toEqual(failure('ControlService', 1061));
    observe(machine, on('CloseHandle'));
    expect(run(machine, 'stop example')).toEqual(failure('ControlService', 1062));
  });

  it.each([
    ['of no service', ['stop example'], 'OpenService', 1060],
    ['of one that does not run', [create('article'), 'stop example'], 'ControlService', 1062],
    [
      'of a driver without DriverUnload',
      [create('staying'), 'start example', 'stop example'],
      'ControlService',
      1052,
    ],
  ])('%s fails', (_name, commands, call, code) => {
    expect(run(services(), ...commands)).toEqual(failure(call, code));
  });
});

describe('sc delete', () => {
  it('succeeds, at once or when the service is stopped', () => {
    const machine = services();
    expect(run(machine, create('article'), 'start example', 'delete example')).toEqual({
      ending: 'returned',
      exitCode: 0,
      lines: ['[SC] DeleteService SUCCESS'],
    });
    expect(run(machine, 'delete example')).toEqual(failure('DeleteService', 1072));
    expect(run(machine, 'stop example')).toMatchObject({ exitCode: 0 });
    expect(run(machine, 'delete example')).toEqual(failure('OpenService', 1060));
  });
});

/** No such command does anything to it. */
const NOTHING_DONE = services();

it.each([
  '',
  'create',
  'create example',
  'create example type= kernel',
  'create example binPath=',
  'create example binPath= article type= rocket',
  'create example binPath= article type= kernel start= now',
  'create example binPath= article type= kernel colour= red',
  'create example binPath= article kernel',
  'create example binPath= article =kernel',
  'start',
  'start example now',
  'pause example',
  'toString example',
])('%j is no command line', (command) => {
  const result = run(NOTHING_DONE, command);
  expect(result).toMatchObject({ ending: 'returned', exitCode: 1639 });
  expect(result.lines[0]).toBe('USAGE:');
});

describe('a driver that stops the machine', () => {
  it.each([
    ['at its start', 'throwing', ['start example'], 0x1e, 'KMODE_EXCEPTION_NOT_HANDLED (0x1E)'],
    ['at its stop', 'dies-at-unload', ['start example', 'stop example'], 0xe2, '0xE2'],
  ])('%s: it is said, and nothing works any more', (_name, image, commands, code, name) => {
    const machine = services();
    const result = run(machine, create(image), ...commands);
    expect(result).toMatchObject({ ending: 'bug-check', bugCheck: { code } });
    expect(result.lines[0]?.startsWith(`*** STOP: ${name} (0x`)).toBe(true);
    expect(result.lines).toHaveLength(2);
    expect(run(machine, 'query example')).toEqual(result);
  });
});
