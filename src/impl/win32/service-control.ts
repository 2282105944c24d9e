import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import * as win32 from '../../nt/win32-error.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import type { DriverModule } from '../ddi/driver-module.ts';
import type { LoadedDriver } from '../io/io-manager.ts';
import type { SimulatedMachine } from '../machine.ts';
import { rtlNtStatusToDosError } from './nt-status-to-dos-error.ts';

/** The states of a service, by their Windows names, with the numbers that SERVICE_STATUS has for them. */
export const SERVICE_STATES = { STOPPED: 1, START_PENDING: 2, STOP_PENDING: 3, RUNNING: 4 } as const;
type ServiceState = keyof typeof SERVICE_STATES;

/** When a service is started; all but `disabled` can be started on demand. */
export const START_TYPES = ['boot', 'system', 'auto', 'demand', 'disabled'] as const;
export type StartType = (typeof START_TYPES)[number];

/** What QueryServiceStatus tells of a driver. */
export interface ServiceStatus {
  readonly name: string;
  readonly state: ServiceState;
  /** Win32 error; ERROR_SERVICE_NEVER_STARTED before the first start. */
  readonly exitCode: number;
}

interface Service {
  readonly name: string;
  readonly binPath: string;
  readonly startType: StartType;
  state: ServiceState;
  exitCode: number;
  markedForDelete: boolean;
  driver: LoadedDriver | null;
}

/** The most characters in the name of a service. */
const MAX_NAME = 256;

/**
 * The service control manager for the drivers of one machine (W6). Its functions give a Win32 error, ERROR_SUCCESS
 * when there is none.
 */
export class ServiceControlManager {
  readonly #machine: SimulatedMachine;
  readonly #resolve: (path: string) => DriverModule | null;
  readonly #mode: BufferingMode;
  /** By name in lower case: names are compared without regard to case. */
  readonly #services = new Map<string, Service>();

  /**
   * @param machine has been restarted
   * @param resolve the driver in an image file, null where there is no such file
   * @param mode the buffering mode that drivers are loaded with
   */
  constructor(
    machine: SimulatedMachine,
    resolve: (path: string) => DriverModule | null,
    mode: BufferingMode,
  ) {
    this.#machine = machine;
    this.#resolve = resolve;
    this.#mode = mode;
  }

  /** CreateService of a kernel driver. Whether there is an image at `binPath` is not looked at. */
  create(name: string, binPath: string, startType: StartType): number {
    if (name === '' || name.length > MAX_NAME || /[/\\]/.test(name)) return win32.ERROR_INVALID_NAME;
    const existing = this.#service(name);
    if (existing !== null) {
      return existing.markedForDelete ? win32.ERROR_SERVICE_MARKED_FOR_DELETE : win32.ERROR_SERVICE_EXISTS;
    }
    this.#services.set(name.toLowerCase(), {
      name,
      binPath,
      startType,
      state: 'STOPPED',
      exitCode: win32.ERROR_SERVICE_NEVER_STARTED,
      markedForDelete: false,
      driver: null,
    });
    return win32.ERROR_SUCCESS;
  }

  /** Whether a service of that name can be opened. */
  exists(name: string): boolean {
    return this.#service(name) !== null;
  }

  /**
   * StartService: loads the driver.
   * @throws MachineStopped when its DriverEntry stops the machine
   */
  start(name: string): number {
    const service = this.#service(name);
    if (service === null) return win32.ERROR_SERVICE_DOES_NOT_EXIST;
    if (service.startType === 'disabled') return win32.ERROR_SERVICE_DISABLED;
    if (service.markedForDelete) return win32.ERROR_SERVICE_MARKED_FOR_DELETE;
    if (service.state !== 'STOPPED') return win32.ERROR_SERVICE_ALREADY_RUNNING;
    const image = this.#resolve(service.binPath);
    service.exitCode = image === null ? win32.ERROR_FILE_NOT_FOUND : this.#load(service, image);
    return service.exitCode;
  }

  /** QueryServiceStatus; null for a service that does not exist. */
  query(name: string): ServiceStatus | null {
    const service = this.#service(name);
    return service === null ? null : { name: service.name, state: service.state, exitCode: service.exitCode };
  }

  /**
   * ControlService with SERVICE_CONTROL_STOP: the service is STOPPED at once, or STOP_PENDING while its device is
   * open (R17). The status is what it is right after that.
   * @throws MachineStopped when its DriverUnload stops the machine
   */
  stop(name: string): { readonly error: number; readonly status: ServiceStatus | null } {
    const service = this.#service(name);
    if (service === null) return { error: win32.ERROR_SERVICE_DOES_NOT_EXIST, status: null };
    const error = this.#stop(service);
    if (error !== win32.ERROR_SUCCESS) return { error, status: null };
    const status = { name: service.name, state: service.state, exitCode: service.exitCode };
    return { error, status };
  }

  /** DeleteService: a service that is not stopped is marked, and gone once it is stopped. */
  delete(name: string): number {
    const service = this.#service(name);
    if (service === null) return win32.ERROR_SERVICE_DOES_NOT_EXIST;
    if (service.markedForDelete) return win32.ERROR_SERVICE_MARKED_FOR_DELETE;
    service.markedForDelete = true;
    return win32.ERROR_SUCCESS;
  }

  #load(service: Service, image: DriverModule): number {
    service.state = 'START_PENDING';
    const loaded = this.#machine.load(image, this.#mode);
    const started = NT_SUCCESS(loaded.status);
    service.state = started ? 'RUNNING' : 'STOPPED';
    service.driver = started ? loaded : null;
    return started ? win32.ERROR_SUCCESS : rtlNtStatusToDosError(loaded.status);
  }

  #stop(service: Service): number {
    if (service.state === 'STOP_PENDING') return win32.ERROR_SERVICE_CANNOT_ACCEPT_CTRL;
    if (service.driver === null) return win32.ERROR_SERVICE_NOT_ACTIVE;
    if (!NT_SUCCESS(this.#machine.stop(service.driver))) return win32.ERROR_INVALID_SERVICE_CONTROL;
    service.state = 'STOP_PENDING';
    this.#refresh(service);
    return win32.ERROR_SUCCESS;
  }

  /** A service of that name as it is now, null if there is none. */
  #service(name: string): Service | null {
    const key = name.toLowerCase();
    const service = this.#services.get(key);
    if (service === undefined) return null;
    this.#refresh(service);
    if (!service.markedForDelete || service.state !== 'STOPPED') return service;
    this.#services.delete(key);
    return null;
  }

  /** Sees whether a driver that was being stopped has gone. */
  #refresh(service: Service): void {
    if (service.driver === null || this.#machine.isLoaded(service.driver)) return;
    service.driver = null;
    service.state = 'STOPPED';
  }
}
