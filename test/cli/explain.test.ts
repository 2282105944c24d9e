import { expect, it } from 'vitest';
import { PROPERTIES } from '../../src/properties/registry.ts';
import { irpcheck } from './fakes.ts';

it('lists every property with a summary, on a line of at most 112 characters', async () => {
  const { exitCode, out, err } = await irpcheck(['explain']);
  expect([exitCode, err]).toEqual([0, '']);
  const lines = out.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(PROPERTIES.map(({ id }) => id));
  for (const line of lines) {
    expect(line).toMatch(/^\S+ {2,}\S.*\S$/);
    expect(line.length).toBeLessThanOrEqual(112);
  }
});

it.each(PROPERTIES.map(({ id }) => id))('says what %s means', async (id) => {
  const { exitCode, out, err } = await irpcheck(['explain', id]);
  expect([exitCode, err]).toEqual([0, '']);
  for (const label of ['Demands', 'Windows', 'Sources', 'Guards', 'Compared', 'Reason codes']) {
    expect(out).toContain(`\n${label}`);
  }
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

it('shows the whole of a property', async () => {
  expect((await irpcheck(['explain', 'contract/survives-faults'])).out).toBe(`contract/survives-faults

Demands   A driver answers a failed mapping, allocation or lock of pages with an error.
Windows   a bug check when the machine is low on resources
Rules     M10, R71, R74, R75, G9 (doc/rules.md)
Sources   - DOC DDI MmGetSystemAddressForMdlSafe, MmProbeAndLockPages
          - DOC WDD kernel/errors-in-direct-i-o
          - DOC devtest/low-resources-simulation
Guards    - only bug checks of a request, DriverEntry or DriverUnload that a planned fault
            has struck
          - what comes of a driver that was loaded under a fault is a warning
Compared  IRPs, loads and unloads during which a planned fault struck

Reason codes
  bug-check-0x<code>
      the bug check that followed

Example
  article-verbatim, direct mode, shows bug-check-0x3b:
  1 open  \\??\\Example
  2 write offset 0, 1 byte, fault system-mapping
  irpcheck run article-verbatim --mode direct
`);
});
