import { expect, it } from 'vitest';
import { ThreadHost } from '../../src/hosts/thread-host.ts';
import { findSubject, summaryOf } from '../../src/subjects/index.ts';
import { open, read, traceOf } from '../campaign/subjects.ts';
import { cases, serverOf } from './serve.setup.ts';

const verbatim = findSubject('article-verbatim');
const trace = traceOf('direct', [open(), read({ length: 4 })]);

it('answers as a worker does, in this thread', async () => {
  const host = new ThreadHost(verbatim);
  expect(await host.summary()).toEqual(summaryOf(verbatim));
  expect(await host.ask(cases)).toEqual(serverOf(verbatim).ask(cases));
  const show = { kind: 'show', trace } as const;
  expect(await host.ask(show)).toEqual(serverOf(verbatim).ask(show));
  await host.end();
  expect(await host.ask(show)).toEqual(serverOf(verbatim).ask(show));
});
