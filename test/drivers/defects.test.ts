import { describe, expect, it } from 'vitest';
import { completeThenErrDriver } from '../../src/drivers/defects/complete-then-err.ts';
import { forgetsToCompleteDriver } from '../../src/drivers/defects/forgets-to-complete.ts';
import { overclaimDriver } from '../../src/drivers/defects/overclaim.ts';
import { statusDisagreesDriver } from '../../src/drivers/defects/status-disagrees.ts';
import { verbatimFramework } from '../../src/drivers/verbatim/framework.ts';
import { framework } from '../../src/impl/framework/index.ts';
import { MULTIPLE_IRP_COMPLETE_REQUESTS } from '../../src/nt/bug-check.ts';
import { STATUS_END_OF_FILE, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { open, read, write } from '../model/calls.ts';
import { runDriver } from './run-driver.ts';

const data = Uint8Array.of(1, 2, 3);

describe('drivers that lean on what the published framework permits', () => {
  it('overclaim: Information is more than was asked for', () => {
    const run = runDriver(overclaimDriver(verbatimFramework), 'direct', [open(), write({ data }), read()]);
    expect(run.requests.at(2)).toMatchObject({ parameters: { length: 4 }, information: 5 });
  });

  it('complete then Err: an empty read is completed twice', () => {
    const driver = completeThenErrDriver(verbatimFramework);
    const full = runDriver(driver, 'buffered', [open(), write({ data }), read()]);
    expect(full.last).toMatchObject({ status: STATUS_SUCCESS, information: 3 });
    const run = runDriver(driver, 'buffered', [open(), read()]);
    expect(run.bugCheck?.code).toBe(MULTIPLE_IRP_COMPLETE_REQUESTS);
  });

  it('complete then Err: the corrected framework does not complete again', () => {
    const run = runDriver(completeThenErrDriver(framework), 'buffered', [open(), read()]);
    expect(run.last).toMatchObject({ status: STATUS_SUCCESS, information: 0 });
  });

  it('forgets to complete: no completion, and SUCCESS is returned', () => {
    const run = runDriver(forgetsToCompleteDriver(verbatimFramework), 'buffered', [open(), read()]);
    expect(run.requests.at(1)).toMatchObject({ completions: 0, returned: STATUS_SUCCESS });
  });

  it('status disagrees: SUCCESS is returned for what was completed with an error', () => {
    const driver = statusDisagreesDriver(verbatimFramework);
    const run = runDriver(driver, 'buffered', [open(), write({ data }), write({ offset: 1n }), read()]);
    expect(run.requests.at(2)).toMatchObject({ returned: STATUS_SUCCESS, ioStatus: STATUS_END_OF_FILE });
    expect(run.last?.information).toBe(3);
  });
});
