import { describe, expect, it } from 'vitest';
import { IoError } from '../../../src/impl/win32/io-error.ts';
import { OpenOptions } from '../../../src/impl/win32/open-options.ts';
import { UserProcess } from '../../../src/impl/win32/process.ts';
import {
  CREATE_ALWAYS,
  CREATE_NEW,
  OPEN_ALWAYS,
  OPEN_EXISTING,
  TRUNCATE_EXISTING,
} from '../../../src/nt/win32-file.ts';
import type { OpenOptionsSpec } from '../../../src/trace/ops/index.ts';
import { start } from '../io/test-driver.ts';
import { NAME } from './calls.ts';

const { io } = start();

/** The parameters of one CreateFile. */
interface Asked {
  readonly access: number;
  readonly share: number;
  readonly disposition: number;
  readonly flags: number;
}

/** A process that remembers how CreateFile was called. */
class RememberingProcess extends UserProcess {
  readonly asked: Asked[] = [];

  override CreateFile(
    name: string,
    access: number,
    share: number,
    disposition: number,
    flags: number,
  ): number {
    this.asked.push({ access, share, disposition, flags });
    return super.CreateFile(name, access, share, disposition, flags);
  }
}

/** What CreateFile was asked for, or the error that came before it was. */
function opened(flags: Partial<OpenOptionsSpec>, name = NAME): Asked | number | null {
  const process = new RememberingProcess(io);
  const options = new OpenOptions(process)
    .read(flags.read ?? false)
    .write(flags.write ?? false)
    .append(flags.append ?? false)
    .truncate(flags.truncate ?? false)
    .create(flags.create ?? false)
    .createNew(flags.createNew ?? false);
  try {
    options.open(name);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    if (process.asked.length === 0) return error.rawOsError;
  }
  return process.asked[0] ?? null;
}

const GENERIC_READ = 0x80000000;
const GENERIC_WRITE = 0x40000000;
/** FILE_GENERIC_WRITE without FILE_WRITE_DATA. */
const APPEND = 0x120114;

describe('W3a access', () => {
  it.each<[Partial<OpenOptionsSpec>, number]>([
    [{ read: true }, GENERIC_READ],
    [{ write: true }, GENERIC_WRITE],
    [{ read: true, write: true }, GENERIC_READ | GENERIC_WRITE],
    [{ append: true }, APPEND],
    [{ append: true, write: true }, APPEND],
    [{ append: true, read: true }, APPEND | GENERIC_READ],
    [{ append: true, read: true, write: true }, APPEND | GENERIC_READ],
  ])('%j is 0x%s', (flags, access) => {
    expect(opened(flags)).toEqual({ access: access | 0, share: 7, disposition: OPEN_EXISTING, flags: 0 });
  });

  it.each<Partial<OpenOptionsSpec>>([
    {},
    { create: true },
    { truncate: true },
    { createNew: true },
    { create: true, truncate: true, createNew: true },
  ])('%j alone is ERROR_INVALID_PARAMETER before anything is called', (flags) => {
    expect(opened(flags)).toBe(87);
  });
});

describe('W3a disposition', () => {
  const rows: [Partial<OpenOptionsSpec>, number, number][] = [
    // With write; with append.
    [{}, OPEN_EXISTING, OPEN_EXISTING],
    [{ create: true }, OPEN_ALWAYS, OPEN_ALWAYS],
    [{ truncate: true }, TRUNCATE_EXISTING, -1],
    [{ create: true, truncate: true }, CREATE_ALWAYS, -1],
    [{ createNew: true }, CREATE_NEW, CREATE_NEW],
    [{ createNew: true, create: true }, CREATE_NEW, CREATE_NEW],
    [{ createNew: true, truncate: true }, CREATE_NEW, CREATE_NEW],
    [{ createNew: true, create: true, truncate: true }, CREATE_NEW, CREATE_NEW],
  ];

  it.each(rows)('%j: with write %d, with append %d', (flags, withWrite, withAppend) => {
    expect(opened({ ...flags, write: true })).toMatchObject({ disposition: withWrite });
    for (const write of [false, true]) {
      const appending = opened({ ...flags, append: true, write });
      if (withAppend === -1) expect(appending).toBe(87);
      else expect(appending).toMatchObject({ disposition: withAppend });
    }
  });

  it.each(rows.slice(1))('%j with read alone is ERROR_INVALID_PARAMETER', (flags) => {
    expect(opened({ ...flags, read: true })).toBe(87);
  });
});

it.each([
  ['\\??\\Nothing', 'NotFound', 2],
  ['Example', 'NotFound', 3],
])('opening %j fails with %s', (name, kind, code) => {
  const options = new OpenOptions(new UserProcess(io)).read(true);
  expect(() => options.open(name)).toThrow(
    expect.objectContaining({ kind, rawOsError: code }) as unknown as Error,
  );
});
