import { MAX_SHARDS, type Shard, WHOLE } from '../campaign/segments.ts';
import { UsageError } from './errors.ts';
import type { Environment } from './host.ts';

/** The variable that says of how many shards there are where the service tells a job's number alone. */
const COUNT_VARIABLE = 'IRPCHECK_SHARDS';

/** How a service numbers the jobs that run the same command. */
interface JobArray {
  readonly service: string;
  readonly index: string;
  /** What the first job has in it, or the variable that says. */
  readonly first: number | string;
  readonly count: string;
}

const JOB_ARRAYS: readonly JobArray[] = [
  { service: 'GitLab', index: 'CI_NODE_INDEX', first: 1, count: 'CI_NODE_TOTAL' },
  { service: 'CircleCI', index: 'CIRCLE_NODE_INDEX', first: 0, count: 'CIRCLE_NODE_TOTAL' },
  { service: 'Buildkite', index: 'BUILDKITE_PARALLEL_JOB', first: 0, count: 'BUILDKITE_PARALLEL_JOB_COUNT' },
  {
    service: 'Azure Pipelines',
    index: 'SYSTEM_JOBPOSITIONINPHASE',
    first: 1,
    count: 'SYSTEM_TOTALJOBSINPHASE',
  },
  {
    service: 'Slurm',
    index: 'SLURM_ARRAY_TASK_ID',
    first: 'SLURM_ARRAY_TASK_MIN',
    count: 'SLURM_ARRAY_TASK_COUNT',
  },
  { service: 'AWS Batch', index: 'AWS_BATCH_JOB_ARRAY_INDEX', first: 0, count: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { service: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', first: 0, count: COUNT_VARIABLE },
];

/** `--shard` as it was given: a part, or to be found out. */
export type AskedShard = Shard | 'auto';

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : null;
}

/** The value of a variable that has to be a whole number. */
function requireNumber(env: Environment, name: string, service: string): number {
  const value = wholeNumber(env[name]);
  if (value !== null) return value;
  const found = env[name] === undefined ? 'it is not set' : `it is '${env[name]}'`;
  throw new UsageError(`--shard auto: ${service} needs a whole number in ${name}, ${found}`);
}

/**
 * The shard that was asked for. `auto` asks the variables by which CI services and clusters number the jobs of an
 * array, and `IRPCHECK_SHARDS` for their number where the service does not tell it.
 *
 * @throws {UsageError} when the variables do not tell.
 */
export function shardOf(asked: AskedShard | undefined, env: Environment): Shard {
  if (asked === undefined) return WHOLE;
  if (asked !== 'auto') return asked;
  const array = JOB_ARRAYS.find(({ index }) => (env[index] ?? '') !== '');
  if (array === undefined) {
    const names = JOB_ARRAYS.map(({ index, count }) => `${index} with ${count}`).join(', ');
    throw new UsageError(`--shard auto: none of these variables is set: ${names}; or give --shard i/n`);
  }
  const { service, first } = array;
  const lowest = typeof first === 'number' ? first : requireNumber(env, first, service);
  const index = requireNumber(env, array.index, service) - lowest + 1;
  const counted = (env[array.count] ?? '') === '' ? COUNT_VARIABLE : array.count;
  const count = requireNumber(env, counted, service);
  if (count > MAX_SHARDS) {
    throw new UsageError(`--shard auto: ${counted} is ${count}, more than ${MAX_SHARDS} shards`);
  }
  if (index < 1 || index > count) {
    throw new UsageError(
      `--shard auto: ${array.index} is ${env[array.index]}, which is none of ${count} jobs (${counted})`,
    );
  }
  return { index, count };
}
