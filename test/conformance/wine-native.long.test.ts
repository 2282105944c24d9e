import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_USE_FILE_POINTER_POSITION } from '../../src/nt/byte-offset.ts';
import { METHOD_NEITHER, methodOf } from '../../src/nt/control-code.ts';
import type { Subject } from '../../src/subjects/index.ts';
import type { PerformedCall } from '../../src/trace/finding/evidence.ts';
import { sample } from './amount.ts';
import { irpcheck, ROOT } from './dist.ts';
import { mingw, wine } from './tools.ts';
import { agrees, exportedTraces, namesOf, verdictsOf } from './wine/exported-traces.ts';
import { isChance } from './wine/known-differences.ts';
import { WineMachine } from './wine/programs.ts';

/** Images of drivers, loaded by another kernel than ours, against what their TypeScript twins answer. */

const MINGW = mingw();
const WINE = wine();
const { exportTrace, findSubject } = irpcheck;

/** Of an image as many traces are performed that meet nothing but what agrees; others are as many at most. */
const KEPT = 4;

/**
 * Those whose device is buffered: Wine builds requests of other modes in a way of its own. Without `cookie`, which it gives
 * none.
 */
const TWINS: readonly (readonly [image: string, twin: string])[] = [
  ['article-buffered', 'wdm-article'],
  ['virtual', 'wdm-article'],
  ['ramdisk-buffered', 'disk'],
  ['mailbox-buffered', 'mailbox'],
  ['zeros-buffered', 'zero'],
  ['contexts-buffered', 'per-file'],
  ['controls', 'controls'],
];

/** With METHOD_NEITHER, Wine gives a driver the addresses of copies. */
function withoutNeither(subject: Subject): Subject {
  const { generation } = subject;
  const controls = generation.controls?.filter(({ code }) => methodOf(code) !== METHOD_NEITHER);
  return controls === undefined ? subject : { ...subject, generation: { ...generation, controls } };
}

/** Whether Wine passes a call on as it is. It keeps positions to itself, and asks no driver for them. */
function isComparable({ call }: PerformedCall): boolean {
  if ('code' in call) return methodOf(call.code) !== METHOD_NEITHER && !isChance(call);
  const isTransfer = call.call === 'NtReadFile' || call.call === 'NtWriteFile';
  return !isTransfer || (call.offset !== null && call.offset !== FILE_USE_FILE_POINTER_POSITION);
}

describe.skipIf(MINGW.isMissing || WINE.isMissing)(
  `images of drivers in Wine${MINGW.note}${WINE.note}`,
  () => {
    let machine: WineMachine;

    beforeAll(() => {
      machine = new WineMachine();
    });

    afterAll(() => machine.close());

    it.each(sample(TWINS, 3))(
      '%s answers as %s does, but where Wine is known to differ',
      async (image, twin) => {
        const exported = await exportedTraces({
          subject: withoutNeither(findSubject(twin)),
          drawn: 250,
          kept: KEPT,
          isKept: (calls) => calls.every(isComparable),
        });
        expect(exported.length).toBeGreaterThan(KEPT);
        const programs = await machine.buildPrograms(exported.map(({ trace }) => exportTrace(trace, 'c')));
        const ran = machine.run(join(ROOT, `fixtures/native/images/${image}.sys`), programs);
        const names = ran.map((each, index) => namesOf(each, exported[index]?.calls ?? []));
        expect(names.flat().filter((name) => name.startsWith('unknown'))).toEqual([]);
        const mustAgree = exported.map(({ calls }) => agrees(calls));
        expect(names.filter((_, index) => mustAgree[index]).flat()).toEqual([]);
        expect(ran.flatMap(verdictsOf).filter((verdict) => verdict === 'ok').length).toBeGreaterThan(20);
      },
    );
  },
);
