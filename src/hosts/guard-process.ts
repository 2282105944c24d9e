import { describeThrown } from '../trace/thrown.ts';

/** What would end the process, or the thread it runs in, was called. */
export class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
}

/** The functions of `process` that would end it, or the thread. */
const ENDING = ['exit', 'reallyExit', 'abort', 'kill', '_kill'] as const;

/** Who takes errors that nothing catches is not the driver's to say. */
const CAPTURING = 'setUncaughtExceptionCaptureCallback';

/** Those that hand out what others use, such as the port by which a worker is asked. */
const REVEALING = ['_getActiveHandles', '_getActiveRequests'] as const;

/**
 * Makes the functions that end the process throw, so that a driver that calls one is told apart by the call that
 * did it, and hides what the process is asked by. Errors that nobody is left to catch, from promises and timers the
 * driver left behind, go to `onStray`, also where the driver has taken every listener away.
 *
 * @param target the process; it stays changed
 */
export function guardProcess(
  onStray: (message: string) => void,
  target: Pick<NodeJS.Process, 'on' | typeof CAPTURING> = process,
): void {
  for (const name of ENDING) {
    Object.defineProperty(target, name, {
      configurable: false,
      writable: false,
      // Without the parameters: a process has another number each time.
      value: (): never => {
        throw new ProcessExit(`process.${name} was called`);
      },
    });
  }
  for (const name of REVEALING)
    Object.defineProperty(target, name, { configurable: false, writable: false, value: () => [] });
  const onError = (error: unknown): void => {
    const { name, message } = describeThrown(error);
    onStray(`${name}: ${message}`);
  };
  target[CAPTURING](onError);
  target.on('unhandledRejection', onError);
  Object.defineProperty(target, CAPTURING, {
    configurable: false,
    writable: false,
    value: (): never => {
      throw new Error(`process.${CAPTURING} is irpcheck’s own`);
    },
  });
}
