import { expect, it } from 'vitest';
import { openSession, type Session } from '../../src/campaign/session.ts';
import { Executor } from '../../src/execution/execute.ts';
import { perform } from '../../src/explanation/perform.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import { FakeThreads } from '../hosts/fake-thread.ts';
import { open, read, traceOf, write } from './subjects.ts';

const source = { name: 'test', driver: null, model: null };

function sessionOf(subject: Subject): Promise<Session> {
  return openSession({ source, startThread: new FakeThreads(() => subject).start });
}

it('a replay is that of this thread', async () => {
  const session = await sessionOf(findSubject('article'));
  const { breaches, steps } = await session.replay(traceOf('direct', [open(), read()]), null);
  expect([breaches, steps.length]).toEqual([[], 2]);
});

it('calls are performed as in this thread', async () => {
  const subject = findSubject('article');
  const session = await sessionOf(subject);
  const trace = traceOf('direct', [open(), write({ length: 3 }), read({ length: 3 })]);
  expect(await session.perform(trace)).toEqual(perform(new Executor(subject), subject, trace, null));
});

it('a driver that does not load is an error', async () => {
  const startThread = () => {
    throw new RangeError('no thread');
  };
  await expect(openSession({ source, startThread })).rejects.toThrow('no thread');
});

it('a limit that names no metamorphic property is refused, and the worker ended', async () => {
  const limits = [{ property: 'model/status', reason: 'of its own kind' }];
  const threads = new FakeThreads(() => ({ ...findSubject('article'), limits }));
  await expect(openSession({ source, startThread: threads.start })).rejects.toMatchObject({
    name: 'ModuleError',
    message: expect.stringMatching(
      /^driver 'article': limits: unknown property 'model\/status'; expected one of metamorphic\/fragmentation, /,
    ),
  });
});

it('tells what a replay can not look for', async () => {
  const session = await sessionOf({ ...findSubject('article'), model: null });
  expect(session.notChecked('model/status', 'direct')).toBe('no model of the device');
  expect(session.notChecked('contract/in-bounds', 'direct')).toBeNull();
  expect(session.notChecked('contract/terminates', 'direct')).toBeNull();
  expect(session.notChecked('model/stature', 'direct')).toBe('this version knows no such property');
});
