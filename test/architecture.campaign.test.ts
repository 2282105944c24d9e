import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The import rules must be able to fail: each one is given an import it forbids and must catch it. */

const require = createRequire(import.meta.url);
const config = fileURLToPath(new URL('../.dependency-cruiser.cjs', import.meta.url));
const depcruise = fileURLToPath(
  new URL('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url),
);
const rules = (require(config) as { forbidden: { name: string; comment?: string }[] }).forbidden;

type Tree = Record<string, string[]>;

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

/** Every kind of import that is allowed, once. */
const allowed: Tree = {
  'src/nt/status.ts': ['./flags.ts'],
  'src/nt/flags.ts': [],
  'src/trace/op.ts': ['../nt/status.ts', 'zod'],
  'src/model/device.ts': ['../nt/status.ts', '../trace/op.ts'],
  'src/impl/record/recorder.ts': ['../memory/memory.ts', '../../trace/op.ts'],
  'src/impl/kernel/kernel.ts': ['../record/recorder.ts', '../memory/memory.ts', '../../nt/status.ts'],
  'src/impl/verifier/verifier.ts': ['../io/irp.ts', '../kernel/kernel.ts', '../record/recorder.ts'],
  'src/impl/machine.ts': ['./verifier/verifier.ts', './ddi/table.ts'],
  'src/impl/ddi/table.ts': ['../../nt/status.ts', '../../trace/op.ts', '../io/irp.ts'],
  'src/impl/io/irp.ts': ['../../nt/status.ts', '../kernel/kernel.ts', '../memory/memory.ts'],
  'src/impl/memory/memory.ts': [],
  'src/impl/native/decode/decoder.ts': [],
  'src/impl/native/image/reach.ts': ['../decode/decoder.ts', '../../../nt/status.ts', 'pe-library'],
  'src/decoder/iced.ts': ['../impl/native/decode/decoder.ts', 'iced-x86'],
  'src/impl/framework/device.ts': ['../ddi/table.ts', '../../nt/status.ts'],
  'src/drivers/article.ts': [
    '../impl/framework/device.ts',
    '../impl/ddi/table.ts',
    '../nt/status.ts',
    './shared.ts',
  ],
  'src/drivers/shared.ts': [],
  'src/properties/generate/ops.ts': ['fast-check', '../../trace/op.ts'],
  'src/properties/registry.ts': ['./status.ts'],
  'src/properties/status.ts': ['../model/device.ts', '../trace/op.ts', '../nt/status.ts'],
  'src/report/text.ts': ['../trace/op.ts', '../nt/status.ts'],
  'src/export/program.ts': ['../trace/op.ts', '../nt/status.ts'],
  'src/subjects/built-in.ts': [
    '../decoder/iced.ts',
    '../drivers/article.ts',
    '../impl/io/irp.ts',
    '../model/device.ts',
    '../trace/op.ts',
    '../nt/status.ts',
  ],
  'src/minimize/search.ts': ['../trace/op.ts', '../nt/status.ts'],
  'src/execution/execute.ts': [
    'fast-check',
    '../subjects/built-in.ts',
    '../drivers/article.ts',
    '../properties/status.ts',
    '../properties/generate/ops.ts',
    '../impl/io/irp.ts',
    '../model/device.ts',
    '../trace/op.ts',
    '../nt/status.ts',
  ],
  'src/execution/generation.ts': ['../subjects/built-in.ts', '../trace/op.ts'],
  'src/explanation/evidence.ts': [
    '../execution/execute.ts',
    '../minimize/search.ts',
    '../subjects/built-in.ts',
    '../properties/status.ts',
    '../model/device.ts',
    '../trace/op.ts',
  ],
  'src/detection/jobs.ts': [
    '../explanation/evidence.ts',
    '../execution/execute.ts',
    '../minimize/search.ts',
    'fast-check',
  ],
  'src/hosts/host.ts': [
    '../detection/jobs.ts',
    '../explanation/evidence.ts',
    '../execution/execute.ts',
    '../minimize/search.ts',
    '../subjects/built-in.ts',
    '../impl/io/irp.ts',
    '../model/device.ts',
    'node:worker_threads',
  ],
  'src/hosts/default-stall.ts': [],
  'src/hosts/minimize-in.ts': ['./host.ts'],
  'src/campaign/run.ts': [
    'node:fs',
    '../hosts/host.ts',
    '../explanation/evidence.ts',
    '../execution/execute.ts',
    '../subjects/built-in.ts',
    '../properties/registry.ts',
    '../trace/op.ts',
    '../nt/status.ts',
  ],
  'src/defects/measure.ts': [
    '../hosts/host.ts',
    '../detection/jobs.ts',
    '../properties/status.ts',
    '../trace/op.ts',
  ],
  'src/arbitraries/cases.ts': ['../execution/generation.ts', '../properties/generate/ops.ts', 'fast-check'],
  'src/userspace/session.ts': ['../impl/io/irp.ts', '../nt/status.ts', '../trace/op.ts'],
  'src/cli/main.ts': [
    '../campaign/run.ts',
    '../report/text.ts',
    '../export/program.ts',
    '../subjects/built-in.ts',
    '../userspace/session.ts',
    '../defects/measure.ts',
    '../properties/registry.ts',
    '../hosts/default-stall.ts',
    'node:fs',
  ],
  'src/index.ts': ['./campaign/run.ts', './report/text.ts', './trace/op.ts'],
  'src/driver.ts': ['./impl/framework/device.ts', './impl/ddi/table.ts', './nt/status.ts'],
  'src/model.ts': ['./model/device.ts', './trace/op.ts', './nt/status.ts'],
};

interface Plant {
  rule: string;
  from: string;
  to: string;
  /** For rules that only a certain surrounding breaks. */
  also?: Tree;
}

/** The forbidden imports. A rule may appear several times; every rule must appear. */
const planted: Plant[] = [
  { rule: 'nt-imports-nothing', from: 'src/nt/bad-trace.ts', to: '../trace/op.ts' },
  { rule: 'nt-imports-nothing', from: 'src/nt/bad-package.ts', to: 'zod' },
  { rule: 'nt-imports-nothing', from: 'src/nt/bad-node.ts', to: 'node:fs' },
  { rule: 'core-without-node', from: 'src/trace/bad-node.ts', to: 'node:module' },
  { rule: 'core-without-node', from: 'src/impl/io/bad-node.ts', to: 'node:util' },
  { rule: 'core-without-node', from: 'src/minimize/bad-node.ts', to: 'node:crypto' },
  { rule: 'core-without-node', from: 'src/execution/bad-node.ts', to: 'node:os' },
  { rule: 'core-without-node', from: 'src/explanation/bad-node.ts', to: 'node:path' },
  { rule: 'core-without-node', from: 'src/report/bad-old-name.ts', to: 'crypto' },
  { rule: 'core-packages-run-anywhere', from: 'src/report/bad-package.ts', to: 'esbuild' },
  { rule: 'trace-imports-nt', from: 'src/trace/bad-impl.ts', to: '../impl/io/irp.ts' },
  { rule: 'trace-imports-nt', from: 'src/trace/bad-door.ts', to: '../driver.ts' },
  { rule: 'model-imports-nt-trace', from: 'src/model/bad-properties.ts', to: '../properties/status.ts' },
  { rule: 'model-never-meets-impl', from: 'src/model/bad-impl.ts', to: '../impl/io/irp.ts' },
  { rule: 'impl-imports-nt-trace', from: 'src/impl/io/bad-drivers.ts', to: '../../drivers/article.ts' },
  { rule: 'minimize-imports-trace', from: 'src/minimize/bad-execution.ts', to: '../execution/execute.ts' },
  { rule: 'minimize-imports-trace', from: 'src/minimize/bad-model.ts', to: '../model/device.ts' },
  {
    rule: 'execution-imports-subjects-properties-impl-model',
    from: 'src/execution/bad-explanation.ts',
    to: '../explanation/evidence.ts',
  },
  {
    rule: 'execution-imports-subjects-properties-impl-model',
    from: 'src/execution/bad-minimize.ts',
    to: '../minimize/search.ts',
  },
  {
    rule: 'explanation-imports-execution-minimize',
    from: 'src/explanation/bad-impl.ts',
    to: '../impl/io/irp.ts',
  },
  {
    rule: 'explanation-imports-execution-minimize',
    from: 'src/explanation/bad-host.ts',
    to: '../hosts/host.ts',
  },
  {
    rule: 'detection-imports-explanation-execution',
    from: 'src/detection/bad-host.ts',
    to: '../hosts/host.ts',
  },
  {
    rule: 'hosts-import-detection-explanation-execution',
    from: 'src/hosts/bad-campaign.ts',
    to: '../campaign/run.ts',
  },
  {
    rule: 'hosts-import-detection-explanation-execution',
    from: 'src/hosts/bad-defects.ts',
    to: '../defects/measure.ts',
  },
  { rule: 'defects-import-hosts-detection', from: 'src/defects/bad-campaign.ts', to: '../campaign/run.ts' },
  {
    rule: 'arbitraries-import-generation',
    from: 'src/arbitraries/bad-execute.ts',
    to: '../execution/execute.ts',
  },
  {
    rule: 'impl-memory-imports-nothing-above',
    from: 'src/impl/memory/bad-record.ts',
    to: '../record/recorder.ts',
  },
  { rule: 'impl-record-imports-memory', from: 'src/impl/record/bad-io.ts', to: '../io/irp.ts' },
  { rule: 'impl-kernel-imports-record-memory', from: 'src/impl/kernel/bad-io.ts', to: '../io/irp.ts' },
  { rule: 'impl-io-imports-kernel', from: 'src/impl/io/bad-ddi.ts', to: '../ddi/table.ts' },
  { rule: 'impl-ddi-imports-io', from: 'src/impl/ddi/bad-framework.ts', to: '../framework/device.ts' },
  { rule: 'impl-framework-imports-ddi', from: 'src/impl/framework/bad-io.ts', to: '../io/irp.ts' },
  {
    rule: 'impl-verifier-is-named-by-no-part',
    from: 'src/impl/kernel/bad-verifier.ts',
    to: '../verifier/verifier.ts',
  },
  {
    rule: 'impl-verifier-is-named-by-no-part',
    from: 'src/impl/caller/bad-verifier.ts',
    to: '../verifier/verifier.ts',
  },
  { rule: 'impl-verifier-imports-io', from: 'src/impl/verifier/bad-ddi.ts', to: '../ddi/table.ts' },
  {
    rule: 'impl-native-image-imports-nt',
    from: 'src/impl/native/image/bad-ddi.ts',
    to: '../../ddi/table.ts',
  },
  {
    rule: 'impl-native-engine-imports-memory',
    from: 'src/impl/native/engine/bad-kernel.ts',
    to: '../../kernel/kernel.ts',
  },
  {
    rule: 'impl-native-processor-imports-ddi',
    from: 'src/impl/native/processor/bad-io.ts',
    to: '../../io/irp.ts',
  },
  {
    rule: 'decoder-imports-its-interface',
    from: 'src/decoder/bad-image.ts',
    to: '../impl/native/image/reach.ts',
  },
  { rule: 'decoder-is-handed-in', from: 'src/impl/native/image/bad-iced.ts', to: '../../../decoder/iced.ts' },
  { rule: 'decoder-is-handed-in', from: 'src/campaign/bad-decoder.ts', to: '../decoder/iced.ts' },
  { rule: 'iced-x86-is-for-the-decoder', from: 'src/subjects/bad-iced.ts', to: 'iced-x86' },
  { rule: 'impl-never-meets-model', from: 'src/impl/io/bad-model.ts', to: '../../model/device.ts' },
  { rule: 'drivers-import-ddi-framework', from: 'src/drivers/bad-io.ts', to: '../impl/io/irp.ts' },
  { rule: 'drivers-import-ddi-framework', from: 'src/drivers/bad-trace.ts', to: '../trace/op.ts' },
  { rule: 'drivers-import-ddi-framework', from: 'src/drivers/bad-memory.ts', to: '../impl/memory/memory.ts' },
  { rule: 'framework-imports-ddi', from: 'src/impl/framework/bad-memory.ts', to: '../memory/memory.ts' },
  { rule: 'properties-import-nt-trace-model', from: 'src/properties/bad-impl.ts', to: '../impl/io/irp.ts' },
  { rule: 'report-imports-trace', from: 'src/report/bad-campaign.ts', to: '../campaign/run.ts' },
  {
    rule: 'subjects-import-drivers-impl-model',
    from: 'src/subjects/bad-properties.ts',
    to: '../properties/status.ts',
  },
  { rule: 'export-imports-trace', from: 'src/export/bad-model.ts', to: '../model/device.ts' },
  { rule: 'campaign-imports-hosts', from: 'src/campaign/bad-report.ts', to: '../report/text.ts' },
  { rule: 'campaign-imports-hosts', from: 'src/campaign/bad-cli.ts', to: '../cli/main.ts' },
  { rule: 'campaign-imports-hosts', from: 'src/campaign/bad-impl.ts', to: '../impl/io/irp.ts' },
  { rule: 'userspace-imports-impl', from: 'src/userspace/bad-driver.ts', to: '../drivers/article.ts' },
  { rule: 'userspace-imports-impl', from: 'src/userspace/bad-cli.ts', to: '../cli/main.ts' },
  { rule: 'cli-imports-campaign-report-subjects', from: 'src/cli/bad-impl.ts', to: '../impl/io/irp.ts' },
  { rule: 'cli-imports-campaign-report-subjects', from: 'src/cli/bad-host.ts', to: '../hosts/host.ts' },
  {
    rule: 'integration-imports-campaign-report-subjects',
    from: 'src/integration/bad-cli.ts',
    to: '../cli/main.ts',
  },
  { rule: 'vitest-is-for-its-integration', from: 'src/campaign/bad-vitest.ts', to: 'vitest' },
  { rule: 'vitest-door', from: 'src/vitest.ts', to: './impl/io/irp.ts' },
  { rule: 'driver-door', from: 'src/driver.ts', to: './impl/io/irp.ts' },
  { rule: 'model-door', from: 'src/model.ts', to: './impl/framework/device.ts' },
  { rule: 'arbitraries-door', from: 'src/arbitraries.ts', to: './impl/io/irp.ts' },
  { rule: 'index-imports-no-cli', from: 'src/index.ts', to: './cli/main.ts' },
  { rule: 'fast-check-only-generates', from: 'src/trace/bad-fast-check.ts', to: 'fast-check' },
  { rule: 'fast-check-only-generates', from: 'src/properties/bad-fast-check.ts', to: 'fast-check' },
  {
    rule: 'src-stays-in-src',
    from: 'src/campaign/bad-dist.ts',
    to: '../../dist/index.js',
    also: { 'dist/index.js': [] },
  },
  {
    rule: 'src-stays-in-src',
    from: 'src/campaign/bad-test.ts',
    to: '../../test/helper.ts',
    also: { 'test/helper.ts': [] },
  },
  {
    rule: 'no-cycles',
    from: 'src/impl/io/bad-cycle.ts',
    to: './bad-cycle-back.ts',
    also: { 'src/impl/io/bad-cycle-back.ts': ['./bad-cycle.ts'] },
  },
  { rule: 'no-orphans', from: 'src/report/bad-orphan.ts', to: '' },
  { rule: 'no-unresolvable', from: 'src/campaign/bad-nowhere.ts', to: './nowhere.ts' },
];

/** The allowed tree with all plants in it. */
function plantedTree(): Tree {
  const tree: Tree = { ...allowed };
  for (const { from, to, also } of planted) {
    tree[from] = [...(tree[from] ?? []), ...(to === '' ? [] : [to])];
    Object.assign(tree, also);
  }
  return tree;
}

function writeTree(folder: string, tree: Tree): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', '{ "type": "module" }');
  for (const name of ['esbuild', 'fast-check', 'iced-x86', 'pe-library', 'vitest', 'zod']) {
    write(`node_modules/${name}/package.json`, `{ "name": "${name}", "main": "index.js" }`);
    write(`node_modules/${name}/index.js`, '');
  }
  for (const [path, imports] of Object.entries(tree)) {
    // Type-only imports, the kind that is easiest to overlook.
    const lines = imports.map(
      (to, index) => `import ${path.endsWith('.ts') ? 'type ' : ''}* as i${index} from '${to}';`,
    );
    write(path, `${lines.join('\n')}\nexport {};\n`);
  }
}

function cruise(folder: string): Violation[] {
  const args = [depcruise, '--config', config, '--output-type', 'json', 'src'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const ruleName = ({ rule }: Violation): string => rule.name;

const describeViolation = ({ rule, from, to }: Violation): string => `${rule.name}: ${from} -> ${to}`;

describe('the import rules', () => {
  let root = '';
  let clean: Violation[] = [];
  let broken: Violation[] = [];

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'irpcheck-architecture-'));
    writeTree(join(root, 'clean'), allowed);
    writeTree(join(root, 'broken'), plantedTree());
    clean = cruise(join(root, 'clean'));
    broken = cruise(join(root, 'broken'));
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('permit the allowed imports', () => {
    expect(clean.map(describeViolation)).toEqual([]);
  });

  it.each(planted)('$rule forbids $from -> $to', ({ rule, from, also }) => {
    // A cycle is reported once, from whichever of its files comes first.
    const files = [from, ...Object.keys(also ?? {})];
    const names = broken.filter((violation) => files.includes(violation.from)).map(ruleName);
    expect(names).toContain(rule);
  });

  it('accuse no file without a planted import', () => {
    const guilty = new Set(planted.flatMap(({ from, also }) => [from, ...Object.keys(also ?? {})]));
    expect(broken.filter(({ from }) => !guilty.has(from)).map(describeViolation)).toEqual([]);
  });

  it('all have a plant and a reason', () => {
    expect([...new Set(planted.map(({ rule }) => rule))].sort()).toEqual(
      rules.map(({ name }) => name).sort(),
    );
    for (const { name, comment } of rules) {
      expect(comment ?? '', name).toMatch(/^.{40,}\.$/s);
    }
  });
});
