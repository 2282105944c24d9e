/** The driver called what would end the process, or the thread it runs in. */
export class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
}

/** The functions of `process` that would end it, or the thread. */
const ENDING = ['exit', 'reallyExit', 'abort', 'kill'] as const;

/**
 * Makes the functions that end the process throw, so that a driver that calls one is told apart by the call that
 * did it. Errors that nobody is left to catch, from promises and timers the driver left behind, go to `onStray`.
 */
export function guardProcess(onStray: (message: string) => void): void {
  for (const name of ENDING) {
    Object.defineProperty(process, name, {
      configurable: false,
      writable: false,
      value: (...parameters: readonly unknown[]): never => {
        throw new ProcessExit(`the driver called process.${name}(${parameters.map(String).join(', ')})`);
      },
    });
  }
  const onError = (error: unknown): void =>
    onStray(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
}
