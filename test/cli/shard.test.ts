import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/errors.ts';
import { shardOf } from '../../src/cli/shard.ts';

it('is the whole campaign where nothing else is asked for, and what is asked for where it is', () => {
  expect(shardOf(undefined, { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' })).toEqual({ index: 1, count: 1 });
  expect(shardOf({ index: 2, count: 5 }, {})).toEqual({ index: 2, count: 5 });
});

describe('auto', () => {
  it.each([
    ['GitLab', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '4' }, 2, 4],
    ['CircleCI', { CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '3' }, 1, 3],
    ['Buildkite', { BUILDKITE_PARALLEL_JOB: '4', BUILDKITE_PARALLEL_JOB_COUNT: '5' }, 5, 5],
    ['Azure Pipelines', { SYSTEM_JOBPOSITIONINPHASE: '1', SYSTEM_TOTALJOBSINPHASE: '2' }, 1, 2],
    ['Slurm', { SLURM_ARRAY_TASK_ID: '12', SLURM_ARRAY_TASK_MIN: '10', SLURM_ARRAY_TASK_COUNT: '4' }, 3, 4],
    ['AWS Batch', { AWS_BATCH_JOB_ARRAY_INDEX: '6', AWS_BATCH_JOB_ARRAY_SIZE: '7' }, 7, 7],
    ['AWS Batch of old', { AWS_BATCH_JOB_ARRAY_INDEX: '6', IRPCHECK_SHARDS: '7' }, 7, 7],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '3', IRPCHECK_SHARDS: '8' }, 4, 8],
  ])('asks what %s sets', (_, env, index, count) => {
    expect(shardOf('auto', env)).toEqual({ index, count });
  });

  it.each([
    [
      'nothing is set',
      {},
      /none of these variables is set: CI_NODE_INDEX with CI_NODE_TOTAL.*give --shard i\/n/,
    ],
    [
      'the count is missing',
      { JOB_COMPLETION_INDEX: '0' },
      /Kubernetes needs .* IRPCHECK_SHARDS, it is not set/,
    ],
    ['the count is no number', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: 'x' }, /CI_NODE_TOTAL, it is 'x'/],
    ['there are too many', { JOB_COMPLETION_INDEX: '0', IRPCHECK_SHARDS: '10001' }, /more than 10000 shards/],
    ['the index is no number', { CI_NODE_INDEX: '-1', CI_NODE_TOTAL: '2' }, /CI_NODE_INDEX, it is '-1'/],
    [
      'the first index is missing',
      { SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_TASK_COUNT: '2' },
      /SLURM_ARRAY_TASK_MIN/,
    ],
    ['the index is too large', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '2' }, /is 3, which is none of 2 jobs/],
    ['the index is too small', { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '2' }, /is 0, which is none of 2 jobs/],
  ])('is refused where %s', (_, env, message) => {
    expect(() => shardOf('auto', env)).toThrow(UsageError);
    expect(() => shardOf('auto', env)).toThrow(message);
  });
});
