import { bugCheckName } from '../../nt/bug-check.ts';
import {
  ERROR_INVALID_COMMAND_LINE,
  ERROR_NOT_SUPPORTED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SUCCESS,
} from '../../nt/win32-error.ts';
import { win32Message } from '../../nt/win32-message.ts';
import type { BugCheck } from '../../trace/run/run.ts';
import type { SimulatedMachine } from '../machine.ts';
import { MachineStopped } from '../memory/exceptions.ts';
import { KERNEL_TYPE, parseScArguments, type ScCommand } from './sc-arguments.ts';
import { SERVICE_STATES, type ServiceControlManager, type ServiceStatus } from './service-control.ts';

/** How a command of `sc` ended: with a Win32 error, 0 for none, or with the machine. */
type ScResult =
  | { readonly ending: 'returned'; readonly exitCode: number; readonly lines: readonly string[] }
  | { readonly ending: 'bug-check'; readonly bugCheck: BugCheck; readonly lines: readonly string[] };

const USAGE: readonly string[] = [
  'USAGE:',
  '        sc create [service name] binPath= [path] type= kernel [start= demand|disabled]',
  '        sc [start|query|stop|delete] [service name]',
];

/** What a machine that stopped shows. */
export function stopLines({ code, parameters, reason }: BugCheck): string[] {
  return [`*** STOP: ${bugCheckName(code)} (${parameters.join(', ')})`, reason];
}

/** The command `sc` of one machine: understands its arguments, and says what the real one prints (W6). */
export class Sc {
  readonly #machine: SimulatedMachine;
  readonly #manager: ServiceControlManager;

  constructor(machine: SimulatedMachine, manager: ServiceControlManager) {
    this.#machine = machine;
    this.#manager = manager;
  }

  /** Runs `sc` with arguments such as `['create', 'example', 'binPath=', 'driver.sys', 'type=', 'kernel']`. */
  run(args: readonly string[]): ScResult {
    const command = parseScArguments(args);
    if (command === null) {
      return { ending: 'returned', exitCode: ERROR_INVALID_COMMAND_LINE, lines: USAGE };
    }
    try {
      this.#machine.kernel.requireRunning();
      return this.#run(command);
    } catch (error) {
      const { bugCheck } = this.#machine.kernel.recorder;
      if (!(error instanceof MachineStopped) || bugCheck === null) throw error;
      return { ending: 'bug-check', bugCheck, lines: stopLines(bugCheck) };
    }
  }

  #run(command: ScCommand): ScResult {
    const manager = this.#manager;
    const { name } = command;
    switch (command.verb) {
      case 'create': {
        // Programs of their own are not simulated.
        const error =
          command.type === KERNEL_TYPE
            ? manager.create(name, command.binPath, command.startType)
            : ERROR_NOT_SUPPORTED;
        return plain('CreateService', error);
      }
      case 'start': {
        const call = manager.exists(name) ? 'StartService' : 'StartService: OpenService';
        const error = manager.start(name);
        const status = manager.query(name);
        return error === ERROR_SUCCESS && status !== null ? shown(status, true) : failed(call, error);
      }
      case 'query': {
        const status = manager.query(name);
        if (status !== null) return shown(status, false);
        return failed('EnumQueryServicesStatus:OpenService', ERROR_SERVICE_DOES_NOT_EXIST);
      }
      case 'stop': {
        const call = manager.exists(name) ? 'ControlService' : 'OpenService';
        const { error, status } = manager.stop(name);
        return status !== null ? shown(status, false) : failed(call, error);
      }
      case 'delete': {
        const call = manager.exists(name) ? 'DeleteService' : 'OpenService';
        return plain(call, manager.delete(name));
      }
    }
  }
}

function plain(call: string, error: number): ScResult {
  if (error !== ERROR_SUCCESS) return failed(call, error);
  return { ending: 'returned', exitCode: error, lines: [`[SC] ${call} SUCCESS`] };
}

function failed(call: string, error: number): ScResult {
  const lines = [`[SC] ${call} FAILED ${error}:`, '', win32Message(error), ''];
  return { ending: 'returned', exitCode: error, lines };
}

/** The status of a service. `extended` adds what is told of a process, which a driver has none of. */
function shown({ name, state, exitCode }: ServiceStatus, extended: boolean): ScResult {
  const field = (label: string, value: string): string => `        ${label.padEnd(19)}: ${value}`.trimEnd();
  const stops = state === 'STOP_PENDING' ? 'NOT_STOPPABLE' : 'STOPPABLE';
  const lines = [
    '',
    `SERVICE_NAME: ${name}`,
    field('TYPE', '1  KERNEL_DRIVER'),
    field('STATE', `${SERVICE_STATES[state]}  ${state}`),
    ...(state === 'STOPPED' ? [] : [`${' '.repeat(32)}(${stops}, NOT_PAUSABLE, IGNORES_SHUTDOWN)`]),
    field('WIN32_EXIT_CODE', `${exitCode}  (0x${exitCode.toString(16)})`),
    field('SERVICE_EXIT_CODE', '0  (0x0)'),
    field('CHECKPOINT', '0x0'),
    field('WAIT_HINT', '0x0'),
    ...(extended ? [field('PID', '0'), field('FLAGS', '')] : []),
  ];
  return { ending: 'returned', exitCode: ERROR_SUCCESS, lines };
}
