import { describe, expect, it } from 'vitest';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { IOCTL_COPY, IOCTL_INVERT, IOCTL_STORE } from '../../src/drivers/control-codes.ts';
import { DriverEntryError, Executor } from '../../src/execution/execute.ts';
import { perform } from '../../src/explanation/perform.ts';
import { defineDriver, Err, NtError } from '../../src/impl/framework/index.ts';
import { controlsModel } from '../../src/model/devices/controls.ts';
import { STATUS_END_OF_FILE, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import type { AllowedOutcome, PerformedCall } from '../../src/trace/finding/evidence.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import { canonicalOp, type Op } from '../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { at, driverOf, on, open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';

function performed(
  subject: Subject,
  mode: BufferingMode,
  ops: readonly Op[],
  deadlyOp: number | null = null,
): PerformedCall[] {
  return perform(new Executor(subject), subject, traceOf(mode, ops), deadlyOp);
}

const article = findSubject('article');
const hex = { hex: '0a0b0c' };

describe('the calls of a trace', () => {
  it('have their data, what is allowed and what was observed', () => {
    const ops = [open(), write({ length: 3, data: hex }), read({ length: 5, offset: '0' })];
    const calls = performed(article, 'direct', ops);
    expect(calls.map(({ call }) => call.call)).toEqual(['NtCreateFile', 'NtWriteFile', 'NtReadFile']);
    expect(calls[0]?.call).toMatchObject({ name: '\\??\\Example' });
    expect(calls[1]?.call).toMatchObject({ data: Uint8Array.of(10, 11, 12), offset: 0n, length: 3 });
    expect(calls[1]?.allowed).toEqual<AllowedOutcome[]>([
      {
        ending: 'returned',
        status: STATUS_SUCCESS,
        iosbWritten: true,
        information: 3,
        data: null,
        position: 0n,
      },
    ]);
    expect(calls[2]?.allowed).toMatchObject([{ information: 3, data: Uint8Array.of(10, 11, 12) }]);
    expect(calls[2]?.observed).toEqual({
      ending: 'returned',
      status: STATUS_SUCCESS,
      iosbWritten: true,
      information: 3,
    });
  });

  it('say what control requests give, and where the rest of the output is the device’s own choice', () => {
    const give = (code: number, length: number): Op => ({
      ...canonicalOp('control'),
      code,
      input: { ...PLAIN_BUFFER, length: 1 },
      output: { ...PLAIN_BUFFER, length, at: null },
      data: hex,
    });
    const subject = findSubject('controls');
    const ops = [open(), give(IOCTL_INVERT, 2), give(IOCTL_COPY, 2), give(IOCTL_STORE, 2)];
    const dataOf = (calls: readonly PerformedCall[]) =>
      calls.slice(1).map(({ allowed }) => allowed?.map(({ data, restOpen }) => [data, restOpen]));
    const given = Uint8Array.of(0x0a);
    expect(dataOf(performed(subject, 'buffered', ops))).toEqual([
      [[Uint8Array.of(0xf5), undefined]],
      [[given, undefined]],
      // METHOD_IN_DIRECT has the caller's data there, which stay as they are.
      [[null, undefined]],
    ]);
    const model = { ...controlsModel, leavesRest: false };
    expect(dataOf(performed({ ...subject, model }, 'buffered', ops))).toEqual([
      [[Uint8Array.of(0xf5), undefined]],
      [[given, true]],
      [[null, undefined]],
    ]);
  });

  it('can go to another thread, and hold no memory of a machine', () => {
    const executor = new Executor(article);
    const trace = traceOf('direct', [open(), write({ length: 3, data: hex }), read({ length: 3 })]);
    const calls = perform(executor, article, trace, null);
    const sent = structuredClone(calls);
    executor.execute(traceOf('direct', [open(), write({ length: 90, data: { pattern: 'zero' } })]));
    expect(calls).toEqual(sent);
    const [, written, readBack] = sent;
    const data = written?.call.call === 'NtWriteFile' ? written.call.data : null;
    expect(data?.buffer.byteLength).toBe(3);
    expect(readBack?.allowed?.[0]?.data?.buffer.byteLength).toBe(3);
  });

  it('say what the rules leave open', () => {
    const calls = performed(article, 'direct', [open({ overlapped: true }), on('flush')]);
    const allowed = calls[1]?.allowed ?? [];
    expect(allowed.length).toBeGreaterThan(0);
    expect(allowed.map(({ iosbWritten, information }) => [iosbWritten, information])).toContainEqual([
      null,
      0,
    ]);
  });

  it('without a model, or after what no outcome allows, have no expectations', () => {
    const without = performed({ ...article, model: null }, 'direct', [open(), read()]);
    expect(without.map(({ allowed }) => allowed)).toEqual([null, null]);
    const ops = [open(), write({ length: 1, buffer: at(1) }), read()];
    const [, wrong, after] = performed(findSubject('article-verbatim'), 'direct', ops);
    expect(wrong?.allowed).toMatchObject([{ status: STATUS_SUCCESS }]);
    expect(wrong?.observed.status).toBe(STATUS_END_OF_FILE);
    expect(after?.allowed).toBeNull();
  });

  it('allow several outcomes where the rules do', () => {
    const calls = performed(article, 'buffered', [
      open({ access: 'append', overlapped: true }),
      write({ offset: null }),
    ]);
    expect(calls[1]?.allowed?.length).toBeGreaterThan(1);
  });

  it('end with the machine', () => {
    const calls = performed(findSubject('article-verbatim'), 'buffered', [open(), on('flush'), read()]);
    expect(calls.map(({ observed }) => observed.ending)).toEqual(['returned', 'bug-check']);
  });

  it('are none of a driver that does not load', () => {
    const driver = defineDriver(() => Err(NtError.INSUFFICIENT_RESOURCES));
    expect(() => performed(subjectOf(driver), 'direct', [open()])).toThrow(DriverEntryError);
  });
});

describe('a trace that a driver dies of', () => {
  it('is executed up to the deadly call, which is never answered', () => {
    const ops = [open(), write({ length: 3 }), read({ length: { last: 0 } }), on('close')];
    const calls = performed(article, 'direct', ops, 2);
    expect(calls).toHaveLength(3);
    expect(calls[2]?.call).toMatchObject({ call: 'NtReadFile', handle: 0, length: 3 });
    expect(calls[2]?.allowed).toMatchObject([{ ending: 'returned', information: 3 }]);
    expect(calls[2]?.observed).toEqual({ ending: 'blocked', status: 0, iosbWritten: false, information: 0 });
  });

  it('is executed without unloading the driver where it dies of that', () => {
    let unloads = 0;
    class CountsCleanups extends ArticleDevice {
      override cleanup(...parameters: Parameters<ArticleDevice['cleanup']>) {
        unloads += 1;
        return super.cleanup(...parameters);
      }
    }
    const subject = subjectOf(driverOf(() => new CountsCleanups()));
    expect(performed(subject, 'direct', [open(), read()], 2)).toHaveLength(2);
    expect(unloads).toBe(0);
    performed(subject, 'direct', [open(), read()]);
    expect(unloads).toBe(1);
  });

  it('has no deadly call where it does not get there', () => {
    const ops = [open(), on('flush'), read(), read()];
    expect(performed(findSubject('article-verbatim'), 'buffered', ops, 3)).toHaveLength(2);
    expect(performed(findSubject('article-verbatim'), 'buffered', ops, 2)).toHaveLength(2);
  });
});
