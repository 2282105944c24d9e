import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BuildFailure, Message, Plugin, PluginBuild } from 'esbuild';

/** A module that can't be used, with the reason on one line. */
export class ModuleError extends Error {
  override readonly name = 'ModuleError';
}

/** A module as one piece of JavaScript that can be evaluated in any thread. Plain data. */
export interface ModuleCode {
  /** As it was named, such as `./my-driver.ts`. */
  readonly path: string;
  readonly code: string;
  /** Whether it is an image of a compiled driver instead, `code` its bytes in base64. */
  readonly isImage?: true;
  /** SHA-256 of its text and that of what it imports by relative paths, the same in every folder. */
  readonly sha256: string;
}

/** The doors that drivers and models are written against, at their place in this very package. */
const DOORS: ReadonlyMap<string, string> = new Map(
  ['driver', 'model', 'index'].map((door) => {
    const name = door === 'index' ? 'irpcheck' : `irpcheck/${door}`;
    return [
      name,
      new URL(`../${door}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href,
    ];
  }),
);

const SEEN = 'irpcheck:seen';
const REQUIRED_DOOR = 'required-door';

/**
 * Leaves packages out of the bundle, each by the absolute URL of its file. `irpcheck` is always the one that
 * runs: a driver that had another copy of the framework would not know this machine's exceptions.
 */
const packages: Plugin = {
  name: 'packages',
  setup({ onResolve, onLoad, resolve: find }: PluginBuild) {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, namespace, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === SEEN) return undefined;
      if (namespace === REQUIRED_DOOR) return { path, external: true };
      const required = kind === 'require-call';
      const door = DOORS.get(path);
      if (door !== undefined) {
        return required ? { path: door, namespace: REQUIRED_DOOR } : { path: door, external: true };
      }
      const found = await find(path, { kind, importer, resolveDir, pluginData: SEEN });
      if (found.errors.length > 0 || found.external) return found;
      // What a path alias leads to is the driver's own.
      if (!/[\\/]node_modules[\\/]/.test(found.path)) return found;
      return { path: required ? found.path : pathToFileURL(found.path).href, external: true };
    });
    // A door is an ES module, which Node 20 does not let CommonJS modules require.
    onLoad({ filter: /^/, namespace: REQUIRED_DOOR }, ({ path }) => ({
      contents: `export * from ${JSON.stringify(path)}`,
    }));
  },
};

/** What CommonJS modules find packages and Node's own modules with. */
function requireFor(file: string): string {
  return (
    `import { createRequire as irpcheckCreateRequire } from 'node:module';\n` +
    `const require = irpcheckCreateRequire(${JSON.stringify(pathToFileURL(file).href)});`
  );
}

/** `driver.ts:3:5: Expected ";" but found "}"`. */
function messageText({ text, location }: Message): string {
  if (location === null) return text;
  const file = relative(process.cwd(), resolve(location.file));
  return `${file}:${location.line}:${location.column + 1}: ${text}`;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

/**
 * Reads a module and what it imports by relative paths. TypeScript is stripped of its types, not checked.
 *
 * @throws {ModuleError} when there is no such file, a syntax error, or an import that leads nowhere
 */
export async function bundleModule(path: string): Promise<ModuleCode> {
  const file = resolve(path);
  const found = await stat(file).catch(() => null);
  if (found === null) throw new ModuleError('there is no such file');
  if (!found.isFile()) throw new ModuleError('it is no file');
  const { build } = await import('esbuild');
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: dirname(file),
      entryPoints: [file],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) },
      banner: { js: requireFor(file) },
      plugins: [packages],
    });
    const sha256 = await digestOf(dirname(file), Object.keys(metafile.inputs));
    return { path, code: outputFiles[0]?.text ?? '', sha256 };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const first = error.errors[0];
    throw new ModuleError(first === undefined ? error.message : messageText(located(first, file)));
  }
}

/** Line ends are what a version control system makes of them. */
async function digestOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files.filter((name) => !name.startsWith(`${REQUIRED_DOOR}:`)).sort()) {
    const text = await readFile(resolve(folder, file), 'latin1');
    hash.update(JSON.stringify([file, text.replaceAll('\r\n', '\n')]));
  }
  return hash.digest('hex');
}

/** esbuild names files relative to the working folder it was given. */
function located(message: Message, file: string): Message {
  if (message.location === null) return message;
  const name = message.location.file;
  const absolute = name.startsWith('file:') ? fileURLToPath(name) : resolve(dirname(file), name);
  return { ...message, location: { ...message.location, file: absolute } };
}

/** What one of the doors exports, by the URL that bundles import it by; null for anything else. */
export async function doorExports(url: string): Promise<Readonly<Record<string, unknown>> | null> {
  return [...DOORS.values()].includes(url)
    ? ((await import(url)) as Readonly<Record<string, unknown>>)
    : null;
}

/** Evaluates a module. What it throws while it is evaluated is passed on. */
export async function evaluate({ code }: ModuleCode): Promise<Readonly<Record<string, unknown>>> {
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as Readonly<
    Record<string, unknown>
  >;
}
