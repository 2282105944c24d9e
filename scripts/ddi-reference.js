// Makes the reference of what drivers may call, as Markdown, from the rows of the ddi and the docstrings on them.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../src/impl/ddi/rows', import.meta.url));
const IRQLS = new Map([
  [0, 'PASSIVE_LEVEL'],
  [1, 'APC_LEVEL'],
  [2, 'DISPATCH_LEVEL'],
]);
const HIGH_LEVEL = 15;

const INTRODUCTION = `# What a driver may call

Each routine below is a member of \`Ddi\`, by its Windows name, for drivers on the framework and plain ones alike: the
same row makes the routine, its checks, its events and this page (\`npm run reference\`). A call above the IRQL that is
allowed is bug check 0xA. *Reached by* says which exports of ntoskrnl an x64 image calls for it; a routine that is
inlined is code of the image's own. Rules are those of [rules.md](rules.md). Macros of the WDK that touch nothing but
a structure's fields are members of the views: IoGetCurrentIrpStackLocation is \`Irp.currentStackLocation\`,
MmGetMdlByteCount \`Mdl.byteCount\`.
`;

/** The docstring on each routine, as one line. */
export function docstrings() {
  const found = new Map();
  for (const name of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (ts.isPropertyAssignment(node) && ts.isCallExpression(node.initializer)) {
        const [doc] = ts.getJSDocCommentsAndTags(node);
        if (doc !== undefined) found.set(node.name.getText(), String(doc.comment).replace(/\s+/g, ' '));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The whole page. `rows` is the table of the ddi, `docs` what `docstrings` gives. */
export function ddiReference(rows, docs) {
  const entries = Object.entries(rows);
  return `${INTRODUCTION}\n${entries.map(([name, row]) => section(name, row, docs.get(name))).join('\n')}`;
}

function section(name, row, doc) {
  if (doc === undefined) throw new Error(`${name} has no docstring`);
  return [
    `## ${name}`,
    '',
    doc,
    '',
    `- Reached by: ${reached(row.reach)}`,
    `- IRQL: ${irql(row.irql)}`,
    ...(row.parameters.length === 0
      ? ['- Parameters: none']
      : ['- Parameters:', ...row.parameters.map(parameter)]),
    `- Result: ${result(row.result)}`,
    ...(row.rules.length === 0 ? [] : [`- Rules: ${row.rules.join(', ')}`]),
    ...(row.counts === undefined ? [] : ['- Counted as a call of an MDL routine']),
    '',
  ].join('\n');
}

function reached(reach) {
  if ('exports' in reach)
    return `${reach.exports.join(', ')}${reach.alsoInlined ? '; inlined by some kits' : ''}`;
  return reach.calls.length === 0 ? 'inlined' : `inlined; calls ${reach.calls.join(', ')}`;
}

function irql(allowed) {
  if (allowed === HIGH_LEVEL) return 'any';
  if (typeof allowed === 'number') return allowed === 0 ? levelName(0) : `at most ${levelName(allowed)}`;
  const [from, to] = allowed;
  return from === to ? levelName(from) : `${levelName(from)} to ${levelName(to)}`;
}

function levelName(level) {
  const name = IRQLS.get(level);
  if (name === undefined) throw new Error(`IRQL ${level} has no name here`);
  return name;
}

function parameter(each) {
  return `  - \`${each.name}\`: ${describe(each)}`;
}

function describe(each) {
  if (each.kind === 'text') return 'text, formatted already (C passes a format and what belongs in it)';
  if (each.kind !== 'pointer')
    return `${each.type}, ${{ bytes: 'bytes', irql: 'an IRQL', flags: 'flags', boolean: 'a truth value', value: 'a value' }[each.kind]}`;
  const target = each.to === 'bytes' ? 'pointer' : `pointer to ${each.to}`;
  const length = each.length === null ? '' : ` to \`${each.length}\` bytes`;
  return `${target}${length}${each.out ? ', which is written' : ''}${each.optional ? ', or NULL' : ''}`;
}

function result(kind) {
  switch (kind.kind) {
    case 'none':
      return 'none';
    case 'never':
      return 'does not return';
    case 'status':
      return 'NTSTATUS';
    case 'irql':
      return kind.out === null ? 'KIRQL' : `KIRQL (C has a parameter \`${kind.out}\` for it)`;
    default:
      return `pointer${kind.to === 'bytes' ? '' : ` to ${kind.to}`}${kind.maps === null ? '' : `, where \`${kind.maps}\` is mapped`}, or NULL`;
  }
}
