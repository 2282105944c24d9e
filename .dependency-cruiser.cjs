// Imports go one way. Each rule says why; test/architecture.test.ts plants one forbidden import per rule.

/** Matches the files inside parts of src. The doors, such as src/index.ts, are no part. */
const parts = (...names) => `^src/(${names.join('|')})/`;

/** The part `from` may import the parts `to` (and itself), and nothing else of src. */
const mayOnlyImport = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: to },
});

/** What those who show campaigns are told of deeper parts: the list of properties, and what is asked by default. */
const SHOWN = '^src/(properties/registry|hosts/(default-stall|minimize-in))\\.ts$';

/** What will run in a browser one day. */
const core = {
  path: parts(
    'nt',
    'trace',
    'model',
    'impl',
    'properties',
    'minimize',
    'execution',
    'explanation',
    'report',
    'export',
  ),
};

const forbidden = [
  {
    name: 'nt-imports-nothing',
    comment:
      'nt is the vocabulary everyone shares: constants and codecs. If it leaned on anything, not even on a package ' +
      'or on Node, everything else would lean on that too.',
    severity: 'error',
    from: { path: parts('nt') },
    to: { pathNot: parts('nt') },
  },
  {
    name: 'core-without-node',
    comment:
      'What reads, executes, judges, minimizes and shows a trace is to run in a browser too, from a page with a finding ' +
      'in it. What needs files, threads or a process stands around it, and hands in what it found there.',
    severity: 'error',
    from: core,
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'core-packages-run-anywhere',
    comment:
      'A package that needs Node would bring it back in. Add one here once it is seen to need none: ' +
      'test/browser.campaign.test.ts bundles all of this for a browser.',
    severity: 'error',
    from: core,
    to: {
      path: '(^|/)node_modules/',
      pathNot: '(^|/)node_modules/(@noble/hashes|fast-check|pe-library|picocolors|pure-rand|zod)/',
    },
  },
  mayOnlyImport(
    'trace-imports-nt',
    parts('trace'),
    parts('trace', 'nt'),
    'trace is the language between the parts. A recording from another machine or another implementation must be ' +
      'readable without any part that executes or judges it.',
  ),
  mayOnlyImport(
    'model-imports-nt-trace',
    parts('model'),
    parts('model', 'nt', 'trace'),
    'The model says what the documentation allows. Written from nothing but vocabulary and traces, it cannot ' +
      'borrow an answer from the code it is compared with.',
  ),
  mayOnlyImport(
    'impl-imports-nt-trace',
    parts('impl'),
    parts('impl', 'nt', 'trace'),
    'The implementation executes traces and records what happened. It knows neither who generated them nor who ' +
      'judges them, so that the recording alone decides.',
  ),
  mayOnlyImport(
    'impl-memory-imports-nothing-above',
    parts('impl/memory'),
    parts('impl/memory', 'nt', 'trace'),
    'Frames, page tables, pool and MDLs are what a processor and a compiled driver share. They know no machine, no ' +
      'driver and nobody who records.',
  ),
  mayOnlyImport(
    'impl-record-imports-memory',
    parts('impl/record'),
    parts('impl/record', 'impl/memory', 'nt', 'trace'),
    'The tape takes down what it is told. If it knew the kernel or the IRPs that it is told of, a recording could not ' +
      'come from another one.',
  ),
  mayOnlyImport(
    'impl-kernel-imports-record-memory',
    parts('impl/kernel'),
    parts('impl/kernel', 'impl/record', 'impl/memory', 'nt', 'trace'),
    'The kernel runs what is called in a context. Which objects, requests and callers there are is built on it, and so ' +
      'is who looks on: they register for what it offers.',
  ),
  mayOnlyImport(
    'impl-io-imports-kernel',
    parts('impl/io'),
    parts('impl/io', 'impl/kernel', 'impl/record', 'impl/memory', 'nt', 'trace'),
    'The I/O manager serves callers and calls drivers, and is the same for all of them. It names neither the door ' +
      'through which drivers call it nor who makes the system calls.',
  ),
  mayOnlyImport(
    'impl-ddi-imports-io',
    parts('impl/ddi'),
    parts('impl/ddi', 'impl/io', 'impl/kernel', 'impl/record', 'impl/memory', 'nt', 'trace'),
    'The door gives drivers the kernel’s own routines. A framework stands before it and a process on the other side: ' +
      'what either needs is no reason to change what a driver may call.',
  ),
  mayOnlyImport(
    'impl-framework-imports-ddi',
    parts('impl/framework'),
    parts('impl/framework', 'impl/ddi', 'nt', 'trace'),
    'The framework is a driver’s library: it reaches the kernel through the same door, so that a driver on it is ' +
      'judged like any other.',
  ),
  {
    name: 'impl-verifier-is-named-by-no-part',
    comment:
      'The verifier listens to what kernel and I/O manager offer, and a machine is assembled with it. A part that ' +
      'called it would not run, nor be understood, without it.',
    severity: 'error',
    from: { path: '^src/impl/[^/]+/', pathNot: parts('impl/verifier') },
    to: { path: parts('impl/verifier') },
  },
  mayOnlyImport(
    'impl-verifier-imports-io',
    parts('impl/verifier'),
    parts('impl/verifier', 'impl/io', 'impl/kernel', 'impl/record', 'impl/memory', 'nt', 'trace'),
    'The verifier looks at drivers by what the kernel does with them. Who calls, by which view, and which door a ' +
      'driver came through must make no difference to what it finds.',
  ),
  mayOnlyImport(
    'impl-native-image-imports-nt',
    parts('impl/native/image'),
    parts('impl/native/image', 'impl/native/decode', 'nt', 'trace'),
    'An image is bytes. What reads them knows no machine that they could run on and no table of what that has, so that it ' +
      'can be held against any bytes at all.',
  ),
  mayOnlyImport(
    'impl-native-engine-imports-memory',
    parts('impl/native/engine'),
    parts('impl/native/engine', 'impl/native/decode', 'impl/memory', 'nt'),
    'An engine executes code in memory. Who called it, and what it calls, is for whoever runs it, so that the processor ' +
      'of any host can be asked for the same.',
  ),
  mayOnlyImport(
    'impl-native-processor-imports-ddi',
    parts('impl/native/processor'),
    parts('impl/native', 'impl/ddi', 'impl/kernel', 'impl/memory', 'nt', 'trace'),
    'A compiled driver comes through the same door as any other: what it calls are rows of the table.',
  ),
  mayOnlyImport(
    'decoder-imports-its-interface',
    parts('decoder'),
    parts('decoder', 'impl/native/decode'),
    'A decoder says what instructions are. What is made of them is for those who were handed it.',
  ),
  {
    name: 'decoder-is-handed-in',
    comment:
      'The decoder of x64 instructions is a package that needs Node. The core asks for a decoder and names none: it is ' +
      'handed in where a driver is loaded.',
    severity: 'error',
    from: { path: '^src/', pathNot: parts('decoder', 'subjects', 'cli') },
    to: { path: parts('decoder') },
  },
  {
    name: 'iced-x86-is-for-the-decoder',
    comment:
      'One room knows the package that decodes, so that another can take its place, and so that it is loaded only when ' +
      'there is something to decode.',
    severity: 'error',
    from: { path: '^src/', pathNot: parts('decoder') },
    to: { path: '(^|/)node_modules/iced-x86/' },
  },
  {
    name: 'model-never-meets-impl',
    comment:
      'Model and implementation are two independent readings of the same rules. One line shared beyond nt and ' +
      'trace, and a mistake in it would be in both and never be found.',
    severity: 'error',
    from: { path: parts('model') },
    to: { path: parts('impl') },
  },
  {
    name: 'impl-never-meets-model',
    comment:
      'The other half of model-never-meets-impl: the implementation must not look up the expected answer.',
    severity: 'error',
    from: { path: parts('impl') },
    to: { path: parts('model') },
  },
  mayOnlyImport(
    'drivers-import-ddi-framework',
    parts('drivers'),
    parts('drivers', 'nt', 'impl/ddi', 'impl/framework'),
    'A driver reaches the kernel only through the one door that applies IRQL rules, fault plans and the event log. A ' +
      'driver that goes around it is not judged.',
  ),
  mayOnlyImport(
    'framework-imports-ddi',
    parts('impl/framework'),
    parts('impl/framework', 'impl/ddi', 'nt', 'trace'),
    'The framework is a driver’s own code. It reaches memory as DriverMemory, without frames, page tables and watch, ' +
      'and what it could do beyond a plain driver would be in no report.',
  ),
  mayOnlyImport(
    'properties-import-nt-trace-model',
    parts('properties'),
    parts('properties', 'nt', 'trace', 'model'),
    'Judges see recorded runs, never the implementation. So the same code judges a TypeScript driver, a compiled ' +
      'one, a file, or the recording of a real machine.',
  ),
  mayOnlyImport(
    'report-imports-trace',
    parts('report'),
    parts('report', 'trace', 'nt'),
    'A report is a pure function of the result as data. Anything else it needs belongs in that data, where every ' +
      'reporter and every consumer of the JSON finds it as well.',
  ),
  mayOnlyImport(
    'export-imports-trace',
    parts('export'),
    parts('export', 'trace', 'nt'),
    'An exported program is a pure function of a performed trace as data. What it expects was said by the model, ' +
      'and it is written the same from a trace that was performed elsewhere.',
  ),
  mayOnlyImport(
    'subjects-import-drivers-impl-model',
    parts('subjects'),
    parts('subjects', 'decoder', 'drivers', 'impl', 'model', 'nt', 'trace'),
    'A subject joins a driver with its model and declared limits. How it is then generated for, executed, judged ' +
      'and reported is not its business.',
  ),
  mayOnlyImport(
    'minimize-imports-trace',
    parts('minimize'),
    parts('minimize', 'trace', 'nt'),
    'The minimizer asks about traces and is told answers. Who finds them out, and whether the driver survives that, ' +
      'must make no difference to which candidates it tries.',
  ),
  mayOnlyImport(
    'execution-imports-subjects-properties-impl-model',
    parts('execution'),
    parts('execution', 'subjects', 'drivers', 'properties', 'impl', 'model', 'trace', 'nt'),
    'Generating, executing, judging and counting a case is what a campaign does most. It must not know why a finding ' +
      'came about, nor in which thread it runs, to stay fast and the same everywhere.',
  ),
  mayOnlyImport(
    'explanation-imports-execution-minimize',
    parts('explanation'),
    parts('explanation', 'execution', 'minimize', 'subjects', 'properties', 'model', 'trace', 'nt'),
    'What a recorded run shows of a finding is read from the record. From the implementation it could only learn what ' +
      'a recording of another machine does not have.',
  ),
  mayOnlyImport(
    'detection-imports-explanation-execution',
    parts('detection'),
    parts('detection', 'explanation', 'execution', 'minimize', 'subjects', 'properties', 'trace', 'nt'),
    'Whether cases find a seeded defect is one thread’s work, which a host is asked for. It must not ask hosts itself.',
  ),
  mayOnlyImport(
    'hosts-import-detection-explanation-execution',
    parts('hosts'),
    parts(
      'hosts',
      'detection',
      'explanation',
      'execution',
      'minimize',
      'subjects',
      'properties',
      'impl',
      'model',
      'trace',
      'nt',
    ),
    'A host runs a driver and answers. What a campaign makes of the answers, and which hosts share its work, must make ' +
      'no difference to them.',
  ),
  mayOnlyImport(
    'campaign-imports-hosts',
    parts('campaign'),
    parts(
      'campaign',
      'hosts',
      'explanation',
      'execution',
      'minimize',
      'subjects',
      'properties',
      'trace',
      'nt',
    ),
    'A campaign asks hosts and returns a result. It must run the same in a worker, in a test or in a library call, where ' +
      'there is no command line and nothing to print to; and it meets a driver through hosts alone.',
  ),
  mayOnlyImport(
    'defects-import-hosts-detection',
    parts('defects'),
    parts('defects', 'hosts', 'detection', 'minimize', 'subjects', 'properties', 'trace', 'nt'),
    'The measurement asks hosts what they detect. If it went through campaigns, it would measure their scheduling too.',
  ),
  mayOnlyImport(
    'arbitraries-import-generation',
    parts('arbitraries'),
    `${parts('arbitraries', 'properties/generate', 'subjects', 'trace', 'nt')}|^src/execution/generation\\.ts$`,
    'What users generate is what campaigns generate. What is executed and judged afterwards is theirs to say.',
  ),
  mayOnlyImport(
    'userspace-imports-impl',
    parts('userspace'),
    parts('userspace', 'impl', 'nt', 'trace'),
    'A user-mode program runs on a machine and meets a driver through its device alone. One that knew the driver, ' +
      'its model or the command line that starts it would be no program of the article’s kind.',
  ),
  mayOnlyImport(
    'cli-imports-campaign-report-subjects',
    parts('cli'),
    `${parts('cli', 'campaign', 'decoder', 'defects', 'report', 'export', 'subjects', 'userspace', 'trace', 'nt')}|${SHOWN}`,
    'Commands are thin. Whatever a command would need from deeper down, a library user needs too: offer it in ' +
      'campaign, defects, report, export, subjects or userspace.',
  ),
  mayOnlyImport(
    'integration-imports-campaign-report-subjects',
    parts('integration'),
    `${parts('integration', 'campaign', 'report', 'subjects', 'trace', 'nt', 'cli/gate', 'cli/output')}|${SHOWN}`,
    'A test runner’s tests are another command line: thin, and of what library users have. It keeps a corpus and a ' +
      'baseline and writes files as commands do, and parses no arguments.',
  ),
  {
    name: 'vitest-is-for-its-integration',
    comment:
      'vitest is an optional peer: whoever does not test with it has none. Only irpcheck/vitest may need it.',
    severity: 'error',
    from: { path: '^src/', pathNot: parts('integration/vitest') },
    to: { path: '(^|/)node_modules/(vitest|@vitest)/' },
  },
  mayOnlyImport(
    'vitest-door',
    '^src/vitest\\.ts$',
    parts('integration/vitest', 'trace'),
    'irpcheck/vitest makes tests of campaigns, and nothing else: the rest is in irpcheck.',
  ),
  mayOnlyImport(
    'driver-door',
    '^src/driver\\.ts$',
    parts('nt', 'impl/ddi', 'impl/framework'),
    'irpcheck/driver offers what our own drivers may use and no more, so that a user’s driver is held to the same ' +
      'contract.',
  ),
  mayOnlyImport(
    'model-door',
    '^src/model\\.ts$',
    parts('model', 'nt', 'trace'),
    'irpcheck/model offers what our own models may use and no more: a user’s model must be as independent of the ' +
      'implementation as ours.',
  ),
  mayOnlyImport(
    'arbitraries-door',
    '^src/arbitraries\\.ts$',
    parts('arbitraries', 'properties/generate', 'trace'),
    'irpcheck/arbitraries gives what campaigns generate. What is done with it is for irpcheck and for the user.',
  ),
  {
    name: 'index-imports-no-cli',
    comment:
      'irpcheck as a library must load without the command line: its parser, its colours and its exit codes are of ' +
      'no use to a caller.',
    severity: 'error',
    from: { path: '^src/index\\.ts$' },
    to: { path: parts('cli') },
  },
  {
    name: 'fast-check-only-generates',
    comment:
      'Randomness enters in one place. Everything after generation is a pure function of a trace, which is what ' +
      'makes a replay exact and lets traces come from elsewhere.',
    severity: 'error',
    from: { path: '^src/', pathNot: parts('properties/generate', 'arbitraries', 'detection', 'execution') },
    to: { path: '(^|/)node_modules/fast-check/' },
  },
  {
    name: 'src-stays-in-src',
    comment:
      'What is published is src, built into dist. A source that imports its own output, a test or an example works ' +
      'in a checkout and breaks once installed.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(dist|test|bench|examples|fixtures|scripts|reports)/' },
  },
  {
    name: 'no-cycles',
    comment:
      'Files in a cycle can only be understood, tested and loaded together. This holds for types as well: move what ' +
      'both sides need to a third file.',
    severity: 'error',
    from: { path: '^src/' },
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment:
      'A file that imports nothing and that nothing imports is left over from a change. Delete it or use it.',
    severity: 'error',
    from: { orphan: true, path: '^src/', pathNot: '^src/[^/]+\\.ts$' },
    to: {},
  },
  {
    name: 'no-unresolvable',
    comment:
      'An import that leads nowhere cannot be held to any of these rules, so it must not pass by them.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist|test|bench|examples|fixtures)/' },
    // Type-only imports count: knowing a type is knowing the part.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
