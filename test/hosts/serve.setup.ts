import { ArticleDevice } from '../../src/drivers/article.ts';
import { Beacon } from '../../src/execution/beacon.ts';
import { NO_RESTRAINT } from '../../src/execution/case-loop.ts';
import type { FirstCase } from '../../src/execution/first-case.ts';
import type { Changes } from '../../src/hosts/changes.ts';
import type { Answers, WorkerMessage, WorkerRequest } from '../../src/hosts/messages.ts';
import { Server } from '../../src/hosts/serve.ts';
import type { Device, ReadRequest, Result } from '../../src/impl/framework/index.ts';
import type { Subject } from '../../src/subjects/index.ts';
import { driverOf, subjectOf } from '../campaign/subjects.ts';
import { UNCHANGED } from './fake-thread.ts';

export const setting = { modes: ['buffered', 'direct'], seed: 1 } as const;
export const cases = {
  kind: 'cases',
  setting,
  from: 0,
  to: 40,
  restraint: NO_RESTRAINT,
  careful: false,
} as const;

/** A server with what it told. */
export function serverOf(subject: Subject, changes: Changes = UNCHANGED) {
  const told: WorkerMessage[] = [];
  const beacon = new Beacon();
  const server = new Server(subject, beacon, changes, (message) => told.push(message));
  const ask = <Kind extends WorkerRequest['kind']>(request: Extract<WorkerRequest, { kind: Kind }>) =>
    server.answer(request) as Answers[Kind];
  return { ask, told, beacon };
}

/** A driver whose reads do something first, without a model. */
export function readsWith(work: (request: ReadRequest) => void): Subject {
  return subjectOf(
    driverOf(
      () =>
        new (class extends ArticleDevice {
          override read(device: Device, request: ReadRequest): Result<void> {
            work(request);
            return super.read(device, request);
          }
        })(),
    ),
  );
}

/** Objects that a driver changes, put back or not. */
export class FakeChanges implements Changes {
  isSpoiled = false;
  requireUsable = (): void => {};
  #changed: string[] = [];
  #puttable: boolean;

  constructor(puttable = true) {
    this.#puttable = puttable;
  }

  change(name: string): void {
    this.#changed.push(name);
  }

  restore(): string[] {
    if (this.#changed.length > 0 && !this.#puttable) this.isSpoiled = true;
    return this.#changed.splice(0);
  }
}

/** Whether a trace shows what a case showed first. */
export const fails = ({ trace, breach }: FirstCase) => ({ kind: 'fails', trace, key: breach }) as const;

/** What there is to say of it. */
export const explain = ({ trace, breach }: FirstCase) => ({ kind: 'explain', trace, key: breach }) as const;
