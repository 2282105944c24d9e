import { Workers } from '../../src/hosts/workers.ts';
import { articleModel } from '../../src/model/devices/article.ts';
import { findSubject, type Subject, type SubjectSource } from '../../src/subjects/index.ts';
import { open, read, traceOf } from '../campaign/subjects.ts';
import { type Dying, FakeThreads } from './fake-thread.ts';

export const article = findSubject('article');
export const trace = traceOf('direct', [open(), read()]);
export const REPLAY = { kind: 'replay', trace, recorded: null } as const;
export const source: SubjectSource = { name: 'test', driver: null, model: null };

export function workersOf(threads: FakeThreads, from = source): Workers {
  return new Workers(from, { onOutput: () => {}, stallMs: 50, startThread: threads.start });
}

/** An article whose driver, or whose model, ends its thread at its n-th load. */
function dyingSubject(threads: () => FakeThreads, where: 'driver' | 'read', how: Dying): Subject {
  const die = (): void => threads().die(how);
  return {
    ...article,
    driver: {
      driverEntry: (...parameters) => {
        if (where === 'driver') die();
        return article.driver.driverEntry(...parameters);
      },
    },
    model: {
      ...articleModel,
      read: (state, request) => {
        if (where === 'read') die();
        return articleModel.read(state as Uint8Array, request);
      },
    } as Subject['model'],
  };
}

export function dying(where: 'driver' | 'read', how: Dying): FakeThreads {
  const threads: FakeThreads = new FakeThreads(() => dyingSubject(() => threads, where, how));
  return threads;
}
