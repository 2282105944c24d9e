import { describe, expect, it } from 'vitest';
import { subjectSource } from '../../src/subjects/load-subject.ts';
import { isModulePath } from '../../src/trace/subject-name.ts';
import { moduleFolder } from './bundle-module.setup.ts';
import { DRIVER, MODEL } from './load-subject.setup.ts';

const { written } = moduleFolder();

it.each([
  ['driver.ts', true],
  ['./driver.mts', true],
  ['C:\\driver.CJS', true],
  ['driver.js', true],
  ['article', false],
  ['driver.sys', true],
  ['driver.tsx', false],
])('%s is a module’s path: %s', (name, expected) => {
  expect(isModulePath(name)).toBe(expected);
});

describe('a source', () => {
  it('of a built-in driver is its name', async () => {
    expect(await subjectSource('article', null)).toEqual({ name: 'article', driver: null, model: null });
  });

  it('of modules is their code, and can be sent to another thread', async () => {
    const driver = written('driver.ts', `${DRIVER}\nexport const modes: string[] = ['direct'];`);
    const model = written('model.ts', MODEL);
    const source = await subjectSource(driver, model);
    expect(source).toMatchObject({ name: driver, driver: { path: driver }, model: { path: model } });
    expect(structuredClone(source)).toEqual(source);
  });

  it('names what can not be read', async () => {
    await expect(subjectSource('none.ts', null)).rejects.toThrow("driver 'none.ts': there is no such file");
    await expect(subjectSource('article', 'none.ts')).rejects.toThrow(
      "model 'none.ts': there is no such file",
    );
  });
});
