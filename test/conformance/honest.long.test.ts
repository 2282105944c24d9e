import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { DEVICE_NAME, LINK_NAME } from '../../src/drivers/names.ts';
import { wdmDriverModule } from '../../src/drivers/wdm-driver.ts';
import { DDI_TABLE } from '../../src/impl/ddi/table.ts';
import type { DeviceModel } from '../../src/model/device.ts';
import type { Subject } from '../../src/subjects/index.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { amount } from './amount.ts';
import { CleanupEndsAll, InvertedCall, LastInFirstOut, WithoutCleanup } from './honest/pending.ts';
import { HONEST_STYLES, type HonestStyle } from './honest/styles.ts';
import { WAITING } from './honest/waiting.ts';

/** Cases of each driver in a mode, with its model or without. */
const CASES = amount(300, 3000);
const SEED = 1;

function subjectOf(style: HonestStyle, model: DeviceModel<unknown> | null): Subject {
  const {
    name,
    driver,
    modes = BUFFERING_MODES,
    movesNoData = false,
    exclusive = false,
    controls = [],
    limits = [],
  } = style;
  return {
    name,
    description: '',
    deviceNames: [DEVICE_NAME, LINK_NAME],
    openName: LINK_NAME,
    modes,
    exclusive,
    generation: { recordKeys: false, faults: true, payloads: true, controls },
    movesNoData: movesNoData ? modes : [],
    limits,
    driver: wdmDriverModule(driver),
    model,
  };
}

describe.each(HONEST_STYLES.map((style) => [`${style.row} ${style.name}`, style] as const))(
  '%s',
  (_, style) => {
    const { modes = BUFFERING_MODES } = style;
    const models = style.model === null ? [null] : [null, style.model];

    it.each(modes)('is clean in %s mode', async (mode) => {
      for (const model of models) {
        const subject = subjectOf(style, model);
        const result = await runCampaign({ subject, modes: [mode], cases: CASES, seed: SEED });
        const found = result.findings.map(
          ({ property, reason, severity }) => `${severity} ${property} ${reason}`,
        );
        const empty = result.properties.filter(({ verdict }) => verdict === 'vacuous').map(({ id }) => id);
        expect([model === null ? 'no model' : 'model', ...found, ...empty, result.conclusion]).toEqual([
          model === null ? 'no model' : 'model',
          'conforms',
        ]);
        expect(result.calls).toBeGreaterThan(CASES);
      }
    });
  },
);

/** Styles that complete requests later: refused by name, never accused. */
const PENDING: readonly (readonly [
  row: string,
  name: string,
  driver: HonestStyle['driver'],
  exclusive: boolean,
])[] = [
  ['14', 'last in, first out', LastInFirstOut, false],
  ['19', 'inverted call', InvertedCall, false],
  ['33', 'CLEANUP ends all', CleanupEndsAll, true],
  ['35', 'no CLEANUP', WithoutCleanup, false],
];

describe.each(PENDING)('%s %s', (row, name, driver, exclusive) => {
  it.each(BUFFERING_MODES)('is not executed further in %s mode', async (mode) => {
    const subject = subjectOf({ row, name, driver, exclusive, model: null, movesNoData: true }, null);
    const result = await runCampaign({ subject, modes: [mode], cases: CASES, seed: SEED });
    expect(result.findings).toEqual([]);
    expect([result.conclusion, result.refused?.first.operation]).toEqual(['unsupported', 'read']);
  });
});

describe('the table of styles', () => {
  const rows = new Set([...HONEST_STYLES.map(({ row }) => row), ...PENDING.map(([row]) => row)]);

  it('has forty synchronous drivers, in every row', () => {
    expect(HONEST_STYLES.length).toBeGreaterThanOrEqual(40);
    const synchronous = [...rows].filter((row) => row.startsWith('S'));
    expect(synchronous.sort()).toEqual(Array.from({ length: 22 }, (_, index) => `S${index + 1}`).sort());
  });

  it('has every other row as a driver, or as what it waits for', () => {
    const others = [...[...rows].filter((row) => !row.startsWith('S')), ...Object.keys(WAITING)];
    expect(others.map(Number).sort((left, right) => left - right)).toEqual(
      Array.from({ length: 95 }, (_, index) => index + 1),
    );
  });

  it('waits for nothing that there is', () => {
    const routines = new Set<string>(Object.keys(DDI_TABLE));
    const awaited = Object.values(WAITING).flatMap(
      (what) => what.match(/\b(?:Ke|Io|Ex|Ps|Mm)[A-Z]\w+/g) ?? [],
    );
    expect(awaited.filter((name) => routines.has(name))).toEqual([]);
  });
});
