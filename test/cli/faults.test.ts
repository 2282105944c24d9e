import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DriverEntryError } from '../../src/execution/execute.ts';
import { STATUS_UNSUCCESSFUL } from '../../src/nt/ntstatus.ts';
import { FakeHost, fakeServices, irpcheck, systemError, temporaryFolder } from './fakes.ts';

const failing = (error: unknown) => fakeServices(async () => Promise.reject(error));

describe('a run that ends in an exception', () => {
  it('is bad input when the driver does not load', async () => {
    const folder = temporaryFolder();
    const fake = failing(new DriverEntryError(STATUS_UNSUCCESSFUL));
    expect(await irpcheck(['run', '-o', join(folder, 'a', 'b')], fake)).toEqual({
      exitCode: 2,
      out: '',
      err: "error: driver 'article' does not load: DriverEntry returned STATUS_UNSUCCESSFUL\n",
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is a fault of the harness otherwise: a message and what to do, no stack', async () => {
    const folder = temporaryFolder();
    const { exitCode, out, err } = await irpcheck(
      ['run', '-o', join(folder, 'a')],
      failing(new TypeError('x is\nnot y')),
    );
    expect([exitCode, out]).toEqual([3, '']);
    expect(err).toMatch(/^internal error: TypeError: x is not y\n.*report it.*IRPCHECK_DEBUG=1.*\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('shows the stack when debugging', async () => {
    const host = new FakeHost({ env: { IRPCHECK_DEBUG: '1' } });
    const { exitCode, err } = await irpcheck(['run', '-o', temporaryFolder()], failing(new Error('x')), host);
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^internal error: Error: x\nError: x\n {4}at /);
  });

  it('copes with what is no error', async () => {
    for (const env of [{}, { IRPCHECK_DEBUG: '1' }]) {
      const { exitCode, err } = await irpcheck(
        ['run', '-o', temporaryFolder()],
        failing('x'),
        new FakeHost({ env }),
      );
      expect(exitCode).toBe(3);
      expect(err).toMatch(/^internal error: thrown: x\n/);
    }
  });
});

describe('standard output', () => {
  it('that nobody reads any more is no error', async () => {
    const host = new FakeHost();
    host.out.failure = systemError('EPIPE');
    expect(await irpcheck(['list'], fakeServices(), host)).toEqual({ exitCode: 0, out: '', err: '' });
  });

  it('that fails is one', async () => {
    const host = new FakeHost();
    host.out.failure = systemError('ENOSPC');
    expect(await irpcheck(['list'], fakeServices(), host)).toEqual({
      exitCode: 2,
      out: '',
      err: 'error: cannot write to standard output: no space left\n',
    });
  });
});
