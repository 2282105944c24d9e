import { escapesHighBytesDriver } from '../../drivers/defects/escapes-high-bytes.ts';
import { exclusiveShareKeptDriver } from '../../drivers/defects/exclusive-share-kept.ts';
import { hundredthRequestDriver } from '../../drivers/defects/hundredth-request.ts';
import { keyBitLocksDriver } from '../../drivers/defects/key-bit-locks.ts';
import { lengthIn16BitsDriver } from '../../drivers/defects/length-in-16-bits.ts';
import { mediumLengthsMissedDriver } from '../../drivers/defects/medium-lengths-missed.ts';
import { offset40BitsDriver } from '../../drivers/defects/offset-40-bits.ts';
import { opensInFiveBitsDriver } from '../../drivers/defects/opens-in-five-bits.ts';
import { writeThroughRefusedDriver } from '../../drivers/defects/write-through-refused.ts';
import { framework } from '../../impl/framework/index.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes that hardly any request meets: rare values, lengths, counts and options. */
export const rareRequestDefects: readonly Defect[] = [
  defect({
    id: 'escapes-high-bytes',
    rule: 'M3',
    title: 'leaves out bytes from 0xF0 on, as if they began an escape',
    base: 'article',
    driver: escapesHighBytesDriver(framework),
    property: 'model/information',
    reason: 'too-small',
    coupled: 'what is written has to be read',
    mode: 'buffered',
    ops: [open(), write({ length: 1, data: { hex: 'ff' } }), read({ length: 1 })],
  }),
  defect({
    id: 'length-in-16-bits',
    rule: 'R39',
    title: 'keeps the length of a transfer in 16 bits',
    base: 'zero',
    driver: lengthIn16BitsDriver,
    property: 'model/information',
    reason: 'too-small',
    coupled: null,
    mode: 'direct',
    ops: [open(), read({ length: 65_536 })],
  }),
  defect({
    id: 'medium-lengths-missed',
    rule: 'R47',
    title: 'leaves a gap between the lengths of its two ways to transfer',
    base: 'zero',
    driver: mediumLengthsMissedDriver,
    property: 'model/data',
    reason: 'not-transferred',
    coupled: null,
    mode: 'direct',
    ops: [open(), read({ length: 20_000 })],
  }),
  defect({
    id: 'offset-40-bits',
    rule: 'R35',
    title: 'keeps where a write goes in 40 bits',
    base: 'disk',
    driver: offset40BitsDriver,
    property: 'model/status',
    reason: 'STATUS_SUCCESS-for-STATUS_DISK_FULL',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ offset: '1099511627776', length: 1 })],
  }),
  defect({
    id: 'opens-in-five-bits',
    rule: 'R8',
    title: 'counts 32 opens in all, and never one that is closed',
    base: 'per-file',
    driver: opensInFiveBitsDriver,
    property: 'model/status',
    reason: 'STATUS_INSUFFICIENT_RESOURCES-for-STATUS_SUCCESS',
    coupled: 'so many opens have to come before',
    mode: 'buffered',
    ops: Array.from({ length: 33 }, () => open()),
  }),
  defect({
    id: 'hundredth-request',
    rule: 'M2',
    title: 'has numbers for 100 reads, and gives none back',
    base: 'article',
    driver: hundredthRequestDriver(framework),
    property: 'model/status',
    reason: 'STATUS_INSUFFICIENT_RESOURCES-for-STATUS_SUCCESS',
    coupled: 'so many reads have to come before',
    mode: 'buffered',
    ops: [open(), ...Array.from({ length: 101 }, () => read())],
  }),
  defect({
    id: 'write-through-refused',
    rule: 'R7',
    title: 'does not know SL_WRITE_THROUGH, and refuses what carries it',
    base: 'disk',
    driver: writeThroughRefusedDriver,
    property: 'model/status',
    reason: 'STATUS_NOT_SUPPORTED-for-STATUS_SUCCESS',
    coupled: 'a write has to follow an open that writes through',
    mode: 'buffered',
    ops: [open({ options: ['write-through'] }), write()],
  }),
  defect({
    id: 'exclusive-share-kept',
    rule: 'R5',
    title: 'stays taken by an open that shares nothing, also when that is closed',
    base: 'disk',
    driver: exclusiveShareKeptDriver,
    property: 'model/status',
    reason: 'STATUS_SHARING_VIOLATION-for-STATUS_SUCCESS',
    coupled: 'an open has to follow one that shares nothing',
    mode: 'buffered',
    ops: [open({ share: 'none' }), open()],
  }),
  defect({
    id: 'key-bit-locks',
    rule: 'R30',
    title: 'takes a bit of the caller’s key for a mark of its own',
    base: 'disk',
    driver: keyBitLocksDriver,
    property: 'model/status',
    reason: 'STATUS_FILE_LOCK_CONFLICT-for-STATUS_SUCCESS',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read({ key: 0x100000 })],
  }),
];
