import { describe, expect, it } from 'vitest';
import { reachableWin32Arms } from '../../../src/campaign/win32/reachable-arms.ts';
import { MODEL_ARMS } from '../../../src/model/io-manager.ts';
import { WIN32_ARMS } from '../../../src/model/win32/program.ts';
import { findSubject } from '../../../src/subjects/index.ts';

const article = findSubject('article');
const { required, possible } = reachableWin32Arms(article, article.modes);

describe('reachableWin32Arms', () => {
  it('lists every arm of the view, once', () => {
    const all = [...required, ...possible];
    expect(new Set(all).size).toBe(all.length);
    expect(WIN32_ARMS.filter((arm) => !all.includes(arm))).toEqual([]);
  });

  it('leaves out what only faults, duplicates and exclusive devices lead to', () => {
    const all = [...required, ...possible];
    expect(MODEL_ARMS.filter((arm) => !all.includes(arm))).toEqual([
      'R4 exclusive',
      'R11 duplicated',
      'R11 handle closed',
      'R20.8 IRP allocation',
      'R36 SystemBuffer allocation',
      'R38 SystemBuffer allocation',
      'R39 MDL allocation',
      'R74 mapping fails',
      'R28 negative position',
    ]);
  });

  it('requires what every device leads to, and the arms of the device', () => {
    expect(required).toContain('W1f negative');
    expect(required).toContain('M3 stores 4096');
    expect(possible).toContain('W1a warning');
    expect(reachableWin32Arms(article, ['direct']).required).not.toContain('R36 buffered read');
  });

  it('requires no arm of a device that goes by keys, since no call has one', () => {
    const record = findSubject('record');
    const arms = reachableWin32Arms(record, record.modes);
    expect(arms.required.filter((arm) => arm.startsWith('M6'))).toEqual([]);
    expect(arms.possible).toContain('M6 T too large');
  });

  it('requires no arm of a foreign model, of which only faults may lead to some', () => {
    const model = article.model && { ...article.model, arms: ['not mapped', 'taken'] };
    const arms = reachableWin32Arms({ ...article, model }, article.modes);
    expect(arms.required.filter((arm) => !/^[RW]\d/.test(arm))).toEqual([]);
    expect(arms.possible.slice(0, 3)).toEqual(['R49 error', 'not mapped', 'taken']);
  });
});
