import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BufferingMode, CampaignResult, Session } from '../../src/index.ts';
import { irpcheck } from './dist.ts';

type Modes = readonly BufferingMode[];

/** What a driver does, and in which modes: what it never does gives some properties nothing to judge. */
interface Deeds {
  /** Moves bytes between callers and its device. */
  readonly movesData: Modes;
  /** Makes, maps or locks MDLs. */
  readonly usesMdls: Modes;
  /** Reads from memory that its caller can change meanwhile. */
  readonly fetches: Modes;
  readonly movesTypedValues?: boolean;
  readonly takesSpinLocks?: boolean;
  /** Is sent control requests, whose methods have buffers of their own whatever the mode. */
  readonly takesControls?: boolean;
  /** Cases in each mode where 1,800 do not reach every arm of the model. */
  readonly cases?: number;
  /** Arms that its control codes hardly lead to, by their methods. */
  readonly seldom?: readonly string[];
  /** Runs short of nothing: no faults are generated for it. */
  readonly isSpared?: boolean;
}

const ALL: Modes = ['buffered', 'direct', 'neither'];
const UNBUFFERED: Modes = ['direct', 'neither'];

/** The article's device, which takes no notice of UserBuffer (M5). */
const ARTICLE: Deeds = {
  movesData: ['buffered', 'direct'],
  usesMdls: ['direct'],
  fetches: ['direct'],
};
/** Locks the caller's pages itself in neither mode. */
const LOCKING: Deeds = {
  movesData: ALL,
  usesMdls: UNBUFFERED,
  fetches: UNBUFFERED,
};

/** Drivers that must stay clean, each judged on its own in every mode. */
const CORRECT: Readonly<Record<string, Deeds>> = {
  article: ARTICLE,
  'article-exclusive': ARTICLE,
  record: { ...ARTICLE, movesTypedValues: true },
  'default-callbacks': { movesData: [], usesMdls: [], fetches: [], isSpared: true },
  'wdm-article': ARTICLE,
  disk: { ...LOCKING, takesSpinLocks: true },
  // It allocates a block for each message, and guards its access to UserBuffer instead of locking it.
  mailbox: { ...LOCKING, usesMdls: ['direct'] },
  partial: { ...LOCKING, usesMdls: ALL },
  // Of what is written it touches the pages of UserBuffer alone, and in buffered mode nothing can fail.
  zero: {
    movesData: ALL,
    usesMdls: ['direct'],
    fetches: ['neither'],
  },
  'per-file': LOCKING,
  // It fetches from SystemBuffers alone; by codes near its own MDLs are mapped for it before it looks at the code.
  'article-controls': {
    movesData: ALL,
    usesMdls: ALL,
    fetches: [],
    takesControls: true,
    movesTypedValues: true,
    cases: 2_000,
    seldom: ['R43 MDL allocation'],
  },
  controls: { movesData: ALL, usesMdls: ALL, fetches: ALL, takesControls: true },
  // It is told of MDLs by codes near its own alone, and looks at none.
  structures: {
    movesData: ALL,
    usesMdls: [],
    fetches: ALL,
    takesControls: true,
    cases: 12_000,
    seldom: ['R43 MDL allocation'],
  },
  // Without a code of a direct method, it is told of MDLs as structures is; it fetches from SystemBuffers alone.
  settings: {
    movesData: ALL,
    usesMdls: [],
    fetches: [],
    takesControls: true,
    cases: 3_000,
    seldom: ['R43 MDL allocation'],
  },
  upload: {
    movesData: ALL,
    usesMdls: ALL,
    fetches: ALL,
    takesControls: true,
    cases: 3_000,
  },
  download: {
    movesData: ALL,
    usesMdls: ALL,
    fetches: [],
    takesControls: true,
    cases: 3_000,
    seldom: ['download not mapped'],
  },
  sorter: {
    movesData: ALL,
    usesMdls: [],
    fetches: ALL,
    takesControls: true,
    cases: 3_000,
    seldom: ['R43 MDL allocation'],
  },
  budget: {
    movesData: ALL,
    usesMdls: [],
    fetches: [],
    takesControls: true,
    takesSpinLocks: true,
    cases: 3_000,
    seldom: ['R43 MDL allocation'],
  },
};
const SEED = 20_240_501;
const CASES = 1800;

/** The properties that have nothing to judge in a mode; any other skip is a gap in the gate. */
function skipsOf(deeds: Deeds, mode: BufferingMode): string[] {
  const judged: readonly [property: string, does: boolean][] = [
    ['model/data', deeds.movesData.includes(mode)],
    ['contract/no-disclosure', deeds.movesData.includes(mode)],
    ['contract/mdl-use', deeds.usesMdls.includes(mode)],
    ['contract/no-double-fetch', deeds.fetches.includes(mode)],
    ['contract/caller-address', mode === 'neither' || deeds.takesControls === true],
    // Each of them says so where it does not get what it asks for.
    ['contract/no-data-lost', false],
    ['model/user-ptr', deeds.movesTypedValues === true],
    ['contract/lock-released', deeds.takesSpinLocks === true],
    ['contract/survives-faults', deeds.isSpared !== true],
    // In no other mode has a write an MDL that the I/O manager locked for reading; a control request may.
    ['contract/read-only-respected', mode === 'direct' || deeds.takesControls === true],
    // It is compared with the other of the two modes.
    ['metamorphic/buffering-mode', mode !== 'neither'],
  ];
  return judged.flatMap(([property, does]) => (does ? [] : property));
}

const NATIVE = irpcheck.PROPERTIES.filter(({ views }) => views.includes('native')).map(({ id }) => id);

describe.each(Object.entries(CORRECT))('%s', (name, deeds) => {
  let session: Session | null = null;

  beforeAll(async () => {
    session = await irpcheck.openSession({ source: await irpcheck.subjectSource(name, null) });
  });

  afterAll(() => session?.close());

  describe.each(irpcheck.findSubject(name).modes)('%s', (mode) => {
    let result: CampaignResult;

    beforeAll(async () => {
      if (session === null) throw new Error('the driver was not loaded');
      const { cases = CASES } = deeds;
      result = await session.runCampaign({ modes: [mode], cases, seed: SEED });
    });

    const skipped = skipsOf(deeds, mode);
    it.each(NATIVE)('%s', (id) => {
      const property = result.properties.find((each) => each.id === id);
      expect(property).toMatchObject(
        skipped.includes(id) ? { verdict: 'skipped' } : { verdict: 'ok', breaches: 0 },
      );
      if (!skipped.includes(id)) expect(property?.compared).toBeGreaterThan(0);
    });

    it('conforms, and every arm of the model that can be reached is', () => {
      expect(result.conclusion).toBe('conforms');
      const unreached = Object.keys(result.modelArms).filter((arm) => result.modelArms[arm] === 0);
      const { seldom = [] } = deeds;
      expect(unreached.filter((arm) => !seldom.includes(arm))).toEqual([]);
    });
  });
});
