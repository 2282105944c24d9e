import { expect, it } from 'vitest';
import { DriverEntryError } from '../../src/execution/execute.ts';
import { ThreadHost } from '../../src/hosts/thread-host.ts';
import { defineDriver, Err, NtError } from '../../src/impl/framework/index.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { open, read, subjectOf, traceOf } from '../campaign/subjects.ts';

const verbatim = findSubject('article-verbatim');
const trace = traceOf('direct', [open(), read({ length: 4 })]);

it('lets the event loop run between two requests, but not between two candidates', async () => {
  const host = new ThreadHost(verbatim);
  let turns = 0;
  const turned = (): void => {
    turns += 1;
  };
  const key = { property: 'contract/complete-once', reason: 'never-completed' };
  setImmediate(turned);
  await host.ask({ kind: 'fails', trace, key });
  await host.ask({ kind: 'fails', trace, key });
  expect(turns).toBe(0);
  await host.ask({ kind: 'show', trace });
  expect(turns).toBe(1);
});

it('passes on what is thrown, as it is', async () => {
  const host = new ThreadHost(subjectOf(defineDriver(() => Err(NtError.INSUFFICIENT_RESOURCES))));
  await expect(host.ask({ kind: 'show', trace })).rejects.toThrow(DriverEntryError);
});
