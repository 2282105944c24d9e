import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** Tests that put other modules in the place of Node's: such a module must not be loaded already. */
const MOCKING = [
  'test/campaign/detection/start-thread.test.ts',
  'test/campaign/detection/worker.test.ts',
  'test/campaign/isolated/start-worker.test.ts',
  'test/campaign/isolated/worker.test.ts',
  'test/cli/output/file-stream.test.ts',
  'test/cli/output/write-atomically.test.ts',
];

/** Conformance tests that take long: campaigns, compilers and browsers by the minute. `npm test` does without. */
const LONG = [
  'api-reference',
  'bad-input-signals',
  'corpus',
  'driver-files',
  'example-pipelines',
  'examples',
  'export',
  'html',
  'isolation',
  'killed',
  'mutated-traces',
  'mutations',
  'scale',
  'verbatim',
  'win32',
  'win32-mutations',
].map((name) => `test/conformance/${name}.test.ts`);

/** Left out, it is one less than there are processors: a single one on a small machine. */
const WORKERS = 2;

/** What CI services set would change what the command line prints. */
const env = { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' };

/**
 * The gate judges what is published: dist, loaded by Node itself. Vitest's own module transform would slow the hot
 * loops down several times over.
 */
const CONFORMANCE: TestProjectInlineConfiguration['test'] = {
  env,
  server: { deps: { external: [/\/dist\//] } },
  pool: 'forks',
  maxWorkers: WORKERS,
  testTimeout: 600_000,
  hookTimeout: 600_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          env,
          include: ['test/**/*.test.ts'],
          exclude: ['test/conformance/**', '**/fixtures/**', ...MOCKING],
          // Loading the sources anew for each of many small files takes as long as the tests.
          isolate: false,
          maxWorkers: WORKERS,
          // A busy machine takes several times as long as an idle one; a test that hangs is still noticed.
          testTimeout: 30_000,
        },
      },
      { test: { name: 'unit-mocking', env, include: MOCKING, maxWorkers: WORKERS, testTimeout: 30_000 } },
      {
        test: {
          ...CONFORMANCE,
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          exclude: ['**/fixtures/**', ...LONG],
        },
      },
      { test: { ...CONFORMANCE, name: 'conformance-long', include: LONG } },
    ],
    coverage: {
      provider: 'v8',
      // Named, because files that no test loads would otherwise be left out of the figures.
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.d.ts'],
      reporter: ['text-summary', 'html', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: {
        // Per folder; scripts/check-file-coverage.js holds each file to its own.
        'src/model/**': { lines: 100, branches: 100, functions: 100, statements: 100 },
        'src/impl/**': { lines: 95, branches: 90 },
        'src/campaign/**': { lines: 90, branches: 85 },
        'src/properties/**': { lines: 90, branches: 85 },
        'src/report/**': { lines: 90, branches: 85 },
      },
    },
  },
});
