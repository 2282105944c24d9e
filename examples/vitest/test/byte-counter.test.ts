import { checkDriver } from 'irpcheck/vitest';

await checkDriver({
  driver: new URL('../src/byte-counter.ts', import.meta.url),
  model: new URL('../src/byte-counter-model.ts', import.meta.url),
  // What is found is kept here, to be found again by the first case.
  corpus: new URL('../corpus', import.meta.url),
});
