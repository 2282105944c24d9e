import { expect, it } from 'vitest';
import { findSubject } from '../../src/subjects/index.ts';
import { MAX_DATA_BYTES, runSession } from '../../src/userspace/session.ts';

it('a session writes as much as it may', () => {
  const { driver } = findSubject('wdm-article');
  const data = new Uint8Array(MAX_DATA_BYTES).fill(0x61);
  const { succeeded, lines } = runSession({
    image: 'image',
    driver,
    mode: 'direct',
    program: { name: 'read-write', data },
  });
  expect(succeeded).toBe(true);
  expect(lines).toContain(`read 4096 bytes: "${'a'.repeat(4096)}"`);
});
