import type { Executor } from '../../src/execution/execute.ts';
import type { Run } from '../../src/trace/run/run.ts';
import { settingOf } from '../../src/trace/setting.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from '../campaign/subjects.ts';

export const WAYS = ['skip', 'copy'] as const;
export type Way = (typeof WAYS)[number];

export const OPS = [
  open(),
  write({ length: 5000, buffer: at(100) }),
  read({ length: 4096, buffer: at(4000), offset: '3' }),
  read({ length: 0 }),
  write({ length: 1, offset: '5' }),
  on('flush'),
  on('query-position'),
  on('close'),
];

export const below = (executor: Executor, mode: BufferingMode, filter: Way): Run =>
  executor.execute(traceOf(mode, OPS, { setting: settingOf(mode, { stack: [filter] }) }));
