import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/index.ts';
import { irpcheck } from './dist.ts';

/** Drivers that must stay clean, each judged on its own in every mode. */
const CORRECT = [
  'article',
  'article-exclusive',
  'record',
  'default-callbacks',
  'wdm-article',
  'disk',
  'mailbox',
  'partial',
  'zero',
  'per-file',
];
const SEED = 20_240_501;
const CASES = 2500;

/** Properties that may be skipped, by driver and mode; any other skip is a gap in the gate. */
const SKIPS: Readonly<Record<string, readonly string[]>> = {
  'article buffered': [
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
  ],
  'article direct': ['model/user-ptr'],
  'article neither': [
    'model/data',
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
    'metamorphic/buffering-mode',
    'contract/mdl-use',
    'contract/no-disclosure',
  ],
  'article-exclusive buffered': [
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
  ],
  'article-exclusive direct': ['model/user-ptr'],
  'article-exclusive neither': [
    'model/data',
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
    'metamorphic/buffering-mode',
    'contract/mdl-use',
    'contract/no-disclosure',
  ],
  'record buffered': ['contract/read-only-respected', 'contract/survives-faults', 'contract/no-double-fetch'],
  'record direct': [],
  'record neither': [
    'model/data',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
    'metamorphic/buffering-mode',
  ],
  'default-callbacks buffered': [
    'model/data',
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
  ],
  'default-callbacks direct': [
    'model/data',
    'model/user-ptr',
    'contract/survives-faults',
    'contract/no-double-fetch',
  ],
  'default-callbacks neither': [
    'model/data',
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
    'metamorphic/buffering-mode',
  ],
  'wdm-article buffered': [
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
  ],
  'wdm-article direct': ['model/user-ptr'],
  'wdm-article neither': [
    'model/data',
    'model/user-ptr',
    'contract/read-only-respected',
    'contract/survives-faults',
    'contract/no-double-fetch',
    'metamorphic/buffering-mode',
    'contract/mdl-use',
    'contract/no-disclosure',
  ],
  'disk buffered': ['model/user-ptr', 'contract/survives-faults'],
  'disk direct': ['model/user-ptr'],
  'disk neither': ['model/user-ptr', 'metamorphic/buffering-mode'],
  'mailbox buffered': ['model/user-ptr'],
  'mailbox direct': ['model/user-ptr'],
  'mailbox neither': ['model/user-ptr', 'metamorphic/buffering-mode'],
  'partial buffered': ['model/user-ptr'],
  'partial direct': ['model/user-ptr'],
  'partial neither': ['model/user-ptr', 'metamorphic/buffering-mode'],
  'zero buffered': ['model/user-ptr', 'contract/survives-faults'],
  'zero direct': ['model/user-ptr'],
  'zero neither': ['model/user-ptr', 'contract/survives-faults', 'metamorphic/buffering-mode'],
  'per-file buffered': ['model/user-ptr', 'contract/survives-faults'],
  'per-file direct': ['model/user-ptr'],
  'per-file neither': ['model/user-ptr', 'metamorphic/buffering-mode'],
};

/** Arms that a device cannot reach by its nature: default callbacks never fail. */
const UNREACHED: Readonly<Record<string, readonly string[]>> = {
  'default-callbacks buffered': ['R49 error'],
  'default-callbacks direct': ['R49 error'],
  'default-callbacks neither': ['R49 error'],
  // There is nothing that fails: nothing is mapped, and the I/O manager has looked at the memory.
  'zero buffered': ['R49 error'],
};

/** Arms that take more cases than these; `npm run soak` reaches them. Sixteen messages at once are rare. */
const RARE: readonly string[] = ['mailbox full'];

for (const name of CORRECT) {
  const subject = irpcheck.findSubject(name);
  for (const mode of subject.modes) {
    describe(`${name}, ${mode}`, () => {
      let result: CampaignResult;

      beforeAll(async () => {
        const session = await irpcheck.openSession({ source: await irpcheck.subjectSource(name, null) });
        result = await session.runCampaign({ modes: [mode], cases: CASES, seed: SEED });
        await session.close();
      });

      const skipped = SKIPS[`${name} ${mode}`] ?? [];
      for (const { id } of irpcheck.PROPERTIES) {
        it(id, () => {
          const property = result.properties.find((each) => each.id === id);
          expect(property).toMatchObject(
            skipped.includes(id) ? { verdict: 'skipped' } : { verdict: 'ok', breaches: 0 },
          );
          if (!skipped.includes(id)) expect(property?.compared).toBeGreaterThan(0);
        });
      }

      it('conforms, and every arm of the model that can be reached is', () => {
        expect(result.conclusion).toBe('conforms');
        const unreached = Object.keys(result.modelArms).filter((arm) => result.modelArms[arm] === 0);
        const expected = UNREACHED[`${name} ${mode}`] ?? [];
        expect(unreached.filter((arm) => !RARE.includes(arm))).toEqual(expected);
      });
    });
  }
}
