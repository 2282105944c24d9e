#!/usr/bin/env node
// Starts the built command line. It holds no logic, so that everything worth testing is in src/cli.
import { existsSync } from 'node:fs';

const main = new URL('../dist/bundle/parts/main.js', import.meta.url);

if (existsSync(main)) {
  const cli = await import(main.href);
  process.exitCode = await cli.main(process.argv);
} else {
  process.stderr.write('irpcheck is not built yet: run `npm run build` first.\n');
  process.exitCode = 3;
}
