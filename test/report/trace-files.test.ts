import { expect, it } from 'vitest';
import { traceFileNames } from '../../src/report/trace-files.ts';
import { finding } from './results.ts';

it('numbers the traces of each property', () => {
  const properties = ['model/status', 'model/data', 'model/status', '../../etc'];
  expect(traceFileNames(properties.map((property) => finding({ property })))).toEqual([
    'model-status-1.json',
    'model-data-1.json',
    'model-status-2.json',
    '------etc-1.json',
  ]);
});
