import type { SessionRequest } from '../../src/campaign/session.ts';
import { Tally } from '../../src/execution/tally.ts';
import { result } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

export const part = (segment: number) => ({
  segment,
  counts: new Tally().part(),
  without: [],
  ended: false,
  leftOut: [],
});

/** Of the test that runs: where its commands write, and what sessions were asked for. */
export const scene: { folder: string; requests: SessionRequest[] } = { folder: '', requests: [] };

/** As before each test. */
export function resetScene(): void {
  scene.folder = temporaryFolder();
  scene.requests = [];
}

/** A campaign that saves one segment, and is interrupted if asked to. */
export const services = (interrupt: () => void = () => {}) =>
  fakeServices(async (request) => {
    scene.requests.push(request);
    await request.checkpoints?.load();
    await request.checkpoints?.save(part(0));
    interrupt();
    const { cases } = request;
    return result({ casesRequested: cases, cases, subject: request.subject.name });
  });

export const run = (args: string[], host = new FakeHost(), parts = services(() => {})) =>
  irpcheck(['run', '-q', '-n', '5000', '-o', scene.folder, ...args], parts, host);
