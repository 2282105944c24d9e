import { describe, expect, it } from 'vitest';
import type { DeviceModel } from '../../../src/model/device.ts';
import { articleModel } from '../../../src/model/devices/article.ts';
import { diskModel } from '../../../src/model/devices/disk.ts';
import { mailboxModel } from '../../../src/model/devices/mailbox.ts';
import { partialModel } from '../../../src/model/devices/partial.ts';
import { perFileModel } from '../../../src/model/devices/per-file.ts';
import { recordModel } from '../../../src/model/devices/record.ts';
import { zeroModel } from '../../../src/model/devices/zero.ts';
import { judgeModel } from '../../../src/properties/model/judge-model.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../../src/trace/trace.ts';
import { CONFIG, open, read } from '../../model/calls.ts';
import { create, readFile } from '../../model/win32/calls.ts';
import { judgeLast as judgeLastOfProgram, reasonsOf as reasonsOfProgram } from '../win32/runs.ts';
import { CONTEXT, conforming, reasonsOf, runOf } from './runs.ts';

/** A device of which four bytes are read. */
function device(leavesRest: boolean): DeviceModel<unknown> {
  const outcome = { arm: 'M2 all data', status: 0, information: 4, data: new Uint8Array([1, 2, 3, 4]) };
  const model = { ...articleModel, initial: () => null, read: () => [{ ...outcome, next: null }] };
  return { ...model, leavesRest } as DeviceModel<unknown>;
}

const CALLS: readonly Call[] = [open(), read({ length: 6 })];

/** The judgement of a read of six bytes after which one byte is another one. */
function judged(mode: BufferingMode, model: DeviceModel<unknown>, at: number): readonly string[] {
  const observations = conforming({ ...CONFIG, device: model, mode }, CALLS).map((seen) => {
    if (seen.buffer === null || seen.buffer.length === 0) return seen;
    const buffer = seen.buffer.slice();
    buffer[at] = 0;
    return { ...seen, buffer };
  });
  const run = runOf(CALLS, observations);
  const trace = { ...run.trace, setting: settingOf(mode) };
  return reasonsOf(judgeModel({ ...run, trace }, { ...CONTEXT, model }));
}

describe('bytes behind the data of a read (R46, R47)', () => {
  it('are nobody’s in direct and neither mode, unless the model says that they stay', () => {
    expect(
      BUFFERING_MODES.map((mode) => [mode, judged(mode, device(false), 5), judged(mode, device(true), 5)]),
    ).toEqual([
      ['buffered', ['model/data changed-beyond-data'], ['model/data changed-beyond-data']],
      ['direct', [], ['model/data changed-beyond-data']],
      ['neither', [], ['model/data changed-beyond-data']],
    ]);
  });

  it('stay as they were with the devices that copy no more than their data', () => {
    const stays = [articleModel, diskModel, mailboxModel, partialModel, perFileModel, recordModel, zeroModel];
    expect(stays.filter(({ leavesRest }) => leavesRest !== true)).toEqual([]);
  });

  it('the data themselves are compared in every mode', () => {
    for (const mode of BUFFERING_MODES)
      expect(judged(mode, device(false), 3)).toEqual(['model/data wrong-bytes']);
  });

  it.each([
    [5, [], ['win32/data changed-beyond-data']],
    [3, ['win32/data wrong-bytes'], ['win32/data wrong-bytes']],
  ])('a program sees them so too: byte %i', (at, open, kept) => {
    const data = new Uint8Array([1, 2, 3, 4, USER_FILL, USER_FILL]);
    data[at] = 0;
    const reasons = [false, true].map((leavesRest) =>
      reasonsOfProgram(
        judgeLastOfProgram(
          [create(), readFile({ length: 6 })],
          { data },
          { mode: 'direct', device: device(leavesRest) },
        ),
      ),
    );
    expect(reasons).toEqual([open, kept]);
  });
});
