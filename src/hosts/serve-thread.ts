import { Beacon, type Stage } from '../execution/beacon.ts';
import * as ddi from '../impl/ddi/index.ts';
import * as framework from '../impl/framework/index.ts';
import { Memory } from '../impl/memory/memory.ts';
import { loadDriver, type Subject, summaryOf, withModel } from '../subjects/index.ts';
import { describeThrown } from '../trace/thrown.ts';
import { namesText } from './changes.ts';
import { guardProcess } from './guard-process.ts';
import { Intrinsics } from './intrinsics.ts';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './messages.ts';
import { ModelWatch } from './model-watch.ts';
import { Server } from './serve.ts';
import { watchedSubject } from './watch-model.ts';

/** The part of a MessagePort that a worker needs. */
export interface Port {
  postMessage(message: WorkerMessage): void;
  on(event: 'message', listener: (request: WorkerRequest) => void): unknown;
}

function failed(error: unknown): WorkerMessage {
  return { kind: 'failed', ...describeThrown(error) };
}

/** What is wrong with a subject: it was thrown, or it is told. */
type Failed = { readonly failure: unknown } | { readonly message: string };

/**
 * Loads a subject, one file after the other. Whatever fails on changed objects says nothing of what was loaded. No
 * Error is made of this: one could not be, once its prototype is frozen.
 */
async function load(
  { source, deadlyModes }: WorkerStart,
  beacon: Beacon,
  intrinsics: Intrinsics,
): Promise<{ readonly subject: Subject } | Failed> {
  const change = (what: string): Failed | null => {
    const changed = intrinsics.restore();
    return changed.length === 0
      ? null
      : { message: `${what}: it changes ${namesText(changed)} while it is loaded` };
  };
  const loading = { deadlyModes, onStage: (stage: Stage) => (beacon.stage = stage) };
  let driver: Subject;
  try {
    driver = await loadDriver(source, loading);
  } catch (failure) {
    return change(`driver '${source.name}'`) ?? { failure };
  }
  const changed = change(`driver '${source.name}'`);
  if (changed !== null || source.model === null) return changed ?? { subject: driver };
  const model = `model '${source.model.path}'`;
  try {
    const subject = await withModel(driver, source.model, loading);
    return change(model) ?? { subject };
  } catch (failure) {
    return change(model) ?? { failure };
  }
}

/**
 * Loads the driver and then answers requests, one at a time, until the thread is ended from outside. The first
 * message tells that the driver is loaded, or why it is not.
 */
export async function serveThread(port: Port, start: WorkerStart): Promise<void> {
  // Bound before any driver could replace the method.
  const post: (message: WorkerMessage) => void = port.postMessage.bind(port);
  guardProcess((message) => post({ kind: 'stray', message }));
  const beacon = new Beacon(start.beacon);
  /** Where steps are told, the next one waits until this one was passed on. */
  const tell = (message: WorkerMessage): void => {
    const isStep = message.kind === 'moved' || message.kind === 'executing' || message.kind === 'event';
    if (isStep && beacon.tells) beacon.awaitPassed(() => post(message));
    else post(message);
  };
  const followBeacon = (): void => {
    beacon.onMove = beacon.tells ? () => tell({ kind: 'moved' }) : null;
  };
  const intrinsics = new Intrinsics({ ...ddi, ...framework, Memory });
  followBeacon();
  const loading = await load(start, beacon, intrinsics);
  beacon.stage = null;
  if ('message' in loading) {
    post({ kind: 'failed', name: 'ModuleError', message: loading.message });
    return;
  }
  if ('failure' in loading) {
    post(failed(loading.failure));
    return;
  }
  const { subject } = loading;
  const watch = new ModelWatch(intrinsics, beacon);
  // A model of our own changes nothing.
  const modelWatch = start.source.model === null ? null : watch;
  const server = new Server(watchedSubject(subject, watch), beacon, watch, tell, modelWatch);
  post({ kind: 'loaded', summary: summaryOf(subject) });
  port.on('message', (request) => {
    followBeacon();
    try {
      post({ kind: 'answer', answer: server.answer(request) });
    } catch (error) {
      post(failed(error));
    }
  });
}
