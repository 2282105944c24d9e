import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { judgeRun } from '../../src/execution/judge-run.ts';
import { noLeak } from '../../src/properties/contract/no-leak.ts';
import { selfContained } from '../../src/properties/contract/self-contained.ts';
import { terminates } from '../../src/properties/contract/terminates.ts';
import { FIELDS } from '../../src/properties/model/fields.ts';
import { MODEL_PROPERTIES } from '../../src/properties/model/index.ts';
import {
  consequenceOf,
  evidenceFor,
  PROPERTIES,
  propertiesOf,
  RELATIONS,
} from '../../src/properties/registry.ts';
import { findSubject, type Subject, summaryOf } from '../../src/subjects/index.ts';
import type { View } from '../../src/trace/ops/view.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../src/trace/trace.ts';
import { traceOf } from '../campaign/subjects.ts';

const article = findSubject('article');
const record = findSubject('record');

function skipped(
  id: string,
  subject: Subject,
  modes: readonly BufferingMode[] = subject.modes,
  isolated = true,
  view: View = 'native',
): string | null {
  const entry = PROPERTIES.find((each) => each.id === id);
  if (entry === undefined) throw new Error(`no property ${id}`);
  return entry.skipped({ subject: summaryOf(subject), modes, view, isolated });
}

/** Relations that a property consists of: contract/no-leak is judged in each run as well. */
const ALONE = RELATIONS.map(({ property }) => property).filter((property) => property !== noLeak.id);

const MODEL = ['model/status', 'model/information', 'model/data', 'model/iosb', 'model/position'];

describe('the list of properties', () => {
  it('has every judge and every relation, in the order of their verdicts', () => {
    const run = new Executor(article).execute(traceOf('direct', []));
    const context = { model: article.model, deviceNames: article.deviceNames, exclusive: false };
    const judged = judgeRun(run, context).verdicts.map(({ property }) => property);
    const pairs = ALONE.filter((id) => id.startsWith('contract/'));
    const related = ALONE.filter((id) => id.startsWith('metamorphic/'));
    const watched = [terminates.id, selfContained.id];
    expect(propertiesOf('native').map(({ id }) => id)).toEqual([...judged, ...pairs, ...watched, ...related]);
  });

  it('has the judges of programs in the Win32 view, and what others judge there too', () => {
    const trace = { ...traceOf('direct', []), setting: settingOf('direct', { view: 'win32' }) };
    const context = { model: article.model, deviceNames: article.deviceNames, exclusive: false };
    const judged = judgeRun(new Executor(article).execute(trace), context).verdicts;
    const ids = propertiesOf('win32').map(({ id }) => id);
    expect(ids.slice(0, judged.length)).toEqual(judged.map(({ property }) => property));
    const others = propertiesOf('native').map(({ id }) => id);
    expect(ids.filter((id) => !id.startsWith('win32/'))).toEqual(
      others.filter((id) => !id.startsWith('model/')),
    );
  });

  it('has each of them once', () => {
    const ids = PROPERTIES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fields and relations name the property that they are of', () => {
    for (const property of PROPERTIES) {
      if ('relation' in property) expect(property.relation).toMatchObject({ property: property.id });
      if ('field' in property) expect(property.field).toMatchObject({ property: property.id });
    }
  });

  it('each field has a place of its own in the walk, which goes on from one to the next', () => {
    const places = FIELDS.map(({ place }) => place);
    expect(places).toEqual([...new Set(places)].sort((left, right) => left - right));
    expect(FIELDS).toHaveLength(MODEL_PROPERTIES.filter((property) => 'field' in property).length);
  });

  it('what shows a breach of an unknown property is a remark about the driver', () => {
    expect(evidenceFor('contract/unknown')).toEqual({ marks: [], seenBy: 'driver' });
  });

  it('every property has a consequence, and an unknown one has none', () => {
    const reason = 'any';
    for (const { id } of PROPERTIES) expect(consequenceOf({ property: id, reason }), id).not.toBe('');
    expect(consequenceOf({ property: 'model/unknown', reason })).toBe('');
  });

  it('nothing is skipped for a driver with model, records, faults, payloads and every mode', () => {
    const driver = { ...record, generation: { ...record.generation, payloads: true } };
    for (const { id } of PROPERTIES) expect(skipped(id, driver), id).toBeNull();
  });

  it.each(MODEL)('%s needs a model', (id) => {
    expect(skipped(id, { ...article, model: null })).toBe('no model of the device');
    expect(skipped(id, article)).toBeNull();
  });

  it('model/data needs a mode in which data moves', () => {
    expect(skipped('model/data', article, ['neither'])).toBe('the device moves no data in this mode');
    expect(skipped('model/data', article, ['neither', 'direct'])).toBeNull();
  });

  it('model/user-ptr needs typed values, and no model', () => {
    expect(skipped('model/user-ptr', article)).toBe('the driver moves no typed values');
    expect(skipped('model/user-ptr', { ...record, model: null })).toBeNull();
  });

  it('contract/survives-faults needs faults', () => {
    const without = { ...article, generation: { recordKeys: false, faults: false } };
    expect(skipped('contract/survives-faults', without)).toBe('no faults are injected');
    for (const mode of BUFFERING_MODES)
      expect(skipped('contract/survives-faults', article, [mode])).toBeNull();
  });

  it.each([
    'complete-once',
    'completed-or-pending',
    'status-agrees',
    'no-touch-after-complete',
    'information-bounded',
    'in-bounds',
  ])('contract/%s always applies', (name) => {
    const least = { ...article, model: null, generation: { recordKeys: false, faults: false } };
    for (const mode of BUFFERING_MODES) expect(skipped(`contract/${name}`, least, [mode])).toBeNull();
  });

  it.each([terminates.id, selfContained.id])('%s needs a worker', (id) => {
    expect(skipped(id, article, ['direct'], false)).toBe(
      'the driver runs in this process, without a watchdog',
    );
    expect(skipped(id, article, ['direct'])).toBeNull();
  });

  it.each(ALONE)('%s is skipped where a limit is declared', (property) => {
    const limits = [{ property, reason: 'as documented' }];
    expect(skipped(property, { ...article, limits })).toBe('declared: as documented');
    const other = RELATIONS.find((relation) => relation.property !== property)?.property ?? '';
    expect(skipped(other, { ...article, limits })).toBeNull();
  });

  it('contract/read-only-respected needs MDLs, and contract/no-double-fetch memory of the caller', () => {
    for (const mode of ['buffered', 'neither'] as const) {
      expect(skipped('contract/read-only-respected', article, [mode])).toBe(
        'no pages are locked for reading in this mode',
      );
    }
    expect(skipped('contract/read-only-respected', article, ['neither', 'direct'])).toBeNull();
    const id = 'contract/no-double-fetch';
    expect(skipped(id, article, ['buffered'])).toBe('buffered data is fetched by the I/O manager');
    expect(skipped(id, article, ['buffered', 'neither'])).toBeNull();
    expect(skipped(id, article, ['direct'])).toBeNull();
  });

  it('metamorphic/buffering-mode needs both modes', () => {
    const id = 'metamorphic/buffering-mode';
    expect(skipped(id, article, ['neither'])).toBe('neither mode has nothing to be compared with');
    expect(skipped(id, article, ['direct'])).toBeNull();
    for (const modes of [['direct'], ['buffered'], ['buffered', 'neither']] as const) {
      expect(skipped(id, { ...article, modes })).toBe('the driver does not have both modes');
    }
  });

  it.each(ALONE)('%s compares no runs of programs', (property) => {
    expect(skipped(property, record, record.modes, true, 'win32')).toMatch(
      /^runs of system calls are compared/,
    );
  });

  it('programs have no faults, and no keys', () => {
    const inWin32 = (id: string, subject: Subject): string | null =>
      skipped(id, subject, subject.modes, true, 'win32');
    expect(inWin32('contract/survives-faults', article)).toBe('no faults are injected in the Win32 view');
    expect(inWin32('win32/data', record)).toBe('no call has the key that the device goes by');
    expect(inWin32('win32/data', article)).toBeNull();
    expect(inWin32('win32/data', { ...article, model: null })).toBe('no model of the device');
    expect(skipped('win32/data', article, ['neither'], true, 'win32')).toBe(
      'the device moves no data in this mode',
    );
  });

  it('relations are counted in calls, and filter in IRPs', () => {
    const units = PROPERTIES.filter(({ id }) => id.startsWith('metamorphic/')).map(({ unit }) => unit);
    expect(units).toEqual(['calls', 'calls', 'calls', 'IRPs', 'calls']);
  });

  it('names what only the driver gives an occasion for', () => {
    const optional = PROPERTIES.flatMap(({ id, optional }) => (optional === undefined ? [] : [id]));
    const setting = {
      subject: summaryOf(article),
      modes: article.modes,
      isolated: true,
      view: 'native',
    } as const;
    for (const { id, optional: reason } of PROPERTIES) {
      const said = reason === undefined ? null : reason(setting);
      if (said !== null) expect(said, id).toMatch(/^(?:the|no) \w+/);
    }
    expect(optional).toEqual([
      'model/user-ptr',
      'contract/status-agrees',
      'contract/information-bounded',
      'contract/caller-address',
      'contract/lock-released',
      'contract/mdl-use',
      'contract/survives-faults',
      'contract/no-disclosure',
      'contract/no-double-fetch',
      'contract/no-data-lost',
    ]);
  });
});
