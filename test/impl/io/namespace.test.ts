import { beforeEach, describe, expect, it } from 'vitest';
import { Namespace } from '../../../src/impl/io/namespace.ts';
import { NULL_VA, POOL_BASE, vaAdd } from '../../../src/impl/memory/va.ts';
import {
  ntstatusName,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_OBJECT_NAME_INVALID,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_OBJECT_PATH_SYNTAX_BAD,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';

const DEVICE = vaAdd(POOL_BASE, 64);
const names = new Namespace();

beforeEach(() => {
  names.reset();
  names.addDevice('\\Device\\Example', DEVICE);
  names.createLink('\\DosDevices\\Link', '\\Device\\Example');
});

describe('R1 a name that leads to the device', () => {
  it.each([
    ['\\Device\\Example', ''],
    ['\\DEVICE\\eXAMPLE', ''],
    ['\\??\\Link', ''],
    ['\\??\\LINK', ''],
    ['\\DosDevices\\Link', ''],
    ['\\dosdevices\\link', ''],
    ['\\Device\\Example\\', '\\'],
    ['\\Device\\Example\\Sub\\File', '\\Sub\\File'],
    ['\\??\\Link\\Sub', '\\Sub'],
    ['\\DosDevices\\Link\\\u0130x', '\\\u0130x'],
    ['\\Device\\Example\\\\', '\\\\'],
    ['\\??\\Link\\\\Sub', '\\\\Sub'],
  ])('%s leaves %j', (name, rest) => {
    expect(names.lookup(name)).toEqual({ status: STATUS_SUCCESS, device: DEVICE, rest });
  });

  it.each([
    ['\\??\\GLOBALROOT\\Device\\Example', ''],
    ['\\??\\GlobalRoot\\??\\globalroot\\DosDevices\\Link\\Sub', '\\Sub'],
    ['\\GLOBAL??\\Link', ''],
    ['\\global??\\LINK\\Sub', '\\Sub'],
    ['\\??\\Global\\Link', ''],
    ['\\DosDevices\\GLOBAL\\Link\\Sub', '\\Sub'],
    ['\\??\\GLOBALROOT\\GLOBAL??\\Link', ''],
  ])('%s, by the names of directories, leaves %j', (name, rest) => {
    expect(names.lookup(name)).toEqual({ status: STATUS_SUCCESS, device: DEVICE, rest });
  });

  it('R8 keeps its case behind the device, also where lower case is longer', () => {
    names.addDevice('\\Device\\\u0130', DEVICE);
    expect(names.lookup('\\Device\\\u0130\\Ab').rest).toBe('\\Ab');
  });
});

describe('a name that leads nowhere', () => {
  it.each([
    ['', STATUS_OBJECT_PATH_SYNTAX_BAD],
    ['Example', STATUS_OBJECT_PATH_SYNTAX_BAD],
    ['Device\\Example', STATUS_OBJECT_PATH_SYNTAX_BAD],
    ['\\Nowhere\\Example', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Nowhere\\', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Example', STATUS_OBJECT_NAME_NOT_FOUND],
    ['\\??\\GLOBALROOT\\Example', STATUS_OBJECT_NAME_NOT_FOUND],
    ['\\GLOBAL??\\Example', STATUS_OBJECT_NAME_NOT_FOUND],
    ['\\Device\\Other', STATUS_OBJECT_NAME_NOT_FOUND],
    ['\\Device\\Other\\', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Device\\Other\\\\', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Device\\Other\\Sub', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Device\\Link', STATUS_OBJECT_NAME_NOT_FOUND],
    ['\\??\\Example', STATUS_OBJECT_NAME_NOT_FOUND],
  ])('%j', (name, status) => {
    const found = names.lookup(name);
    expect([ntstatusName(found.status), found.device]).toEqual([ntstatusName(status), NULL_VA]);
  });

  it.each([
    '\\\\',
    '\\\\Device\\Example',
    '\\Device\\',
    '\\Device\\\\Example',
    '\\??\\',
    '\\??\\\\Link',
    '\\DosDevices\\',
    '\\GLOBAL??\\\\Link',
    '\\??\\GLOBALROOT\\',
    '\\??\\GLOBALROOT\\\\Device\\Example',
    '\\??\\Global\\',
  ])('%j has an empty component', (name) => {
    expect(ntstatusName(names.lookup(name).status)).toBe('STATUS_OBJECT_NAME_INVALID');
  });

  it.each([
    ['\\', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\Device', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\DEVICE', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\??', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\DosDevices', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\GLOBAL??', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\??\\Global', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\??\\GLOBALROOT', STATUS_OBJECT_TYPE_MISMATCH],
    ['\\??\\GLOBALROOT\\Device', STATUS_OBJECT_TYPE_MISMATCH],
  ])('%j is a directory', (name, status) => {
    const found = names.lookup(name);
    expect([ntstatusName(found.status), found.device]).toEqual([ntstatusName(status), NULL_VA]);
  });
});

describe('links', () => {
  it('lead to links, and add what they have behind the device', () => {
    names.createLink('\\??\\Second', '\\??\\Link\\Inner');
    expect(names.lookup('\\??\\Second\\Outer').rest).toBe('\\Inner\\Outer');
  });

  it('in a circle end', () => {
    names.createLink('\\??\\A', '\\??\\B');
    names.createLink('\\??\\B', '\\??\\A');
    expect(names.lookup('\\??\\A').status).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
  });

  it('are followed 31 times, and no further', () => {
    let target = '\\Device\\Example';
    for (let link = 1; link <= 32; link += 1) {
      expect(names.createLink(`\\??\\Chain${link}`, target)).toBe(STATUS_SUCCESS);
      target = `\\??\\Chain${link}`;
    }
    expect(names.lookup('\\??\\Chain31').device).toBe(DEVICE);
    expect(names.lookup('\\??\\Chain32')).toMatchObject({
      status: STATUS_OBJECT_NAME_NOT_FOUND,
      device: NULL_VA,
    });
  });

  it('may be named by the global directory, and lead by the root', () => {
    names.createLink('\\DosDevices\\Global\\Third', '\\??\\GLOBALROOT\\Device\\Example');
    expect(names.lookup('\\??\\Third').device).toBe(DEVICE);
    expect(names.deleteLink('\\GLOBAL??\\Third')).toBe(STATUS_SUCCESS);
  });

  it('to nothing are found to be so', () => {
    names.createLink('\\??\\Dangling', '\\Device\\Gone');
    expect(names.lookup('\\??\\Dangling').status).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
  });

  it('need a target', () => {
    expect(names.createLink('\\??\\Empty', '')).toBe(STATUS_INVALID_PARAMETER);
  });

  it('are deleted once', () => {
    expect([names.deleteLink('\\??\\link'), names.deleteLink('\\??\\link')]).toEqual([
      STATUS_SUCCESS,
      STATUS_OBJECT_NAME_NOT_FOUND,
    ]);
    expect(names.deleteLink('\\Nowhere\\link')).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
  });
});

describe('R2 a new name', () => {
  it.each([
    ['\\Device\\New', STATUS_SUCCESS],
    ['\\Device\\EXAMPLE', STATUS_OBJECT_NAME_COLLISION],
    ['\\??\\Link', STATUS_OBJECT_NAME_COLLISION],
    ['\\DosDevices\\Link', STATUS_OBJECT_NAME_COLLISION],
    ['\\Missing\\New', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Device\\Missing\\New', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Device\\Example\\New', STATUS_OBJECT_PATH_NOT_FOUND],
    ['\\Device\\New\\', STATUS_OBJECT_PATH_NOT_FOUND],
    ['New', STATUS_OBJECT_PATH_SYNTAX_BAD],
    ['\\Device\\', STATUS_OBJECT_NAME_INVALID],
    ['\\Device\\\\New', STATUS_OBJECT_NAME_INVALID],
    ['\\Device', STATUS_OBJECT_NAME_COLLISION],
    ['\\??\\GLOBALROOT', STATUS_OBJECT_NAME_COLLISION],
    ['\\GLOBAL??\\Link', STATUS_OBJECT_NAME_COLLISION],
    ['\\Root', STATUS_SUCCESS],
  ])('%s', (name, status) => {
    expect(ntstatusName(names.deviceNameStatus(name))).toBe(ntstatusName(status));
    expect(ntstatusName(names.createLink(name, '\\Device\\Example'))).toBe(ntstatusName(status));
  });

  it('in the root leads to its device', () => {
    names.addDevice('\\Root', DEVICE);
    expect(names.lookup('\\??\\GLOBALROOT\\root\\Sub')).toEqual({
      status: STATUS_SUCCESS,
      device: DEVICE,
      rest: '\\Sub',
    });
  });

  it('is free again when the device goes', () => {
    names.removeDevice(DEVICE);
    expect(names.deviceNameStatus('\\Device\\Example')).toBe(STATUS_SUCCESS);
  });
});

it('R1 a path behind a link is none to delete', () => {
  expect(names.deleteLink('\\??\\Link\\Sub')).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
  expect(names.lookup('\\??\\Link').device).toBe(DEVICE);
  expect(names.deleteLink('\\??\\LINK')).toBe(STATUS_SUCCESS);
  expect(names.lookup('\\??\\Link').device).toBe(NULL_VA);
});
