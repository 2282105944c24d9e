import { Beacon } from '../execution/beacon.ts';
import * as ddi from '../impl/ddi/index.ts';
import * as framework from '../impl/framework/index.ts';
import { Memory } from '../impl/memory/memory.ts';
import { loadSubject, type Subject, type SubjectSource, summaryOf } from '../subjects/index.ts';
import { describeThrown } from '../trace/thrown.ts';
import { namesText } from './changes.ts';
import { guardProcess } from './guard-process.ts';
import { Intrinsics } from './intrinsics.ts';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './messages.ts';
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

/** Loads a subject. What is thrown is passed on as it is. */
async function load(source: SubjectSource): Promise<{ subject: Subject } | { failure: unknown }> {
  try {
    return { subject: await loadSubject(source) };
  } catch (failure) {
    return { failure };
  }
}

/**
 * Loads the driver and then answers requests, one at a time, until the thread is ended from outside. The first
 * message tells that the driver is loaded, or why it is not.
 */
export async function serveThread(port: Port, { source, beacon: shared }: WorkerStart): Promise<void> {
  // Bound before any driver could replace the method.
  const tell: (message: WorkerMessage) => void = port.postMessage.bind(port);
  guardProcess((message) => tell({ kind: 'stray', message }));
  const beacon = new Beacon(shared);
  const intrinsics = new Intrinsics({ ...ddi, ...framework, Memory });
  const loading = await load(source);
  const changed = intrinsics.restore();
  // Whatever failed on changed objects says nothing of what was loaded. No Error is made of this: one could not
  // be, once its prototype is frozen.
  if (changed.length > 0) {
    const message = `driver '${source.name}': it changes ${namesText(changed)} while it is loaded`;
    tell({ kind: 'failed', name: 'ModuleError', message });
    return;
  }
  if ('failure' in loading) {
    tell(failed(loading.failure));
    return;
  }
  const { subject } = loading;
  const server = new Server(watchedSubject(subject, beacon), beacon, intrinsics, tell);
  tell({ kind: 'loaded', summary: summaryOf(subject) });
  port.on('message', (request) => {
    try {
      tell({ kind: 'answer', answer: server.answer(request) });
    } catch (error) {
      tell(failed(error));
    }
  });
}
