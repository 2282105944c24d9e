// The published manifest must not carry "prepare" (it would look for scripts that are not packed) nor anything
// else that only serves development. `strip` sets the full manifest aside before packing, `restore` puts it back.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const manifest = fileURLToPath(new URL('../package.json', import.meta.url));
const aside = fileURLToPath(new URL('../package.json.orig', import.meta.url));

function strip() {
  // A leftover means an earlier packing was cut short: it, not the stripped file, is the true manifest.
  const full = readFileSync(existsSync(aside) ? aside : manifest, 'utf8');
  const { scripts: _scripts, devDependencies: _devDependencies, ...published } = JSON.parse(full);
  writeFileSync(aside, full);
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`);
}

function restore() {
  if (existsSync(aside)) {
    renameSync(aside, manifest);
  }
}

const [command] = process.argv.slice(2);
if (command === 'strip') {
  strip();
} else if (command === 'restore') {
  restore();
} else {
  console.error('usage: node scripts/pack-manifest.js strip|restore');
  process.exitCode = 2;
}
