import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amount, sample } from './amount.ts';
import { irpcheck, ROOT } from './dist.ts';

/** Defects of control requests as files that name no `controls` and have no model: their constants alone lead to them. */

const { defects, openSession, subjectSource } = irpcheck;

/** Where only a model says what is wrong. */
const NEED_A_MODEL = [
  'control-any-access',
  'control-copied-backward',
  'control-input-overwritten',
  'control-unknown-succeeds',
  'control-wrong-buffer',
];

/** What few cases lead to, and few of these are compared with a variant that shows it. */
const SELDOM = ['pointer-fetched-twice', 'length-fetched-twice'];

const wanted = defects.filter(
  ({ id, base }) =>
    ['article-controls', 'controls', 'structures'].includes(base) &&
    ![...NEED_A_MODEL, ...SELDOM].includes(id),
);

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
const drivers = join(ROOT, 'src/drivers');
afterAll(() => rmSync(folder, { recursive: true }));

/** A driver of the sources as its author has it: what it takes from irpcheck comes from irpcheck's door. */
function copied(from: string, to: string): void {
  for (const name of readdirSync(from).filter((each) => each.endsWith('.ts'))) {
    const text = readFileSync(join(from, name), 'utf8');
    writeFileSync(
      join(to, name),
      text.replace(/'(?:\.\.\/)+(?:impl|nt|trace)\/[^']*'/g, "'irpcheck/driver'"),
    );
  }
}

/** The module of a defect's driver. */
function moduleOf(id: string): string {
  const text = readFileSync(join(drivers, 'defects', `${id}.ts`), 'utf8');
  const [, name, parameters] = /^export (?:const|function) (\w+Driver)\b(\(framework)?/m.exec(text) ?? [];
  if (name === undefined) throw new Error(`${id} exports no driver`);
  const made = parameters === undefined ? name : `${name}(framework)`;
  const path = join(folder, `${id}.ts`);
  writeFileSync(
    path,
    `import * as framework from 'irpcheck/driver';\nimport { ${name} } from './defects/${id}.ts';\nvoid framework;\nexport default ${made};\n`,
  );
  return path;
}

beforeAll(() => {
  mkdirSync(join(folder, 'defects'));
  copied(drivers, folder);
  copied(join(drivers, 'defects'), join(folder, 'defects'));
});

it.each(sample(wanted, 5))('$id is found', async ({ id, property, minimal }) => {
  const source = await subjectSource(moduleOf(id), null);
  const session = await openSession({ source });
  for (let seed = 1; seed <= amount(1, 3); seed += 1) {
    const { findings, scouted } = await session.runCampaign({
      modes: [minimal.setting.mode],
      cases: 5_000,
      seed,
    });
    expect(scouted?.codes.filter(({ recognised }) => recognised).length).toBeGreaterThan(1);
    expect(findings.map((finding) => finding.property)).toContain(property);
  }
  await session.close();
});

it('are more than a dozen', () => {
  expect(wanted.length).toBeGreaterThan(12);
});
