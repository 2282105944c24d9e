// What nothing uses is deleted, and what only its own file uses is not exported.
//
// `knip` looks at everything, tests included; `knip --production` at what is published alone, where an export that
// only tests use is unused: unless its own file uses it too, which tests may look at from outside.
const isProduction = process.argv.includes('--production');

export default {
  // Marked with ! is what counts in production: the package's doors, and the files that are started, not imported.
  entry: [
    'src/*.ts!',
    'src/cli/main.ts!',
    'src/hosts/worker.ts!',
    'src/hosts/process/entry.ts!',
    // What doc/fields.md is written from, and what tests hold the objects of a machine against.
    'src/nt/fresh/*.ts!',
    // How an image is laid out in memory: for the engine, which is not there yet.
    'src/impl/native/image/map-image.ts!',
    'bench/{suite,workloads}.ts',
    'bench/against/suite.ts',
    'scripts/**/*.js',
    'test/conformance/mutations/runner.ts',
    'test/fixtures/**/*.ts',
  ],
  project: ['src/**/*.ts!', '{bench,test}/**/*.ts', 'scripts/**/*.js'],
  // Compiled within earlier commits, whose files it imports.
  ignore: ['bench/against/earlier-workloads.js'],
  // All of fixtures/x64-layout.txt, which a test holds it to, used or not.
  ignoreIssues: { 'src/nt/layout.ts': ['exports'] },
  // Tools that tests use where they are installed.
  ignoreBinaries: ['mkfifo', 'wine', 'wineboot', 'wineserver'],
  ignoreExportsUsedInFile: isProduction,
};
