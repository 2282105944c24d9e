import {
  CTL_CODE,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
} from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { controlsOnly, gives, movesNothing, numbersIn, ulongs } from './controls-only.ts';

const UPLOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x930, METHOD_IN_DIRECT, FILE_WRITE_ACCESS);
const CHECKSUM = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x931, METHOD_BUFFERED, FILE_READ_ACCESS);

const IMAGE_BYTES = 256;

/** The bytes of the image. */
type Image = Uint8Array;

/** How long a piece is and where it goes, 4 bytes each; it is mapped before they are looked at. */
function upload(image: Image, request: DeviceControlRequest): readonly DeviceOutcome<Image>[] {
  const { input, second, mappable } = request;
  if (input === null || input.length < 8)
    return movesNothing('upload no header', STATUS_INFO_LENGTH_MISMATCH, image);
  if (!mappable) return movesNothing('upload not mapped', STATUS_INSUFFICIENT_RESOURCES, image);
  const header = numbersIn(input);
  const length = header.getUint32(0, true);
  const start = header.getUint32(4, true);
  if (start + length > IMAGE_BYTES) return movesNothing('upload beyond', STATUS_INVALID_PARAMETER, image);
  if (length > second.length) return movesNothing('upload too long', STATUS_INVALID_BUFFER_SIZE, image);
  const next = image.slice();
  next.set(second.subarray(0, length), start);
  const arm = length === 0 ? 'upload nothing' : 'upload';
  return movesNothing(arm, STATUS_SUCCESS, next).map((answer) => ({ ...answer, information: length }));
}

/** Of all bytes: each is added to what is before it, rotated left by a bit, in 32 bits. */
function checksum(image: Image): number {
  let sum = 0;
  for (const byte of image) sum = (2 * (sum % 2 ** 31) + Math.floor(sum / 2 ** 31) + byte) % 2 ** 32;
  return sum;
}

function control(image: Image, request: DeviceControlRequest): readonly DeviceOutcome<Image>[] | null {
  switch (request.code) {
    case UPLOAD:
      return upload(image, request);
    case CHECKSUM: {
      if (request.outputLength < 4) return movesNothing('checksum no room', STATUS_BUFFER_TOO_SMALL, image);
      return gives('checksum', ulongs([checksum(image)]), image);
    }
    default:
      return null;
  }
}

/** A device that takes an image in pieces and gives its checksum (R43); reads and writes move nothing. */
export const uploadModel: DeviceModel<Image> = controlsOnly({
  name: 'upload',
  arms: {
    upload: 'controls',
    'upload nothing': 'controls',
    'upload no header': 'controls',
    'upload beyond': 'controls',
    'upload too long': 'controls',
    'upload not mapped': 'control-fault',
    checksum: 'controls',
    'checksum no room': 'controls',
  },
  initial: () => new Uint8Array(IMAGE_BYTES),
  control,
});
