import { VIEWS } from '../../trace/ops/view.ts';
import type { Property } from '../property.ts';
import { withoutWorker } from '../skips.ts';

/**
 * The driver changes nothing of the JavaScript engine it runs in, so that cases do not depend on each other. Compared:
 * cases.
 */
export const selfContained: Property = {
  id: 'contract/self-contained',
  views: VIEWS,
  unit: 'cases',
  skipped: withoutWorker,
  documentation: {
    summary: 'the driver changes nothing of the JavaScript engine it runs in',
    demands:
      'A driver leaves the objects alone that every program shares, so that cases do not depend on each other.',
    rules: [],
    sources: ['irpcheck’s own: a driver in a file shares an engine with the simulated kernel'],
    consequence: 'none: a driver on Windows cannot do this; here it makes results depend on each other',
    guards: ['what is there before the driver is loaded is compared with what is there afterwards'],
    compared: 'cases',
    reasons: [{ code: 'changes-<name>', meaning: 'the shared object that was changed' }],
    example: null,
  },
  evidence: { marks: [], seenBy: 'driver' },
};
