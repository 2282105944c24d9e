import { describe, expect, it } from 'vitest';
import { IoReadAccess } from '../../../src/nt/mdl.ts';
import { breachesOf, PROPERTY, withOwnMdl } from './read-only-respected.setup.ts';
import type { Routine } from './wdm-driver.ts';

describe('neither mode', () => {
  const fillOwn =
    (operation: number): Routine =>
    (request) => {
      const { ddi, location, complete } = request;
      const { length } = location;
      if (length > 0) withOwnMdl(request, operation, (mapped) => ddi.memory.fill(mapped, 1, length));
      return complete(length);
    };

  it('pages the driver locked for reading may not be written', () => {
    expect(breachesOf(fillOwn(IoReadAccess), 'neither')).toMatchObject([
      { property: PROPERTY, reason: 'written-through-mdl', op: 1 },
    ]);
  });
});
