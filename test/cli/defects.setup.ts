import type { Services } from '../../src/cli/services.ts';
import type { DetectionRequest } from '../../src/defects/measure.ts';
import type { DetectionResult } from '../../src/trace/result/detection-result.ts';
import { fakeServices } from './fakes.ts';

export type Measure = (request: DetectionRequest) => DetectionResult | Promise<DetectionResult>;

export function measuring(measure: Measure): Services {
  return fakeServices(
    {},
    { detection: async () => ({ measureDetection: async (request) => measure(request) }) },
  );
}
