import { expect, it } from 'vitest';
import type { DispatchedIrp, DispatchedLocation } from '../../../src/impl/record/recorder.ts';
import { FRESH_IO_STACK_LOCATION } from '../../../src/nt/fresh/io-stack-location.ts';
import { FRESH_IRP } from '../../../src/nt/fresh/irp.ts';

/** The fields that the record of a request is made of, by what it reads: what judges learn of a fresh IRP. */
const IRP_FIELDS: Readonly<Record<Exclude<keyof DispatchedIrp, 'va'>, keyof typeof FRESH_IRP.places>> = {
  flags: 'Flags',
  systemBuffer: 'AssociatedIrp',
  mdlAddress: 'MdlAddress',
  currentLocation: 'CurrentLocation',
};
const LOCATION_FIELDS: Readonly<
  Record<keyof DispatchedLocation, keyof typeof FRESH_IO_STACK_LOCATION.places>
> = {
  majorFunction: 'MajorFunction',
  length: 'Parameters.Read.Length',
  key: 'Parameters.Read.Key',
  byteOffsetLow: 'Parameters.Read.ByteOffset',
  byteOffsetHigh: 'Parameters.Read.ByteOffset',
  // Where a control request has its own (R43).
  ioControlCode: 'Parameters.Read.ByteOffset',
  inputBufferLength: 'Parameters.Read.Key',
  outputBufferLength: 'Parameters.Read.Length',
};

it.each(['buffered', 'direct', 'neither'] as const)(
  'nothing judges by an unknown field of a %s read',
  (mode) => {
    const { holds } = FRESH_IRP.moments[mode];
    expect(Object.values(IRP_FIELDS).map((field) => holds[field].kind)).toEqual(Array(4).fill('known'));
  },
);

it('nothing judges by an unknown field of a stack location', () => {
  const { holds } = FRESH_IO_STACK_LOCATION.moments.read;
  expect(Object.values(LOCATION_FIELDS).map((field) => holds[field].kind)).toEqual(Array(8).fill('known'));
});
