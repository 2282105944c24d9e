import { expect, it } from 'vitest';
import { articleDriver } from '../../../src/drivers/article.ts';
import { framework } from '../../../src/impl/framework/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { counter, fileWrite, lastOf, on, openFile } from './calls.ts';

it('the article’s device through kernel32 is read to the end only while it is empty (W3c)', () => {
  const machine = new SimulatedMachine();
  machine.boot(articleDriver(framework), 'buffered', PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  const world = { machine };
  expect(lastOf(world, openFile(), on('File::read_to_end'))).toMatchObject({
    succeeded: true,
    bytes: 0,
    data: new Uint8Array(0),
  });
  const { data, ...rest } = lastOf(world, fileWrite(counter(40)), on('File::read_to_end'));
  expect(rest).toMatchObject({ succeeded: false, lastError: 0, errorKind: 'OutOfMemory', bytes: null });
  expect(data?.length).toBeGreaterThan(1 << 15);
  expect(data?.length).toBeLessThanOrEqual(1 << 16);
  expect(data?.subarray(0, 32)).toEqual(counter(32));
  expect(data?.[32]).toBe(counter(1)[0]);
});
