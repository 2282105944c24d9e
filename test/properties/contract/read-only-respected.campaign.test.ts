import { describe, expect, it } from 'vitest';
import { IoReadAccess } from '../../../src/nt/mdl.ts';
import { breachesOf, fillOwn, PROPERTY } from './read-only-respected.setup.ts';

describe('neither mode', () => {
  it('pages the driver locked for reading may not be written', () => {
    expect(breachesOf(fillOwn(IoReadAccess), 'neither')).toMatchObject([
      { property: PROPERTY, reason: 'written-through-mdl', op: 1 },
    ]);
  });
});
