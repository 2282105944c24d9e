import { checkDriver } from 'irpcheck/vitest';

await checkDriver({
  driver: new URL('../src/byte-counter.ts', import.meta.url),
  model: new URL('../src/byte-counter-model.ts', import.meta.url),
});
