import { services } from '../../src/cli/services.ts';
import { fakeServices, irpcheck } from './fakes.ts';

const { userspace } = services;
const real = fakeServices({}, { userspace });
export const demo = (...args: readonly string[]) => irpcheck(['demo', ...args], real);

/** A whole session of a driver in which the program prints `line`. */
export const transcript = (line: string, driver = 'article', program = 'read-write'): string => `\
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
> ${program}
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

export const succeeds = (line: string, driver?: string, program?: string) => ({
  exitCode: 0,
  out: transcript(line, driver, program),
  err: '',
});

export const ZERO = 'Error: Error { kind: WriteZero, message: "failed to write whole buffer" }';
