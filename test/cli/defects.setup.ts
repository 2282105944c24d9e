import type { DetectionRequest } from '../../src/campaign/detection/measure.ts';
import type { Services } from '../../src/cli/services.ts';
import type { DetectionResult } from '../../src/trace/detection-result.ts';
import { fakeServices } from './fakes.ts';

export type Measure = (request: DetectionRequest) => DetectionResult | Promise<DetectionResult>;

export function measuring(measure: Measure): Services {
  return fakeServices(
    {},
    { detection: async () => ({ measureDetection: async (request) => measure(request) }) },
  );
}
