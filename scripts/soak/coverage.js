// Which branches of built files V8 saw taken, by the engine's own block coverage.
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { convert } from 'ast-v8-to-istanbul';

export class Coverage {
  #session = new Session();

  /** To be called before the files are loaded. */
  async start() {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    // How often, too: that an `if` was passed over shows in its counts alone.
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Branches of a file, and those never taken by line. A file without branches counts its functions. */
  async of(url) {
    this.#scripts ??= (await this.#session.post('Profiler.takePreciseCoverage')).result;
    const coverage = this.#scripts.find((script) => script.url === url);
    if (coverage === undefined) throw new Error(`${url} was not loaded`);
    const code = readFileSync(fileURLToPath(url), 'utf8');
    const ast = parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
    const [file] = Object.values(await convert({ code, ast, coverage, wrapperLength: 0 }));
    const taken = [];
    for (const [id, counts] of Object.entries(file.b)) {
      const { locations, loc } = file.branchMap[id];
      for (const [index, count] of counts.entries()) {
        taken.push({ count, line: locations[index]?.start?.line ?? loc.start.line });
      }
    }
    for (const [id, count] of Object.entries(file.f)) {
      taken.push({ count, line: file.fnMap[id].loc.start.line });
    }
    const missed = taken.filter(({ count }) => count === 0).map(({ line }) => line);
    return { total: taken.length, missed };
  }

  #scripts = null;
}
