import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defects } from '../../src/subjects/index.ts';
import { changedLines } from './changed-lines.ts';

const FOLDER = fileURLToPath(new URL('../../src/drivers/defects', import.meta.url));
/** A seeded defect is a slip, not another driver. What it leaves out may be more. */
const ADDED_LINES_AT_MOST = 10;
/** They need what the published framework permits and the corrected one prevents: subjects of their own. */
const ON_THE_PUBLISHED_FRAMEWORK = ['complete-then-err', 'status-disagrees'];

const files = readdirSync(FOLDER).map((file) => basename(file, '.ts'));

describe('the drivers with seeded defects', () => {
  it('are those of the catalogue', () => {
    const ids = [...defects.map(({ id }) => id), ...ON_THE_PUBLISHED_FRAMEWORK];
    expect(files.sort()).toEqual(ids.sort());
  });

  it.each(files)('%s differs from a correct driver in a few lines', (file) => {
    const { added, removed } = changedLines(join(FOLDER, `${file}.ts`));
    expect(added.length + removed.length).toBeGreaterThan(0);
    expect(added.length, added.join('\n')).toBeLessThanOrEqual(ADDED_LINES_AT_MOST);
  });

  it('what is no such driver is refused', () => {
    expect(() => changedLines(join(FOLDER, '../names.ts'))).toThrow('no class that extends an imported one');
  });
});
