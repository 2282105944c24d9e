import { at, on, open, read, write } from '../campaign/subjects.ts';

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
