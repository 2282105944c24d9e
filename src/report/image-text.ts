import { printable } from '../trace/printable.ts';
import type { ImageFacts, ImportFacts, SectionFacts, VersionFacts } from '../trace/result/image-facts.ts';
import { type Colours, coloursFor } from './colours.ts';
import { counted, grouped, shortened, wrapped } from './format.ts';

const LABEL_WIDTH = 11;
const TEXT_WIDTH = 84;
const MAX_TEXT = 200;
const MAX_SECTION_NAME = 24;

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** Text of an image on one line. */
function shown(text: string): string {
  return printable(shortened(text, MAX_TEXT));
}

function row(label: string, parts: readonly string[]): string[] {
  return wrapped(parts, TEXT_WIDTH).map(
    (line, index) => `  ${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`,
  );
}

function versionRow(version: VersionFacts | null): string[] {
  const { fileVersion = null, product = null, company = null, description = null } = version ?? {};
  const parts = [fileVersion, product, company, description].flatMap((part) =>
    part === null ? [] : [shown(part)],
  );
  return parts.length === 0 ? [] : row('version', [...new Set(parts)]);
}

function compilerRow({ compiler, linkerVersion }: ImageFacts): string[] {
  return row('compiler', [...(compiler === null ? [] : [shown(compiler)]), `linker ${linkerVersion}`]);
}

function imageRow(image: ImageFacts): string[] {
  const base = `0x${BigInt(image.preferredBase).toString(16)}`;
  const entry = image.sections.find(
    ({ rva, sizeBytes }) => image.entryRva >= rva && image.entryRva < rva + sizeBytes,
  );
  return row('image', [
    `${grouped(image.sizeOfImage / 1024)} KiB at ${base}`,
    image.isRelocatable
      ? counted(image.relocations, 'relocation')
      : 'which is where it has to be: its relocations are stripped',
    `entry ${hex(image.entryRva)} in ${shown(entry?.name ?? '')}`,
    ...(image.functions === 0 ? [] : [`${counted(image.functions, 'entry', 'entries')} of unwind data`]),
    ...(image.exceptionHandlers === 0 ? [] : [`${counted(image.exceptionHandlers, 'exception handler')}`]),
    ...(image.securityCookieRva === null ? [] : ['security cookie']),
  ]);
}

/** Imports by module, those of one module together. */
function importLines(imports: readonly ImportFacts[]): string[] {
  const modules = new Map<string, string[]>();
  for (const { module, name, isData, isDelayed } of imports) {
    const key = module.toLowerCase();
    const names = modules.get(key) ?? [];
    modules.set(key, names);
    const marks = [...(isData ? ['a variable'] : []), ...(isDelayed ? ['delay-loaded'] : [])];
    names.push(marks.length === 0 ? shown(name) : `${shown(name)} (${marks.join(', ')})`);
  }
  return [...modules].flatMap(([module, names]) => [
    `    ${shown(module)}`,
    ...wrapped(names.toSorted(), TEXT_WIDTH).map((line) => `      ${line}`),
  ]);
}

function group(title: string, imports: readonly ImportFacts[], colour: (text: string) => string): string[] {
  return imports.length === 0
    ? []
    : ['', `  ${colour(`${title} (${imports.length})`)}`, ...importLines(imports)];
}

function importGroups({ imports }: ImageFacts, colours: Colours): string[] {
  const of = (isSupported: boolean, isReachable: boolean): ImportFacts[] =>
    imports.filter((each) => each.isSupported === isSupported && each.isReachable === isReachable);
  return [
    ...group('not supported, and its code reaches them', of(false, true), colours.red),
    ...group('not supported, and not reached', of(false, false), colours.yellow),
    ...group('supported, and its code reaches them', of(true, true), colours.green),
    ...group('supported, and not reached', of(true, false), colours.dim),
  ];
}

function importRow({ imports }: ImageFacts): string[] {
  const modules = new Set(imports.map(({ module }) => module.toLowerCase())).size;
  const reached = imports.filter(({ isReachable }) => isReachable);
  const supported = reached.filter(({ isSupported }) => isSupported).length;
  return row('imports', [
    `${grouped(imports.length)} from ${counted(modules, 'module')}`,
    `its code reaches ${grouped(reached.length)}`,
    `of which ${grouped(supported)} ${supported === 1 ? 'is' : 'are'} supported`,
  ]);
}

function protection(section: SectionFacts): string {
  const letters = [
    section.isReadable ? 'r' : '-',
    section.isWritable ? 'w' : '-',
    section.isExecutable ? 'x' : '-',
  ].join('');
  return [
    letters,
    ...(section.isDiscardable ? ['discardable'] : []),
    ...(section.isPageable ? ['pageable'] : []),
  ].join(' ');
}

function sectionTable({ sections }: ImageFacts, colours: Colours): string[] {
  const rows = sections.map((section) => [
    printable(shortened(section.name, MAX_SECTION_NAME)),
    hex(section.rva),
    grouped(section.sizeBytes),
    grouped(section.fileBytes),
    protection(section),
  ]);
  const headings = ['section', 'RVA', 'bytes', 'in the file', ''];
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === cells.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')}`.trimEnd();
  return ['', colours.dim(line(headings)), ...rows.map(line)];
}

/** What a compiled driver shows of itself, for people. Ends with a line break. */
export function imageText(image: ImageFacts, { colour }: { readonly colour: boolean }): string {
  const colours = coloursFor(colour);
  const { file, kinds, looksPnp, hardware, pdbPath, exports } = image;
  const lines = [
    colours.bold(printable(file)),
    ...row('driver', [...kinds, ...(looksPnp ? ['looks PnP'] : [])]),
    ...compilerRow(image),
    ...versionRow(image.version),
    ...(pdbPath === null ? [] : row('symbols', [shown(pdbPath)])),
    ...imageRow(image),
    ...(hardware.length === 0 ? [] : row('hardware', [`needs it: ${hardware.join(', ')}`])),
    ...(exports.length === 0 ? [] : row('exports', [counted(exports.length, 'name')])),
    ...importRow(image),
    ...importGroups(image, colours),
    ...sectionTable(image, colours),
  ];
  return `${lines.join('\n')}\n`;
}
