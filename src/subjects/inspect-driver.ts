import type { DriverModule } from '../impl/ddi/index.ts';
import { DeviceObject } from '../impl/io/device-object.ts';
import { DriverObject } from '../impl/io/driver-object.ts';
import { SimulatedMachine } from '../impl/machine.ts';
import { NULL_VA, type Va } from '../impl/memory/va.ts';
import { DO_BUFFERED_IO, DO_DIRECT_IO, DO_EXCLUSIVE } from '../nt/device.ts';
import { NT_SUCCESS, ntstatusName, STATUS_SUCCESS } from '../nt/ntstatus.ts';
import { type DeviceAlignment, USUAL_ALIGNMENT } from '../trace/subject.ts';
import { BUFFERING_MODES, type BufferingMode, DEFAULT_DIALECT, PLAIN_MACHINE } from '../trace/trace.ts';
import { ModuleError } from './bundle-module.ts';

/** What a driver shows of itself when it is loaded. */
export interface DriverShape {
  readonly deviceNames: readonly string[];
  readonly openName: string;
  readonly modes: readonly BufferingMode[];
  readonly exclusive: boolean;
  readonly alignment?: DeviceAlignment;
  /** Names that lead to other devices; none where it is left out. */
  readonly otherNames?: readonly string[];
  /**
   * What no case gets to, each with the reason; none where it is left out: names that lead to no device, and the fast path
   * of control requests.
   */
  readonly notReached?: readonly string[];
}

/** What a driver is opened by that has no device: a name that leads nowhere. */
const NO_DEVICE = '\\Device\\NoDevice';

/** One load of a driver. */
interface Load {
  readonly names: readonly string[];
  readonly otherNames: readonly string[];
  readonly openName: string;
  readonly flags: number;
  readonly alignment: DeviceAlignment;
  readonly notReached: readonly string[];
}

/** The mode of a device with these DO_* flags (R33, R34). */
function modeOf(flags: number): BufferingMode {
  if ((flags & DO_BUFFERED_IO) !== 0) return 'buffered';
  return (flags & DO_DIRECT_IO) !== 0 ? 'direct' : 'neither';
}

function isUsual({ mask, sectorBytes }: DeviceAlignment): boolean {
  return mask === USUAL_ALIGNMENT.mask && sectorBytes === USUAL_ALIGNMENT.sectorBytes;
}

/** DriverEntry asks for what is not executed, so that nothing is known of the driver. */
class UnsupportedDriverError extends Error {
  override readonly name = 'UnsupportedDriverError';
}

/** A load in which DriverEntry stopped the machine: a finding about the driver, once it is executed. */
const CRASHED = Symbol('bug check');

/** Windows tries FastIoDeviceControl before it makes an IRP (R20, R43a). */
function fastPath({ kernel: { memory } }: SimulatedMachine, device: Va): readonly string[] {
  const { fastIoDispatch } = new DriverObject(memory, new DeviceObject(memory, device).driverObject);
  return fastIoDispatch === NULL_VA
    ? []
    : ['FastIoDispatch: fast I/O is not executed, every request is an IRP'];
}

/** Loads a driver once. A text says why it does not load, or has nothing to open. */
function load(
  machine: SimulatedMachine,
  driver: DriverModule,
  mode: BufferingMode,
  asked: string | null,
): Load | typeof CRASHED | string {
  const status = machine.boot(driver, mode, PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  const { recorder, memory } = machine.kernel;
  if (recorder.refused !== null)
    throw new UnsupportedDriverError(
      `DriverEntry asks for what is not executed: ${recorder.refused.feature}`,
    );
  if (recorder.bugCheck !== null) return CRASHED;
  if (!NT_SUCCESS(status)) return `DriverEntry returned ${ntstatusName(status)}`;
  const { namespace } = machine.io;
  const devices = namespace.names().map((name) => ({ name, ...namespace.lookup(name) }));
  const openable = devices.filter(({ status: found }) => found === STATUS_SUCCESS);
  const first = asked === null ? openable[0] : { name: asked, ...namespace.lookup(asked) };
  if (first === undefined) return 'DriverEntry created no device with a name';
  if (first.status !== STATUS_SUCCESS) return `openName '${asked}' leads to no device of it`;
  const { flags, alignmentRequirement, sectorSize } = new DeviceObject(memory, first.device);
  return {
    names: openable.filter(({ device }) => device === first.device).map(({ name }) => name),
    otherNames: openable.filter(({ device }) => device !== first.device).map(({ name }) => name),
    openName: first.name,
    flags,
    alignment: { mask: alignmentRequirement, sectorBytes: sectorSize },
    notReached: [
      ...devices
        .filter(({ status: found }) => found !== STATUS_SUCCESS)
        .map(({ name, status: found }) => `link ${name}: it leads to no device (${ntstatusName(found)})`),
      ...fastPath(machine, first.device),
    ],
  };
}

/**
 * Loads a driver in each mode and looks at the device that can be opened: the first symbolic link's, or else the
 * first device's. A driver whose DriverEntry ends in a bug check, whatever the mode, has no device.
 *
 * @param openName the name to open it by; null to take what is there
 * @param deadly modes in which it is not loaded: it is known not to come back, which is a finding once it is executed
 * @param onLoad told each mode before it is loaded in it
 * @throws {ModuleError} when it does not load in any mode
 * @throws {UnsupportedDriverError} when it needs what is not executed to be loaded
 */
export function inspectDriver(
  driver: DriverModule,
  openName: string | null,
  deadly: readonly BufferingMode[] = [],
  onLoad: (mode: BufferingMode) => void = () => {},
): DriverShape {
  const machine = new SimulatedMachine(undefined, undefined, driver.compiled ?? null);
  const loads: { mode: BufferingMode; load: Load }[] = [];
  const crashed: BufferingMode[] = [];
  let refusal = '';
  for (const mode of BUFFERING_MODES) {
    if (deadly.includes(mode)) {
      crashed.push(mode);
      continue;
    }
    onLoad(mode);
    const loaded = load(machine, driver, mode, openName);
    if (loaded === CRASHED) crashed.push(mode);
    else if (typeof loaded === 'string') refusal ||= loaded;
    // A driver that takes no notice of the mode asked for has the one mode alone.
    else if (modeOf(loaded.flags) === mode) loads.push({ mode, load: loaded });
  }
  const first = loads[0];
  if (first === undefined && crashed.length > 0)
    return { deviceNames: [], openName: openName ?? NO_DEVICE, modes: crashed, exclusive: false };
  if (first === undefined) throw new ModuleError(refusal);
  return {
    deviceNames: first.load.names,
    openName: first.load.openName,
    modes: BUFFERING_MODES.filter(
      (mode) => deadly.includes(mode) || loads.some((each) => each.mode === mode),
    ),
    exclusive: (first.load.flags & DO_EXCLUSIVE) !== 0,
    ...(!isUsual(first.load.alignment) && { alignment: first.load.alignment }),
    ...(first.load.otherNames.length > 0 && { otherNames: first.load.otherNames }),
    ...(first.load.notReached.length > 0 && { notReached: first.load.notReached }),
  };
}
