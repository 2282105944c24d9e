import { ArticleDevice } from '../../src/drivers/article.ts';
import { Isolate } from '../../src/hosts/isolate.ts';
import type { Device, ReadRequest, Result } from '../../src/impl/framework/index.ts';
import type { SubjectSource } from '../../src/subjects/index.ts';
import { driverOf, open, read, subjectOf, traceOf } from '../campaign/subjects.ts';
import { type Dying, FakeThreads } from './fake-thread.ts';

export const source: SubjectSource = { name: 'test', driver: null, model: null };
export const EXECUTE = {
  kind: 'execute',
  trace: traceOf('direct', [open(), read(), read()]),
  events: true,
} as const;

/** A driver whose reads do something first. */
export function threadsWith(work: () => void): FakeThreads {
  const driver = driverOf(
    () =>
      new (class extends ArticleDevice {
        override read(device: Device, request: ReadRequest): Result<void> {
          work();
          return super.read(device, request);
        }
      })(),
  );
  return new FakeThreads(() => subjectOf(driver));
}

export function dying(how: Dying): FakeThreads {
  const threads: FakeThreads = threadsWith(() => threads.die(how));
  return threads;
}

export async function started(threads: FakeThreads, strays: string[] = []): Promise<Isolate> {
  const onStray = (thrown: string): number => strays.push(thrown);
  return await Isolate.start({ source, onOutput: () => {}, onStray, startThread: threads.start });
}
