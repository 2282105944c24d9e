import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/campaign/execute.ts';
import { judgeRun } from '../../src/campaign/judge-run.ts';
import { PROPERTIES, propertiesOf, SELF_CONTAINED, TERMINATES } from '../../src/campaign/property-list.ts';
import { CONTRACT_RELATIONS } from '../../src/properties/contract/relations.ts';
import { consequenceOf } from '../../src/properties/documentation/index.ts';
import { METAMORPHIC_RELATIONS } from '../../src/properties/metamorphic/index.ts';
import { RELATIONS } from '../../src/properties/relations.ts';
import { findSubject, type Subject, summaryOf } from '../../src/subjects/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../src/trace/trace.ts';
import { traceOf } from './subjects.ts';

const article = findSubject('article');
const record = findSubject('record');

function skipped(
  id: string,
  subject: Subject,
  modes: readonly BufferingMode[] = subject.modes,
  isolated = true,
): string | null {
  const entry = PROPERTIES.find((each) => each.id === id);
  if (entry === undefined) throw new Error(`no property ${id}`);
  return entry.skipped({ subject: summaryOf(subject), modes, view: 'native', isolated });
}

const MODEL = ['model/status', 'model/information', 'model/data', 'model/iosb', 'model/position'];

describe('the list of properties', () => {
  it('has every judge and every relation, in the order of their verdicts', () => {
    const run = new Executor(article).execute(traceOf('direct', []));
    const context = { model: article.model, deviceNames: article.deviceNames, exclusive: false };
    const judged = judgeRun(run, context).verdicts.map(({ property }) => property);
    const pairs = CONTRACT_RELATIONS.map(({ property }) => property);
    const related = METAMORPHIC_RELATIONS.map(({ property }) => property);
    const watched = [TERMINATES, SELF_CONTAINED];
    expect(propertiesOf('native').map(({ id }) => id)).toEqual([...judged, ...pairs, ...watched, ...related]);
  });

  it('has the judges of programs in the Win32 view, and says of relations that they compare none', () => {
    const trace = { ...traceOf('direct', []), setting: settingOf('direct', { view: 'win32' }) };
    const context = { model: article.model, deviceNames: article.deviceNames, exclusive: false };
    const judged = judgeRun(new Executor(article).execute(trace), context).verdicts;
    const ids = propertiesOf('win32').map(({ id }) => id);
    expect(ids.slice(0, judged.length)).toEqual(judged.map(({ property }) => property));
    const setting = {
      subject: summaryOf(article),
      modes: ['direct'],
      view: 'win32',
      isolated: true,
    } as const;
    for (const { property } of RELATIONS) {
      const entry = propertiesOf('win32').find(({ id }) => id === property);
      expect(entry?.skipped(setting), property).toMatch(/^runs of system calls are compared/);
    }
  });

  it('every property has a consequence, and an unknown one has none', () => {
    for (const { id } of PROPERTIES) expect(consequenceOf(id), id).not.toBe('');
    expect(consequenceOf('model/unknown')).toBe('');
  });

  it('nothing is skipped for a driver with model, records, faults and every mode', () => {
    for (const { id } of PROPERTIES) expect(skipped(id, record), id).toBeNull();
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

  it('contract/survives-faults needs faults, and a mode in which one strikes', () => {
    const without = { ...article, generation: { recordKeys: false, faults: false } };
    expect(skipped('contract/survives-faults', without)).toBe('no faults are injected');
    expect(skipped('contract/survives-faults', article, ['buffered', 'neither'])).toBe(
      'no mapping can fail in this mode',
    );
    expect(skipped('contract/survives-faults', article, ['direct'])).toBeNull();
    const disk = findSubject('disk');
    expect(skipped('contract/survives-faults', disk, ['neither'])).toBeNull();
    expect(skipped('contract/survives-faults', disk, ['buffered'])).not.toBeNull();
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

  it.each([TERMINATES, SELF_CONTAINED])('%s needs a worker', (id) => {
    expect(skipped(id, article, ['direct'], false)).toBe(
      'the driver runs in this process, without a watchdog',
    );
    expect(skipped(id, article, ['direct'])).toBeNull();
  });

  it.each(RELATIONS.map(({ property }) => property))(
    '%s is skipped where a limit is declared',
    (property) => {
      const limits = [{ property, reason: 'as documented' }];
      expect(skipped(property, { ...article, limits })).toBe('declared: as documented');
      const other = RELATIONS.find((relation) => relation.property !== property)?.property ?? '';
      expect(skipped(other, { ...article, limits })).toBeNull();
    },
  );

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

  it('relations are counted in calls, and filter in IRPs', () => {
    const units = PROPERTIES.filter(({ id }) => id.startsWith('metamorphic/')).map(({ unit }) => unit);
    expect(units).toEqual(['calls', 'calls', 'calls', 'IRPs', 'calls']);
  });

  it('names what only the driver gives an occasion for', () => {
    const optional = PROPERTIES.flatMap(({ id, optional }) => (optional === undefined ? [] : [id]));
    expect(optional).toEqual([
      'contract/lock-released',
      'contract/mdl-use',
      'contract/survives-faults',
      'contract/no-disclosure',
      'contract/no-double-fetch',
    ]);
  });
});
