import { describe, expect, it } from 'vitest';
import { reachesDevice, unreached } from '../../src/model/names.ts';
import {
  STATUS_OBJECT_NAME_INVALID,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_OBJECT_PATH_SYNTAX_BAD,
  STATUS_OBJECT_TYPE_MISMATCH,
} from '../../src/nt/ntstatus.ts';

const OWN = ['\\Device\\Example', '\\DosDevices\\Link'];

describe('R1 a name', () => {
  it.each([
    '\\Device\\Example',
    '\\DEVICE\\eXample',
    '\\Device\\Example\\Sub',
    '\\??\\Link',
    '\\DosDevices\\Link\\Sub',
    '\\GLOBAL??\\Link',
    '\\??\\Global\\Link',
    '\\??\\GLOBALROOT\\Device\\Example',
    '\\??\\GlobalRoot\\??\\globalroot\\DosDevices\\Global\\Link',
  ])('%s reaches the device', (name) => expect(reachesDevice(OWN, name)).toBe(true));

  it.each([
    '\\Device\\Examples',
    '\\Device',
    '\\??\\Example',
    '\\Device\\Link',
    '\\Device\\DosDevices\\Link',
    '\\Device\\GLOBAL??\\Link',
    '\\??\\Globals\\Link',
    '\\DosDevicesX\\Link',
    '\\??\\GLOBALROOTS\\Device\\Example',
    'Device\\Example',
  ])('%s does not', (name) => expect(reachesDevice(OWN, name)).toBe(false));

  it.each([
    ['\\Device\\DosDevices\\X', '\\Device\\??\\X'],
    ['\\Device\\??\\Global\\X', '\\Device\\??\\X'],
    ['\\Device\\??\\GLOBALROOT\\X', '\\Device\\X'],
  ])('%s is not the one of a device %s: a directory has other names at the start alone', (name, own) => {
    expect(reachesDevice([own], name)).toBe(false);
  });
});

describe('R1 a name that leads to no device', () => {
  it.each([
    ['', [STATUS_OBJECT_PATH_SYNTAX_BAD]],
    ['Device\\X', [STATUS_OBJECT_PATH_SYNTAX_BAD]],
    ['\\', [STATUS_OBJECT_TYPE_MISMATCH]],
    ['\\Device', [STATUS_OBJECT_TYPE_MISMATCH]],
    ['\\??', [STATUS_OBJECT_TYPE_MISMATCH]],
    ['\\DosDevices', [STATUS_OBJECT_TYPE_MISMATCH]],
    ['\\\\X', [STATUS_OBJECT_NAME_INVALID]],
    ['\\Device\\', [STATUS_OBJECT_NAME_INVALID]],
    ['\\Device\\\\X', [STATUS_OBJECT_NAME_INVALID]],
    ['\\X', [STATUS_OBJECT_NAME_NOT_FOUND]],
    ['\\Device\\X', [STATUS_OBJECT_NAME_NOT_FOUND]],
    ['\\??\\Long', [STATUS_OBJECT_NAME_NOT_FOUND]],
  ])('%j ends with %j', (name, statuses) => {
    expect(unreached(name).map(({ status }) => status)).toEqual(statuses);
  });

  it.each(['\\X\\Y', '\\Device\\X\\Y', '\\X\\Device', '\\X\\Device\\Y', '\\X\\\\Y'])(
    '%j may be missing on the way',
    (name) => {
      expect(unreached(name).map(({ status }) => status)).toContain(STATUS_OBJECT_PATH_NOT_FOUND);
    },
  );
});
