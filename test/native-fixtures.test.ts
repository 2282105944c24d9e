import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { PROPERTIES } from '../src/properties/registry.ts';
import { builtInSubjects } from '../src/subjects/built-in.ts';
import { BUFFERING_MODES } from '../src/trace/trace.ts';

/** The committed images of fixtures/native are what its images.json says. */

const FOLDER = new URL('../fixtures/native/', import.meta.url);

interface Image {
  readonly name: string;
  readonly source: string;
  readonly toolchain: string;
  readonly entry: string;
  readonly modes: readonly string[];
  readonly twin: string | null;
  readonly model: string | null;
  readonly kind: string;
  readonly property: string | null;
  readonly shows?: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly imports: readonly string[];
}

interface Table {
  readonly toolchains: Readonly<Record<string, unknown>>;
  readonly images: readonly Image[];
}

const { images, toolchains } = JSON.parse(read('images.json').toString()) as Table;

function read(path: string): Buffer {
  return readFileSync(new URL(path, FOLDER));
}

/** Files of src/, those of its folders too. */
function sources(): readonly string[] {
  return readdirSync(new URL('src/', FOLDER), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.\w+$/.test(path))
    .map((path) => `src/${path}`);
}

it.each(images)('has the image $name as it was built', ({ name, bytes, sha256 }) => {
  const image = read(`images/${name}.sys`);
  expect(image).toHaveLength(bytes);
  expect(createHash('sha256').update(image).digest('hex')).toBe(sha256);
  // Small enough to be kept with their sources.
  expect(bytes).toBeGreaterThanOrEqual(4096);
  expect(bytes).toBeLessThan(30 * 1024);
});

it('has no image that its table does not name', () => {
  expect(readdirSync(new URL('images/', FOLDER)).sort()).toEqual(
    images.map(({ name }) => `${name}.sys`).sort(),
  );
});

it('builds an image from each source, and includes each header', () => {
  const all = sources();
  const built = new Set(images.map(({ source }) => source));
  const texts = all.map((path) => read(path).toString());
  const included = all.filter((path) =>
    texts.some((text) => new RegExp(`#include "(\\.\\./)*${path.slice('src/'.length)}"`).test(text)),
  );
  expect([...built, ...included].sort()).toEqual([...all].sort());
});

it.each(images)('says what there is to know of $name', (image) => {
  const { source, toolchain, entry, modes, twin, model, kind, property, shows } = image;
  const builtIn = builtInSubjects.map(({ name }) => name);
  expect(Object.keys(toolchains)).toContain(toolchain);
  expect(entry).toBe(toolchain === 'msvc' ? 'GsDriverEntry' : 'DriverEntry');
  expect(modes.every((mode) => (BUFFERING_MODES as readonly string[]).includes(mode))).toBe(true);
  expect([null, ...builtIn]).toContain(twin);
  expect([null, ...builtIn]).toContain(model);
  expect(kind).toBe(source.startsWith('src/defects/') ? 'defect' : 'correct');
  if (kind === 'correct') expect(property).toBeNull();
  else expect(PROPERTIES.map(({ id }) => id)).toContain(property);
  expect(shows !== undefined).toBe(kind === 'defect');
  if (kind === 'defect')
    expect(
      read(source)
        .toString()
        .match(/DEFECT/g),
    ).toHaveLength(1);
  expect(image.imports.length).toBeGreaterThan(5);
});

it('is not in the package', () => {
  expect(packageJson.files.filter((pattern) => pattern.startsWith('fixtures'))).toEqual([]);
});
