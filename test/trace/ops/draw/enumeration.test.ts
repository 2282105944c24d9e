import { describe, expect, it } from 'vitest';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { half } from '../../../../src/trace/ops/draw/feature.ts';
import { slot } from '../../../../src/trace/ops/draw/slot.ts';
import { FULL_PROFILE } from '../../../properties/generate/sample.ts';

const CIRCUMSTANCES = { profile: FULL_PROFILE, openCount: 2, lastLength: 13, lengthBytes: 5000 };

describe('an enumeration', () => {
  const [first, second] = [slot(1), slot(2)];

  it('draws every combination of what slots hold, a slot the same however often it is asked for', () => {
    const drawn = [
      ...enumerate(
        (drawing) => [drawing.draw(first), drawing.draw(second), drawing.draw(first)],
        CIRCUMSTANCES,
      ),
    ];
    expect(drawn.map((each) => each.join(''))).toEqual([
      '000',
      '010',
      '020',
      '030',
      '101',
      '111',
      '121',
      '131',
    ]);
  });

  it('leaves nothing out unless its swarm does', () => {
    const feature = half();
    const uses = { ...CIRCUMSTANCES, swarm: { uses: () => false } };
    expect([...enumerate((drawing) => drawing.uses(feature), CIRCUMSTANCES)]).toEqual([true]);
    expect([...enumerate((drawing) => drawing.uses(feature), uses)]).toEqual([false]);
  });
});
