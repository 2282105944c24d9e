import { describe, expect, it } from 'vitest';
import { breachesOf, map, partial, poolMdl, TAG, type Use } from './mdl-use.setup.ts';
import { bugCheck, irp, judge, runOf } from './runs.ts';

describe('a driver that', () => {
  it('uses its MDLs in order is not accused', () => {
    const use: Use = (ddi, request, va) => {
      const part = partial(ddi, request, va);
      ddi.MmUnmapLockedPages(map(ddi, part), part);
      ddi.MmPrepareMdlForReuse(part);
      ddi.IoFreeMdl(part);
      map(ddi, request.mdlAddress);
      const mdl = poolMdl(ddi);
      const block = map(ddi, mdl);
      ddi.IoFreeMdl(mdl);
      ddi.ExFreePoolWithTag(block, TAG);
    };
    expect(breachesOf(use)).toEqual([]);
  });
});

describe('what is compared', () => {
  it('calls of MDL routines', () => {
    expect(judge('mdl-use', runOf({ mdlCalls: 7 }))).toMatchObject({ compared: 7, breach: null });
    expect(judge('mdl-use', runOf({ mdlCalls: 0 })).compared).toBe(0);
  });

  it('a bug check under a fault is for contract/survives-faults', () => {
    const stop = { ...bugCheck(0xc4), parameters: ['0xb6'] };
    expect(judge('mdl-use', runOf({ bugCheck: stop })).breach).toMatchObject({ reason: '0xc4-0xb6', op: 1 });
    expect(judge('mdl-use', runOf({ requests: [irp({ faulted: true })], bugCheck: stop })).breach).toBeNull();
  });

  it.each([
    [0xc4, '0x60'],
    [0xc4, '0x62'],
    [0x76, '0x0'],
    [0x4e, '0x1'],
    [0x3f, '0x0'],
  ])('bug check %d, %s is none of its business', (code, first) => {
    const stop = { ...bugCheck(code), parameters: [first] };
    expect(judge('mdl-use', runOf({ bugCheck: stop })).breach).toBeNull();
    const unreturned = irp({ returned: null, completions: 0 });
    const { breach } = judge('completed-or-pending', runOf({ requests: [unreturned], bugCheck: stop }));
    expect(breach?.reason).toBe(`bug-check-0x${code.toString(16)}`);
  });
});
