import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { onDist } from './test/on-dist.ts';
import { SlowestFirst } from './test/slowest-first.ts';

/** The name of a test file says its lane; CONTRIBUTING.md says what belongs into which. */
const TESTS = 'test/**/*.test.ts';
const MOCKING = 'test/**/*.mocking.test.ts';
const LAWS = 'test/**/*.laws.test.ts';
const CAMPAIGNS = 'test/**/*.campaign.test.ts';
/** Laws and campaigns that alone reach a source: its coverage is theirs. */
const COVERING_LAWS = [
  'test/detection/case-source.laws.test.ts',
  'test/impl/native/engine/instructions.laws.test.ts',
];
const COVERING = [
  'test/{defects,detection}/*.campaign.test.ts',
  'test/campaign/{campaign,session,win32}.campaign.test.ts',
  'test/campaign/shards/*.campaign.test.ts',
  'test/hosts/{minimize-in,serve,process/answers}.campaign.test.ts',
  'test/cli/{checkpoints,minimize,report,run,run-reports,scale,stale,trace-driver}.campaign.test.ts',
  'test/cli/gate/baseline.campaign.test.ts',
  'test/integration/vitest/*.campaign.test.ts',
  'test/impl/native/processor/*.campaign.test.ts',
  'test/subjects/defects/*.campaign.test.ts',
];
const GATE = 'test/conformance/**/*.test.ts';
const SMOKE = 'test/conformance/**/smoke.test.ts';
const LONG = 'test/conformance/**/*.long.test.ts';
const FIXTURES = '**/fixtures/**';

const COMMON: TestProjectInlineConfiguration['test'] = {
  // What CI services set would change what the command line prints.
  env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
  expect: { requireAssertions: true },
  // Left out, it is one less than there are processors: a single one on a small machine.
  maxWorkers: 2,
  // A busy machine takes several times as long as an idle one; a test that hangs is still noticed.
  testTimeout: 30_000,
};

/** Loading the sources anew for each of many small files takes as long as the tests. */
const TOGETHER = { ...COMMON, isolate: false };

/** Laws and campaigns: many a test holds what takes seconds. */
const SLOW = { ...TOGETHER, testTimeout: 600_000, hookTimeout: 600_000 };

const DIST = { server: { deps: { external: [/\/dist\//] } } };

/** The gate judges what is published. */
const CONFORMANCE = { ...COMMON, ...DIST, testTimeout: 600_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          ...TOGETHER,
          name: 'unit',
          setupFiles: ['test/load-sources.ts'],
          include: [TESTS],
          exclude: [FIXTURES, GATE, MOCKING, LAWS, CAMPAIGNS],
        },
      },
      // Tests that put other modules in the place of Node's: such a module must not be loaded already.
      { test: { ...COMMON, name: 'unit-mocking', include: [MOCKING] } },
      { plugins: [onDist], test: { ...SLOW, ...DIST, name: 'laws', include: [LAWS] } },
      { plugins: [onDist], test: { ...SLOW, ...DIST, name: 'campaigns', include: [CAMPAIGNS] } },
      {
        plugins: [onDist],
        test: {
          ...SLOW,
          ...DIST,
          name: 'other-campaigns',
          include: [CAMPAIGNS],
          exclude: [FIXTURES, ...COVERING],
        },
      },
      {
        plugins: [onDist],
        test: {
          ...SLOW,
          ...DIST,
          name: 'other-laws',
          include: [LAWS],
          exclude: [FIXTURES, ...COVERING_LAWS],
        },
      },
      // Coverage is of sources.
      { test: { ...SLOW, name: 'laws-on-src', include: COVERING_LAWS } },
      { test: { ...SLOW, name: 'campaigns-on-src', include: COVERING } },
      { plugins: [onDist], test: { ...CONFORMANCE, name: 'smoke', include: [SMOKE] } },
      {
        plugins: [onDist],
        test: { ...CONFORMANCE, name: 'conformance', include: [GATE], exclude: [FIXTURES, SMOKE, LONG] },
      },
      { plugins: [onDist], test: { ...CONFORMANCE, name: 'long', include: [LONG], exclude: [FIXTURES] } },
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
        'src/minimize/**': { lines: 90, branches: 85 },
        'src/execution/**': { lines: 90, branches: 85 },
        'src/explanation/**': { lines: 90, branches: 85 },
        'src/hosts/**': { lines: 90, branches: 85 },
        'src/campaign/**': { lines: 90, branches: 85 },
        'src/detection/**': { lines: 90, branches: 85 },
        'src/defects/**': { lines: 90, branches: 85 },
        'src/arbitraries/**': { lines: 90, branches: 85 },
        'src/properties/**': { lines: 90, branches: 85 },
        'src/report/**': { lines: 90, branches: 85 },
      },
    },
  },
});
