import { describe, expect, it } from 'vitest';
import { reachableArms } from '../../src/execution/model-arms.ts';
import { articleModel } from '../../src/model/devices/article.ts';
import { MODEL_ARMS } from '../../src/model/io-manager.ts';
import { WIN32_ARMS } from '../../src/model/win32/program.ts';
import { builtInSubjects, findSubject, type Generation, summaryOf } from '../../src/subjects/index.ts';
import type { ArmReaches } from '../../src/trace/arm-reach.ts';
import type { View } from '../../src/trace/ops/view.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../src/trace/trace.ts';

const article = summaryOf(findSubject('article'));
const exclusive = summaryOf(findSubject('article-exclusive'));

describe('reachableArms', () => {
  it('without a model there are none', () => {
    expect(reachableArms({ ...article, modelArms: null }, BUFFERING_MODES)).toEqual([]);
  });

  it.each(['article-exclusive', 'record', 'default-callbacks'])(
    '%s in every mode, with faults and exclusive: all arms, in the model’s order',
    (name) => {
      const found = summaryOf(findSubject(name));
      const subject = { ...found, exclusive: true, generation: { ...found.generation, faults: true } };
      const own = MODEL_ARMS.filter(
        (arm) =>
          arm.startsWith('R19 own') ||
          arm.startsWith('R43') ||
          arm === 'R45 pended' ||
          arm === 'R41 buffer gone',
      );
      const all = [...MODEL_ARMS.filter((arm) => !own.includes(arm)), ...(subject.modelArms ?? [])];
      expect(reachableArms(subject, BUFFERING_MODES)).toEqual(all);
    },
  );

  it.each([
    ['R36 buffered read', ['buffered']],
    ['R39 lock', ['direct']],
    ['R41 neither', ['neither']],
    ['R47 no copy-back', ['direct', 'neither']],
    ['M3 stores all', ['buffered', 'direct']],
    ['M5 stores nothing', ['neither']],
    ['R9 opened', ['buffered', 'direct', 'neither']],
    ['M3 end of file', ['buffered', 'direct', 'neither']],
  ])('%s belongs to %j', (arm, modes) => {
    const reached = BUFFERING_MODES.filter((mode) => reachableArms(article, [mode]).includes(arm));
    expect(reached).toEqual(modes);
  });

  it('without faults the arms of faults are left out', () => {
    const generation = { recordKeys: false, faults: false };
    const arms = reachableArms({ ...article, generation }, BUFFERING_MODES);
    const withFaults = reachableArms(article, BUFFERING_MODES);
    expect(withFaults.filter((arm) => !arms.includes(arm))).toEqual([
      'R8 IRP allocation',
      'R20.8 IRP allocation',
      'R36 SystemBuffer allocation',
      'R38 SystemBuffer allocation',
      'R39 MDL allocation',
      'R74 mapping fails',
      'R46 copy-back fails',
      'M10 not mapped',
    ]);
  });

  it('a device that locks pages itself has arms for that in neither mode', () => {
    const disk = findSubject('disk');
    expect(reachableArms(summaryOf(disk), ['buffered'])).not.toContain('R75 not mapped');
    expect(reachableArms(summaryOf(disk), ['direct'])).not.toContain('R70 no MDL');
  });

  it('a device that is sent control requests has their arms, those of faults with faults alone', () => {
    const controls = summaryOf(findSubject('controls'));
    const ofControls = (subject: typeof controls, view?: View): string[] =>
      reachableArms(subject, ['direct'], view).filter((arm) => arm.startsWith('R43'));
    expect(ofControls(controls)).toHaveLength(14);
    const { controls: known = [] } = controls.generation;
    const generation = { recordKeys: false, faults: false, controls: known };
    const withoutFaults = ofControls({ ...controls, generation });
    expect(ofControls(controls).filter((arm) => !withoutFaults.includes(arm))).toEqual([
      'R43 SystemBuffer allocation',
      'R43 MDL allocation',
    ]);
    // No faults are injected in the Win32 view.
    expect(ofControls(controls, 'win32')).toEqual(withoutFaults);
    expect(ofControls(article)).toEqual([]);
  });

  it('a model without control leaves the answer to the device', () => {
    const controls = findSubject('controls');
    const { control: _, ...model } = controls.model ?? articleModel;
    expect(reachableArms(summaryOf(controls), BUFFERING_MODES)).not.toContain('R19 own control');
    expect(reachableArms(summaryOf({ ...controls, model }), BUFFERING_MODES)).toContain('R19 own control');
    const silent = summaryOf({ ...findSubject('article'), model: { ...articleModel } });
    expect(reachableArms(silent, BUFFERING_MODES)).not.toContain('R19 own control');
  });

  it.each([
    ['flush', 'R19 own flush'],
    ['queryInformation', 'R19 own query'],
    ['setInformation', 'R19 own set'],
  ] as const)('a model without %s leaves its answer to the device', (name, arm) => {
    const mailbox = findSubject('mailbox');
    const { [name]: _, ...model } = mailbox.model ?? articleModel;
    expect(reachableArms(summaryOf(mailbox), BUFFERING_MODES)).not.toContain(arm);
    expect(reachableArms(summaryOf({ ...mailbox, model }), BUFFERING_MODES)).toContain(arm);
  });

  it.each(builtInSubjects.map(({ name, model }) => [name, model] as const))(
    'what %s says of arms is of arms that it lists',
    (_name, model) => {
      expect(Object.keys(model?.reach ?? {}).filter((arm) => !model?.arms.includes(arm))).toEqual([]);
    },
  );

  it('a model says of its own arms what it takes, of any names', () => {
    const modelArms = ['calls', 'direct', 'fault', 'constructor', 'R36 buffered read'];
    const modelReach: ArmReaches = {
      direct: { modes: ['direct'] },
      fault: { modes: ['direct', 'neither'], needs: 'fault' },
    };
    const own = (modes: readonly BufferingMode[], generation: Generation): readonly string[] =>
      reachableArms({ ...article, modelArms, modelReach, generation }, modes).slice(
        reachableArms({ ...article, modelArms: [], generation }, modes).length,
      );
    const without = { recordKeys: false, faults: false };
    expect(own(['buffered'], without)).toEqual(['calls', 'constructor', 'R36 buffered read']);
    expect(own(['direct'], without)).toEqual(['calls', 'direct', 'constructor', 'R36 buffered read']);
    expect(own(['neither'], { ...without, faults: true })).toEqual([
      'calls',
      'fault',
      'constructor',
      'R36 buffered read',
    ]);
    expect(own(['direct'], { ...without, faults: true })).toEqual(modelArms);
  });

  it('only an exclusive device is refused for being open', () => {
    expect(reachableArms(article, ['direct'])).not.toContain('R4 exclusive');
    expect(reachableArms(exclusive, ['direct'])).toContain('R4 exclusive');
  });
});

describe('reachableArms, in the Win32 view', () => {
  const all = reachableArms(article, BUFFERING_MODES, 'win32');

  it('lists every arm of the view, once, after those of system calls', () => {
    expect(new Set(all).size).toBe(all.length);
    const without = ['W1b pending', 'W1f told by the device'];
    const own = WIN32_ARMS.filter((arm) => !without.includes(arm) && !/^W1[gh] /.test(arm));
    expect(all.slice(-own.length)).toEqual(own);
  });

  it('what a device tells is reached where its model does not', () => {
    const { queryInformation: _, ...model } = articleModel;
    const arms = reachableArms(summaryOf({ ...findSubject('article'), model }), BUFFERING_MODES, 'win32');
    expect(arms).toContain('W1f told by the device');
  });

  it('has the arms of DeviceIoControl for a device that is sent control requests', () => {
    const { control: _, ...model } = articleModel;
    const controls = { ...findSubject('controls'), model };
    const ofControls = (subject: typeof article): string[] =>
      reachableArms(subject, BUFFERING_MODES, 'win32').filter((arm) => /^W1[gh] /.test(arm));
    expect(ofControls(article)).toEqual([]);
    expect(ofControls(summaryOf(findSubject('controls')))).toEqual(['W1g success', 'W1g error']);
    expect(ofControls(summaryOf(controls))).toEqual(['W1g success', 'W1g error', 'W1g left open']);
  });

  it('leaves out what only faults, duplicates and exclusive devices lead to', () => {
    const left = MODEL_ARMS.filter((arm) => !all.includes(arm));
    expect(left.filter((arm) => !arm.startsWith('R19 own') && !arm.startsWith('R43'))).toEqual([
      'R4 exclusive',
      'R6 appends unbuffered',
      'R8 IRP allocation',
      'R11 duplicated',
      'R11 handle closed',
      'R31 alignment',
      'R20.8 IRP allocation',
      'R36 SystemBuffer allocation',
      'R38 SystemBuffer allocation',
      'R39 MDL allocation',
      'R41 buffer gone',
      'R74 mapping fails',
      'R45 pended',
      'R46 copy-back fails',
      'R28 negative position',
    ]);
  });

  it('goes by what a model says of its own arms', () => {
    const modelArms = ['any', 'native', 'programs', 'fault'];
    const modelReach: ArmReaches = {
      native: { views: ['native'] },
      programs: { views: ['win32'], modes: ['direct'] },
      fault: { needs: 'fault' },
    };
    const own = (mode: BufferingMode, view: View): readonly string[] =>
      reachableArms({ ...article, modelArms, modelReach }, [mode], view).filter((arm) =>
        modelArms.includes(arm),
      );
    expect(own('direct', 'native')).toEqual(['any', 'native', 'fault']);
    expect(own('direct', 'win32')).toEqual(['any', 'programs']);
    expect(own('buffered', 'win32')).toEqual(['any']);
  });

  it('goes by the modes', () => {
    expect(reachableArms(article, ['direct'], 'win32')).not.toContain('R36 buffered read');
  });
});
