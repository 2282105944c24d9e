import { describe, expect, it } from 'vitest';
import { driverFolderName, fileName } from '../../src/report/file-name.ts';
import { builtInSubjects, defects } from '../../src/subjects/index.ts';

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

describe('fileName', () => {
  it.each([
    ['article-verbatim', 'article-verbatim'],
    ['./src/my-driver.ts', 'my-driver'],
    ['C:\\src\\my driver.mjs', 'my-driver'],
    ['драйвер.ts', 'driver'],
    ['./CON.ts', 'driver-CON'],
    ['./aux.txt.ts', 'driver-aux.txt'],
    ['./lpt1.ts', 'driver-lpt1'],
    ['./console.ts', 'console'],
    ['./x...ts', 'x'],
    ['./.hidden.ts', 'hidden'],
    ['./-rf.ts', 'rf'],
    ['../..', 'driver'],
    [`./${'n'.repeat(250)}.ts`, 'n'.repeat(60)],
    [`./${'n'.repeat(59)}.${'n'.repeat(9)}.ts`, 'n'.repeat(59)],
  ])('of %s is a name on every system: %s', (driver, name) => {
    expect(fileName(driver)).toBe(name);
    expect(fileName(driver)).not.toMatch(RESERVED);
  });
});

describe('the name of a driver’s folder', () => {
  it('is that of a built-in driver', () => {
    expect(driverFolderName('article', '../article')).toBe('article');
    expect(driverFolderName('defects/overclaim', '../defects/overclaim')).toBe('defects.overclaim');
    expect(driverFolderName('article', '../article', 'direct')).toBe('article.direct');
  });

  it('has digits of the path of a driver in a file', () => {
    const name = driverFolderName('./driver.ts', '../a/driver.ts');
    expect(name).toMatch(/^driver-[0-9a-f]{8}$/);
    expect(driverFolderName('/elsewhere/driver.ts', '../a/driver.ts')).toBe(name);
  });

  it('is never that of two drivers', () => {
    const paths = ['a/driver.ts', 'b/driver.ts', 'a/driver.js', 'a/Driver.ts', 'a/DRIVER.TS', 'article.ts'];
    const built = [...builtInSubjects, ...defects.map(({ subject }) => subject)];
    const names = [
      ...paths.map((path) => driverFolderName(`./${path}`, `../${path}`)),
      ...built.map((each) => driverFolderName(each.name, `../${each.name}`)),
    ];
    const all = [
      ...names,
      ...['buffered', 'direct', 'neither'].flatMap((mode) => names.map((name) => `${name}.${mode}`)),
    ];
    // Some file systems take two cases of a letter for one.
    expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(all.length);
  });
});
