import { describe, expect, it } from 'vitest';
import { CREATE, create, failure, run } from './sc.setup.ts';
import { services } from './services.ts';

describe('sc create', () => {
  it.each([
    [CREATE],
    [['create', 'example', 'binPath=article', 'type=kernel']],
    [['CREATE', 'example', 'TYPE=', 'Kernel', 'BINPATH=', 'article', 'start=', 'Auto']],
    [[...CREATE, 'error=', 'normal', 'DisplayName=', 'The article’s device']],
  ])('%j succeeds', (args) => {
    const machine = services();
    expect(machine.sc.run(args)).toEqual({
      ending: 'returned',
      exitCode: 0,
      lines: ['[SC] CreateService SUCCESS'],
    });
    expect(run(machine, 'start example').ending).toBe('returned');
  });

  it('does not look for the image, nor split its path at further signs', () => {
    const { sc, manager } = services();
    expect(sc.run(['create', 'example', 'binPath=C:\\a=b.sys', 'type=', 'kernel'])).toMatchObject({
      exitCode: 0,
    });
    expect(manager.start('example')).toBe(2);
  });

  it.each([
    ['a second time', [create('article'), create('article')], 'CreateService', 1073],
    [
      'of a service that is to go',
      [create('article'), 'start example', 'delete example', create('article')],
      'CreateService',
      1072,
    ],
    ['of a program', ['create example binPath= article type= own'], 'CreateService', 50],
    ['of a program, the type left out', ['create example binPath= article'], 'CreateService', 50],
    ['of a bad name', ['create a/b binPath= article type= kernel'], 'CreateService', 123],
  ])('%s fails', (_name, commands, call, code) => {
    expect(run(services(), ...commands)).toEqual(failure(call, code));
  });
});

describe('sc start', () => {
  it('shows the service', () => {
    expect(run(services(), create('article'), 'start example')).toEqual({
      ending: 'returned',
      exitCode: 0,
      lines: [
        '',
        'SERVICE_NAME: example',
        '        TYPE               : 1  KERNEL_DRIVER',
        '        STATE              : 4  RUNNING',
        '                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)',
        '        WIN32_EXIT_CODE    : 0  (0x0)',
        '        SERVICE_EXIT_CODE  : 0  (0x0)',
        '        CHECKPOINT         : 0x0',
        '        WAIT_HINT          : 0x0',
        '        PID                : 0',
        '        FLAGS              :',
      ],
    });
  });

  it.each([
    ['of no service', ['start example'], 'StartService: OpenService', 1060],
    ['of one that runs', [create('article'), 'start example', 'start example'], 'StartService', 1056],
    [
      'of one that is disabled',
      [create('article', ' start= disabled'), 'start example'],
      'StartService',
      1058,
    ],
    ['without the image', [create('nothing'), 'start example'], 'StartService', 2],
    ['of a driver that refuses', [create('failing'), 'start example'], 'StartService', 21],
    [
      'of one that is to go',
      [create('article'), 'start example', 'delete example', 'start example'],
      'StartService',
      1072,
    ],
  ])('%s fails', (_name, commands, call, code) => {
    expect(run(services(), ...commands)).toEqual(failure(call, code));
  });

  it('prints an error as it is known', () => {
    const { lines } = run(services(), create('article'), 'start example', 'start example');
    expect(lines).toEqual([
      '[SC] StartService FAILED 1056:',
      '',
      'An instance of the service is already running.',
      '',
    ]);
  });
});
