import { describe, expect, it } from 'vitest';
import type { Dying } from './fake-thread.ts';
import { dying, REPLAY, workersOf } from './workers.setup.ts';

describe('a death in the model is no fault of the driver', () => {
  it.each<[Dying, string]>([
    ['exit', 'ends the process'],
    ['out-of-memory', 'uses up the memory'],
    ['silent', 'does not come back'],
  ])('%s', async (how, text) => {
    const asked = workersOf(dying('read', how)).ask(REPLAY);
    await expect(asked).rejects.toMatchObject({
      name: 'DeviceModelError',
      message: `the model of driver 'test': read ${text}`,
    });
  });
});
