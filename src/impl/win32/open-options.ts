import {
  FILE_GENERIC_WRITE,
  FILE_SHARE_DELETE,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  FILE_WRITE_DATA,
  GENERIC_READ,
  GENERIC_WRITE,
} from '../../nt/access.ts';
import { ERROR_INVALID_PARAMETER } from '../../nt/win32-error.ts';
import {
  CREATE_ALWAYS,
  CREATE_NEW,
  INVALID_HANDLE_VALUE,
  OPEN_ALWAYS,
  OPEN_EXISTING,
  TRUNCATE_EXISTING,
} from '../../nt/win32-file.ts';
import { File } from './file.ts';
import { IoError } from './io-error.ts';
import type { UserProcess } from './process.ts';

/** Rust's `OpenOptions` on Windows (W3a). Every flag begins as false. */
export class OpenOptions {
  readonly #process: UserProcess;
  #read = false;
  #write = false;
  #append = false;
  #truncate = false;
  #create = false;
  #createNew = false;

  constructor(process: UserProcess) {
    this.#process = process;
  }

  read(read: boolean): this {
    this.#read = read;
    return this;
  }

  write(write: boolean): this {
    this.#write = write;
    return this;
  }

  append(append: boolean): this {
    this.#append = append;
    return this;
  }

  truncate(truncate: boolean): this {
    this.#truncate = truncate;
    return this;
  }

  create(create: boolean): this {
    this.#create = create;
    return this;
  }

  createNew(createNew: boolean): this {
    this.#createNew = createNew;
    return this;
  }

  /**
   * Opens a file by its Win32 name.
   * @throws IoError; with ERROR_INVALID_PARAMETER before anything is called for flags that do not go together
   */
  open(path: string): File {
    const disposition = this.#creationDisposition();
    const access = this.#desiredAccess();
    if (disposition === null || access === null) throw IoError.fromRawOsError(ERROR_INVALID_PARAMETER);
    const share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    const handle = this.#process.CreateFile(path, access, share, disposition, 0);
    if (handle === INVALID_HANDLE_VALUE) throw IoError.fromRawOsError(this.#process.GetLastError());
    return new File(this.#process, handle);
  }

  #desiredAccess(): number | null {
    if (!this.#read && !this.#write && !this.#append) return null;
    let access = this.#read ? GENERIC_READ : 0;
    if (this.#append) access |= FILE_GENERIC_WRITE & ~FILE_WRITE_DATA;
    else if (this.#write) access |= GENERIC_WRITE;
    return access;
  }

  #creationDisposition(): number | null {
    if (!this.#write && !this.#append && (this.#truncate || this.#create || this.#createNew)) return null;
    if (this.#append && this.#truncate && !this.#createNew) return null;
    if (this.#createNew) return CREATE_NEW;
    if (this.#create) return this.#truncate ? CREATE_ALWAYS : OPEN_ALWAYS;
    return this.#truncate ? TRUNCATE_EXISTING : OPEN_EXISTING;
  }
}
