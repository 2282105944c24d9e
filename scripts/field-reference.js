// Makes the reference of what fields hold when a structure is fresh, as Markdown, from the tables of src/nt/fresh.

const INTRODUCTION = `# What fields hold

What Windows leaves in every field of the structures that drivers are given, at the moments named in the tables, and who
says so. This page is written from the tables of \`src/nt/fresh\` (\`npm run reference\`), and tests hold the objects of
the simulated machine against the same tables, byte by byte.

- A value is followed by its sources: rules are those of [rules.md](rules.md), the others are listed at the end.
- *Unknown*: no public source says a value. What the simulated machine leaves there means nothing, and nothing judges
  by it.
- *Zero here*: public sources say what Windows leaves there, and the simulated machine leaves zero: there is no image, no
  service and no extension to point to.
- An offset that is missing is padding.
`;

/** The whole page. `structures` are the tables, `sources` what their names for pages and tests stand for. */
export function fieldReference(structures, sources) {
  return [
    INTRODUCTION,
    ...structures.map(section),
    '## Sources\n',
    ...Object.entries(sources).map(([name, text]) => `- **${name}** ${text}`),
    '',
  ].join('\n');
}

function section({ name, size, places, moments }) {
  const columns = Object.values(moments);
  const rows = Object.entries(places)
    .sort(([, one], [, other]) => one.offset - other.offset)
    .map(([field, place]) => [
      hex(place.offset),
      place.count === 1 ? String(place.size) : `${place.count} × ${place.size}`,
      field,
      ...columns.map(({ holds }) => cell(holds[field])),
    ]);
  return [
    `## ${name}`,
    '',
    `${hex(size)} bytes.${unknowns(places, columns)}`,
    '',
    line(['Offset', 'Bytes', 'Field', ...columns.map(({ when }) => when)]),
    line(['---', '---', '---', ...columns.map(() => '---')]),
    ...rows.map(line),
    '',
  ].join('\n');
}

/** The fields of which nothing is known at any moment. */
function unknowns(places, columns) {
  const names = Object.keys(places).filter((field) =>
    columns.every(({ holds }) => holds[field].kind === 'unknown'),
  );
  return names.length === 0 ? '' : ` Never known: ${names.join(', ')}.`;
}

function cell(fact) {
  switch (fact.kind) {
    case 'known':
      return `${fact.text} [${fact.sources.join(', ')}]`;
    case 'left-out':
      return `${fact.text} [${fact.sources.join(', ')}]; *zero here*`;
    default:
      return '*unknown*';
  }
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}

function hex(value) {
  return `0x${value.toString(16)}`;
}
