import { describe, expect, it } from 'vitest';
import { Beacon } from '../../src/execution/beacon.ts';
import type { Changes } from '../../src/hosts/changes.ts';
import { ModelWatch } from '../../src/hosts/model-watch.ts';
import { DeviceModelError } from '../../src/model/device-model-error.ts';

/** Objects of which code says what it changes. */
function watched(): { watch: ModelWatch; change: (name: string) => void; beacon: Beacon } {
  let changed: string[] = [];
  const changes: Changes = {
    isSpoiled: true,
    restore: () => changed.splice(0),
    requireUsable() {
      if (changed.includes('needed')) throw new TypeError('not usable');
    },
  };
  const beacon = new Beacon();
  changed = [];
  return { watch: new ModelWatch(changes, beacon), change: (name) => changed.push(name), beacon };
}

describe('each call looked at', () => {
  it('what a model changes is its own fault', () => {
    const { watch, change, beacon } = watched();
    watch.isCareful = true;
    const call = (): unknown => watch.call('mine', 'read', () => change('Object.prototype.more'));
    expect(call).toThrow(DeviceModelError);
    expect(call).toThrow('the model mine: read changes Object.prototype.more');
    expect(watch.restore()).toEqual([]);
    expect(beacon.modelCall).toBeNull();
  });

  it('what was changed before is the fault of the driver', () => {
    const { watch, change } = watched();
    watch.isCareful = true;
    change('Math');
    expect(watch.call('mine', 'read', () => 7)).toBe(7);
    change('JSON');
    expect(watch.restore()).toEqual(['Math', 'JSON']);
    expect(watch.restore()).toEqual([]);
  });
});

it('otherwise a model is stopped only where it changes what is needed to go on', () => {
  const { watch, change } = watched();
  watch.call('mine', 'write', () => change('Math'));
  expect(watch.restore()).toEqual(['Math']);
  expect(() => watch.call('mine', 'write', () => change('needed'))).toThrow('not usable');
  expect(() => watch.requireUsable()).toThrow('not usable');
  expect(watch.isSpoiled).toBe(true);
});
