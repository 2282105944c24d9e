/** A device model did what no model may: a fault of the model, not a finding about the driver. */
export class DeviceModelError extends Error {
  override readonly name = 'DeviceModelError';
}

/**
 * The outcomes that a model of a device allows.
 *
 * @throws {DeviceModelError} when there are none: that would accuse every driver
 */
export function someOutcome<Outcome>(modelName: string, outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length === 0) throw new DeviceModelError(`the model ${modelName} allows no outcome`);
  return outcomes;
}
