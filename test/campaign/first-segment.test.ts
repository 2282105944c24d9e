import { beforeEach, describe, expect, it } from 'vitest';
import { type ExecuteSegment, FirstSegment } from '../../src/campaign/first-segment.ts';
import type { SegmentPart } from '../../src/campaign/segment-run.ts';
import { Tally, type TallyPart } from '../../src/execution/tally.ts';

function partOf(segment: number, parts: Partial<SegmentPart> = {}): SegmentPart {
  return { segment, counts: new Tally().part(), without: [], ended: false, leftOut: [], ...parts };
}

const READS = [{ kind: 'read', from: 4 }] as const;
const NOTHING_LEFT_OUT = partOf(0);
const READS_LEFT_OUT = partOf(0, { without: READS });
const ENDED = partOf(0, { ended: true });
const PART = partOf(5);
const FIRST_BLOCK: TallyPart = { ...new Tally().part(), cases: 1_000 };
const SECOND_BLOCK: TallyPart = { ...new Tally().part(), cases: 900 };

let first: FirstSegment;
let counted: TallyPart[];
/** What the segment was executed without, each time. */
let executions: unknown[];

beforeEach(() => {
  first = new FirstSegment();
  counted = [];
  executions = [];
});

/** A segment of two blocks; `between` is called after the first of them. */
const segment =
  (between: () => void = () => {}): ExecuteSegment =>
  async (without, isStopped, onBlock) => {
    executions.push(without);
    for (const block of [FIRST_BLOCK, SECOND_BLOCK]) {
      await Promise.resolve();
      if (isStopped()) return null;
      onBlock(block);
      if (block === FIRST_BLOCK) between();
    }
    return PART;
  };

const run = (execute: ExecuteSegment): Promise<SegmentPart | null> =>
  first.segment(execute, (counts) => counted.push(counts));

describe('a segment after the end of the first', () => {
  it('is executed without what is left out', async () => {
    first.end(READS_LEFT_OUT);
    expect(await run(segment())).toBe(PART);
    expect(executions).toEqual([READS]);
    expect(counted).toEqual([FIRST_BLOCK, SECOND_BLOCK]);
  });

  it.each([
    ['ended by the driver', ENDED],
    ['stopped', null],
  ])('is not executed where the first was %s', async (_how, part) => {
    first.end(part);
    expect(await run(segment())).toBeNull();
    expect(executions).toEqual([]);
  });
});

describe('a segment ahead of the end of the first', () => {
  it('counts where nothing is left out, from the moment that this is known', async () => {
    const told: number[] = [];
    const executed = run(
      segment(() => {
        told.push(counted.length);
        first.end(NOTHING_LEFT_OUT);
      }),
    );
    expect(await executed).toBe(PART);
    expect(told).toEqual([0]);
    expect(executions).toEqual([[]]);
    expect(counted).toEqual([FIRST_BLOCK, SECOND_BLOCK]);
  });

  it('waits for the first', async () => {
    const executed = run(segment());
    setImmediate(() => {
      expect(counted).toEqual([]);
      first.end(NOTHING_LEFT_OUT);
    });
    expect(await executed).toBe(PART);
    expect(counted).toEqual([FIRST_BLOCK, SECOND_BLOCK]);
  });

  it('is stopped and executed once more where something is left out; only that counts', async () => {
    const executed = run(segment(() => first.end(READS_LEFT_OUT)));
    expect(await executed).toBe(PART);
    expect(executions).toEqual([[], READS]);
    expect(counted).toEqual([FIRST_BLOCK, SECOND_BLOCK]);
  });

  it('is executed once more also where it had come to its end', async () => {
    const executed = run(segment());
    setImmediate(() => first.end(READS_LEFT_OUT));
    expect(await executed).toBe(PART);
    expect(executions).toEqual([[], READS]);
    expect(counted).toEqual([FIRST_BLOCK, SECOND_BLOCK]);
  });

  it.each([
    ['ended by the driver', ENDED],
    ['stopped', null],
  ])('counts for nothing where the first was %s', async (_how, part) => {
    expect(await run(segment(() => first.end(part)))).toBeNull();
    expect(executions).toEqual([[]]);
    expect(counted).toEqual([]);
  });

  it('that fails fails the campaign, unless it should not have been executed so', async () => {
    const failing: ExecuteSegment = async (without, isStopped, onBlock) => {
      if (without.length === 0) throw new Error('the model does not come back');
      return await segment()(without, isStopped, onBlock);
    };
    const executed = run(failing);
    first.end(NOTHING_LEFT_OUT);
    await expect(executed).rejects.toThrow('the model does not come back');
    first = new FirstSegment();
    const again = run(failing);
    first.end(READS_LEFT_OUT);
    expect(await again).toBe(PART);
  });
});
