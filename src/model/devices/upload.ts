import {
  CTL_CODE,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
} from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const UPLOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x930, METHOD_IN_DIRECT, FILE_WRITE_ACCESS);
const CHECKSUM = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x931, METHOD_BUFFERED, FILE_READ_ACCESS);

const IMAGE_BYTES = 256;
const NONE = new Uint8Array(0);

/** The bytes of the image. */
type Image = Uint8Array;

function refuses(arm: string, status: NTSTATUS, next: Image): readonly DeviceOutcome<Image>[] {
  return [{ arm, status, information: 0, data: NONE, next }];
}

/** How long a piece is and where it goes, 4 bytes each; it is mapped before they are looked at. */
function upload(image: Image, request: DeviceControlRequest): readonly DeviceOutcome<Image>[] {
  const { input, second, mappable } = request;
  if (input === null || input.length < 8)
    return refuses('upload no header', STATUS_INFO_LENGTH_MISMATCH, image);
  if (!mappable) return refuses('upload not mapped', STATUS_INSUFFICIENT_RESOURCES, image);
  const header = new DataView(input.buffer, input.byteOffset, input.length);
  const length = header.getUint32(0, true);
  const start = header.getUint32(4, true);
  if (start + length > IMAGE_BYTES) return refuses('upload beyond', STATUS_INVALID_PARAMETER, image);
  if (length > second.length) return refuses('upload too long', STATUS_INVALID_BUFFER_SIZE, image);
  const next = image.slice();
  next.set(second.subarray(0, length), start);
  const arm = length === 0 ? 'upload nothing' : 'upload';
  return [{ arm, status: STATUS_SUCCESS, information: length, data: NONE, next }];
}

/** Of all bytes: each is added to what is before it, rotated left by a bit, in 32 bits. */
function checksum(image: Image): Uint8Array {
  let sum = 0;
  for (const byte of image) sum = (2 * (sum % 2 ** 31) + Math.floor(sum / 2 ** 31) + byte) % 2 ** 32;
  const data = new Uint8Array(4);
  new DataView(data.buffer).setUint32(0, sum, true);
  return data;
}

function control(image: Image, request: DeviceControlRequest): readonly DeviceOutcome<Image>[] {
  switch (request.code) {
    case UPLOAD:
      return upload(image, request);
    case CHECKSUM: {
      if (request.outputLength < 4) return refuses('checksum no room', STATUS_BUFFER_TOO_SMALL, image);
      const data = checksum(image);
      return [{ arm: 'checksum', status: STATUS_SUCCESS, information: data.length, data, next: image }];
    }
    default:
      return refuses('unknown code', STATUS_INVALID_DEVICE_REQUEST, image);
  }
}

const CONTROLS: ArmReach = { needs: 'controls' };

/** A device that takes an image in pieces and gives its checksum (R43); reads and writes move nothing. */
export const uploadModel: DeviceModel<Image> = {
  name: 'upload',
  arms: [
    'reads nothing',
    'writes nothing',
    'upload',
    'upload nothing',
    'upload no header',
    'upload beyond',
    'upload too long',
    'upload not mapped',
    'checksum',
    'checksum no room',
    'unknown code',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    upload: CONTROLS,
    'upload nothing': CONTROLS,
    'upload no header': CONTROLS,
    'upload beyond': CONTROLS,
    'upload too long': CONTROLS,
    'upload not mapped': { needs: 'control-fault' },
    checksum: CONTROLS,
    'checksum no room': CONTROLS,
    'unknown code': CONTROLS,
  },
  leavesRest: true,
  initial: () => new Uint8Array(IMAGE_BYTES),
  ...opensOnly,
  read: (image) => refuses('reads nothing', STATUS_SUCCESS, image),
  write: (image) => refuses('writes nothing', STATUS_SUCCESS, image),
  control,
};
