import {
  type NTSTATUS,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_OBJECT_NAME_INVALID,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_OBJECT_PATH_SYNTAX_BAD,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

/** Directories that exist; `\DosDevices` is another name of `\??` (R1). */
const DEVICE_DIRECTORY = '\\device\\';
const DOS_DIRECTORY = '\\??\\';
const DOS_ALIAS = '\\dosdevices\\';
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

  /** Every name that leads to a device, links before devices, each in the order of creation. */
  names(): string[] {
    return [...this.#links.keys(), ...this.#devices.keys()].flatMap((key) => this.#spelling.get(key) ?? []);
  }

  /** Whether a device may be created under this name (R2); STATUS_SUCCESS when it may. */
  deviceNameStatus(name: string): NTSTATUS {
    const key = canonical(name);
    if (key === null) return STATUS_OBJECT_PATH_NOT_FOUND;
    if (key.leaf === '') return STATUS_OBJECT_NAME_INVALID;
    if (key.leaf.includes('\\')) return STATUS_OBJECT_PATH_NOT_FOUND;
    return this.#devices.has(key.full) || this.#links.has(key.full)
      ? STATUS_OBJECT_NAME_COLLISION
      : STATUS_SUCCESS;
  }

  addDevice(name: string, device: Va): void {
    const key = canonical(name);
    if (key === null) return;
    this.#devices.set(key.full, device);
    this.#spelling.set(key.full, name);
  }

  removeDevice(device: Va): void {
    for (const [name, va] of this.#devices) if (va === device) this.#devices.delete(name);
  }

  createLink(link: string, target: string): NTSTATUS {
    if (target === '') return STATUS_INVALID_PARAMETER;
    const status = this.deviceNameStatus(link);
    const key = canonical(link);
    if (status !== STATUS_SUCCESS || key === null) return status;
    this.#links.set(key.full, target);
    this.#spelling.set(key.full, link);
    return status;
  }

  deleteLink(link: string): NTSTATUS {
    const key = canonical(link);
    return key !== null && this.#links.delete(key.full) ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
  }

  /** The device a name leads to, through links. */
  lookup(name: string): Lookup {
    // R1: names are relative to no RootDirectory here.
    if (!name.startsWith('\\')) return failure(STATUS_OBJECT_PATH_SYNTAX_BAD);
    let path = name;
    for (let links = 0; links < MAX_LINKS; links += 1) {
      const key = canonical(path);
      if (key === null) return failure(STATUS_OBJECT_PATH_NOT_FOUND);
      const leafEnd = key.leaf.indexOf('\\');
      const leaf = leafEnd < 0 ? key.leaf : key.leaf.slice(0, leafEnd);
      // From the third backslash on: lower case can be longer, but has no backslash more or less.
      const rest = leafEnd < 0 ? '' : path.slice(path.indexOf('\\', path.indexOf('\\', 1) + 1));
      const full = key.directory + leaf;
      const device = this.#devices.get(full);
      if (device !== undefined) return { status: STATUS_SUCCESS, device, rest };
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

/** A name split at its directory, in lower case; null when the directory does not exist. */
function canonical(name: string): { directory: string; leaf: string; full: string } | null {
  const lower = name.toLowerCase();
  const dos = lower.startsWith(DOS_ALIAS) ? DOS_DIRECTORY + lower.slice(DOS_ALIAS.length) : lower;
  for (const directory of [DEVICE_DIRECTORY, DOS_DIRECTORY]) {
    if (dos.startsWith(directory)) return { directory, leaf: dos.slice(directory.length), full: dos };
  }
  return null;
}
