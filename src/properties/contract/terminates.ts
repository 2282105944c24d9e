import { VIEWS } from '../../trace/ops/view.ts';
import type { Property } from '../property.ts';
import { withoutWorker } from '../skips.ts';

/** The driver comes back from every call into it, with the process still there (design §4). Compared: executions. */
export const terminates: Property = {
  id: 'contract/terminates',
  views: VIEWS,
  unit: 'executions',
  skipped: withoutWorker,
  documentation: {
    summary: 'the driver comes back from every call into it',
    demands: 'Every routine of a driver returns, with the process it runs in still there.',
    rules: [],
    sources: ['DOC WDD kernel/guidelines-for-writing-dispatch-routines'],
    consequence: 'the machine hangs: the processor never leaves the driver',
    guards: [
      'only the processor time that the driver uses counts, on the scale of a loop that is timed in its process: a ' +
        'busy machine alone is no finding',
    ],
    compared: 'executions',
    reasons: [
      { code: 'never-returns', meaning: 'the driver does not come back, or uses up the memory' },
      { code: 'ends-the-process', meaning: 'the driver ends its thread or its process' },
      {
        code: 'breaks-the-channel',
        meaning: 'the driver writes into the channel by which irpcheck asks its process',
      },
      { code: 'never-returns-loading', meaning: 'the same in DriverEntry' },
      { code: 'never-returns-unloading', meaning: 'the same while handles are closed and it is unloaded' },
      { code: 'never-returns-in-the-long-run', meaning: 'the same, of what no case shows alone' },
      { code: 'breaks-the-channel-loading', meaning: 'the same in DriverEntry' },
      {
        code: 'breaks-the-channel-unloading',
        meaning: 'the same while handles are closed and it is unloaded',
      },
      { code: 'breaks-the-channel-in-the-long-run', meaning: 'the same, of what no case shows alone' },
      { code: 'ends-the-process-loading', meaning: 'the driver ends them in DriverEntry' },
      { code: 'ends-the-process-unloading', meaning: 'the same while handles are closed and it is unloaded' },
      { code: 'ends-the-process-in-the-long-run', meaning: 'the same, of what no case shows alone' },
    ],
    example: null,
  },
  evidence: { marks: 'last-step', seenBy: 'driver' },
};
