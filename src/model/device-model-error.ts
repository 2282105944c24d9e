/** A device model did what no model may: a fault of the model, not a finding about the driver. */
export class DeviceModelError extends Error {
  override readonly name = 'DeviceModelError';
}
