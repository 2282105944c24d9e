import {
  type NTSTATUS,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { objectPath } from './object-path.ts';

/** Links followed before a name is given up. */
const MAX_LINKS = 32;

/** What a name leads to. `rest` is the path behind the device's name, empty or with a leading backslash. */
export interface Lookup {
  readonly status: NTSTATUS;
  readonly device: Va;
  readonly rest: string;
}

/** The object namespace: devices and symbolic links, compared without regard to case. */
export class Namespace {
  #devices = new Map<string, Va>();
  #links = new Map<string, string>();
  /** Names as they were given, by the name they are known under. */
  #spelling = new Map<string, string>();

  /** Forgets every name. A map that lasts would keep what it held before alive: see `IoManager.reset`. */
  reset(): void {
    this.#devices = new Map();
    this.#links = new Map();
    this.#spelling = new Map();
  }

  /** How many links there are. */
  get links(): number {
    return this.#links.size;
  }

  /** Every name of a link or a device, links before devices, each in the order of creation. */
  names(): string[] {
    return [...this.#links.keys(), ...this.#devices.keys()].flatMap((key) => this.#spelling.get(key) ?? []);
  }

  /** Whether a device may be created under this name (R2); STATUS_SUCCESS when it may. */
  deviceNameStatus(name: string): NTSTATUS {
    const { status, full, rest } = objectPath(name);
    if (status === STATUS_OBJECT_TYPE_MISMATCH) return STATUS_OBJECT_NAME_COLLISION;
    if (status !== STATUS_SUCCESS) return status;
    if (rest !== '') return STATUS_OBJECT_PATH_NOT_FOUND;
    return this.#devices.has(full) || this.#links.has(full) ? STATUS_OBJECT_NAME_COLLISION : STATUS_SUCCESS;
  }

  /** Names a device; `deviceNameStatus` has allowed it. */
  addDevice(name: string, device: Va): void {
    const { full } = objectPath(name);
    this.#devices.set(full, device);
    this.#spelling.set(full, name);
  }

  removeDevice(device: Va): void {
    for (const [name, va] of this.#devices) if (va === device) this.#devices.delete(name);
  }

  createLink(link: string, target: string): NTSTATUS {
    if (target === '') return STATUS_INVALID_PARAMETER;
    const status = this.deviceNameStatus(link);
    if (status !== STATUS_SUCCESS) return status;
    const { full } = objectPath(link);
    this.#links.set(full, target);
    this.#spelling.set(full, link);
    return status;
  }

  deleteLink(link: string): NTSTATUS {
    const { full, rest } = objectPath(link);
    return rest === '' && this.#links.delete(full) ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
  }

  /**
   * The device a name leads to, through links. The last component that is missing is OBJECT_NAME_NOT_FOUND, in the root
   * as elsewhere, one before it OBJECT_PATH_NOT_FOUND, and a directory is no device: OBJECT_TYPE_MISMATCH [public tests:
   * `test_nt_names` in Wine's dlls/ntdll/tests/path.c, `test_name_collisions` in its om.c].
   */
  lookup(name: string): Lookup {
    let path = name;
    for (let links = 0; links < MAX_LINKS; links += 1) {
      const { status, full, rest } = objectPath(path);
      if (status !== STATUS_SUCCESS) return failure(status);
      const device = this.#devices.get(full);
      if (device !== undefined) return { status, device, rest };
      const target = this.#links.get(full);
      if (target === undefined) {
        return failure(rest === '' ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_OBJECT_PATH_NOT_FOUND);
      }
      path = target + rest;
    }
    return failure(STATUS_OBJECT_NAME_NOT_FOUND);
  }
}

function failure(status: NTSTATUS): Lookup {
  return { status, device: NULL_VA, rest: '' };
}
