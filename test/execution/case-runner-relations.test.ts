import { describe, expect, it } from 'vitest';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Mdl, NULL_VA } from '../../src/impl/ddi/index.ts';
import type { Device, Result, WriteRequest } from '../../src/impl/framework/index.ts';
import { alignment } from '../../src/properties/metamorphic/alignment.ts';
import { bufferingMode } from '../../src/properties/metamorphic/buffering-mode.ts';
import { RELATIONS } from '../../src/properties/registry.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { driverOf, open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';
import { aligned, RELATION_KEY, unaligned, verbatim } from './case-runner.setup.ts';

describe('CaseRunner', () => {
  it('a declared limit exempts a driver from the relation', () => {
    const limits = [{ property: 'metamorphic/alignment', reason: 'needs sectors' }];
    const runner = new CaseRunner({ ...verbatim, limits });
    expect(runner.relations).toEqual(RELATIONS.filter((relation) => relation !== alignment.relation));
    expect(runner.breachWith(unaligned, RELATION_KEY)).toBeNull();
    expect(runner.breaches(unaligned).map(({ property }) => property)).not.toContain('metamorphic/alignment');
  });

  it('without limits every relation holds', () => {
    expect(new CaseRunner(verbatim).relations).toEqual(RELATIONS);
  });

  it('variants in a mode that the driver does not have are left out', () => {
    expect(new CaseRunner(verbatim).variants(bufferingMode.relation, aligned)).toHaveLength(1);
    const directOnly = new CaseRunner({ ...verbatim, modes: ['direct'] });
    expect(directOnly.variants(bufferingMode.relation, aligned)).toEqual([]);
    expect(directOnly.variants(alignment.relation, aligned)).toEqual(alignment.relation.variants(aligned));
  });

  it('a run stays valid while its variants are executed', () => {
    const runner = new CaseRunner(findSubject('article'));
    const trace = traceOf('direct', [open(), write({ length: 64 }), read({ length: 64 })]);
    const { run } = runner.run(trace);
    const before = run.observations[2]?.buffer?.slice();
    for (const relation of runner.relations) {
      for (const variant of runner.variants(relation, trace)) {
        expect(runner.compare(relation, run, variant).comparison.breach).toBeNull();
      }
    }
    expect(before?.[0]).toBe(1);
    expect(run.observations[2]?.buffer).toEqual(before);
  });
});

/** Touches address 0 when a direct buffer does not begin on a page. */
class UnalignedCrash extends ArticleDevice {
  override write(device: Device, request: WriteRequest): Result<void> {
    const irp = request.irp();
    const mdl = Mdl.at(irp.memory, irp.mdlAddress);
    if (mdl !== null && mdl.byteOffset !== 0) irp.memory.readU8(NULL_VA);
    return super.write(device, request);
  }
}

it('a bug check that a variant alone ends in is named by its contract', () => {
  const runner = new CaseRunner(subjectOf(driverOf(() => new UnalignedCrash())));
  const trace = traceOf('direct', [open(), write({ length: 1 })]);
  const { run, judgement } = runner.run(trace);
  expect(judgement.verdicts.flatMap(({ breach }) => breach ?? [])).toEqual([]);
  const [variant] = runner.variants(alignment.relation, trace);
  if (variant === undefined) throw new Error('no variant');
  const { comparison, contract } = runner.compare(alignment.relation, run, variant);
  expect(comparison.breach).toBeNull();
  expect(contract.flatMap(({ breach }) => breach ?? [])).toMatchObject([
    { property: 'contract/in-bounds', reason: 'access-violation-in-IRP_MJ_WRITE' },
  ]);
});
