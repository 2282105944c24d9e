import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BufferingMode, CampaignResult, Subject, Win32Op } from '../../src/index.ts';
import type { Win32Observation } from '../../src/trace/win32/observation.ts';
import { fromDist, irpcheck } from './dist.ts';
import { guideFiles } from './guide.ts';
import { answeringSubject } from './win32-drivers.ts';

const { CaseRunner } =
  await fromDist<typeof import('../../src/execution/case-runner.ts')>('execution/case-runner');
const { loadSubject } =
  await fromDist<typeof import('../../src/subjects/load-subject.ts')>('subjects/load-subject');
const ntstatus = await fromDist<typeof import('../../src/nt/ntstatus.ts')>('nt/ntstatus');
const { DOS_ERRORS } =
  await fromDist<typeof import('../../src/impl/win32/dos-errors.ts')>('impl/win32/dos-errors');
const { rtlNtStatusToDosError } = await fromDist<
  typeof import('../../src/impl/win32/nt-status-to-dos-error.ts')
>('impl/win32/nt-status-to-dos-error');
const { errorKindOf } =
  await fromDist<typeof import('../../src/impl/win32/io-error.ts')>('impl/win32/io-error');
const { STATUSES_OF_ERROR } = await fromDist<typeof import('../../src/model/win32/statuses-of-error.ts')>(
  'model/win32/statuses-of-error',
);
const { lastErrorOf } =
  await fromDist<typeof import('../../src/model/win32/last-error.ts')>('model/win32/last-error');
const { errorKindOf: modelKindOf } =
  await fromDist<typeof import('../../src/model/win32/error-kind.ts')>('model/win32/error-kind');
const win32 = await fromDist<typeof import('../../src/nt/win32-error.ts')>('nt/win32-error');
const { dataBytes } = await fromDist<typeof import('../../src/trace/data.ts')>('trace/data');
const { settingOf } = await fromDist<typeof import('../../src/trace/setting.ts')>('trace/setting');
const { TRACE_FORMAT } = await fromDist<typeof import('../../src/trace/trace.ts')>('trace/trace');
const { canonicalOp } = await fromDist<typeof import('../../src/trace/ops/index.ts')>('trace/ops/index');

const SEED = 20_240_501;

/** A campaign of programs. */
async function run(
  subject: Subject,
  modes: readonly BufferingMode[],
  cases: number,
  seed: number,
): Promise<CampaignResult> {
  return await irpcheck.runCampaign({ subject, view: 'win32', modes, cases, seed });
}

/** The findings, for people. */
function shownBy({ findings }: CampaignResult): readonly string[] {
  return findings.map(
    ({ property, reason, trace }) => `${property} ${reason}: ${irpcheck.formatTrace(trace)}`,
  );
}

/** Drivers that must stay clean, and in how many cases of each mode. */
const CORRECT: Readonly<Record<string, number>> = {
  article: 6000,
  'article-exclusive': 3000,
  'default-callbacks': 3000,
  controls: 3000,
  'article-controls': 3000,
  'wdm-article': 3000,
};

/** What no built-in device answers: the end of the file to a read, a warning, or several things. */
const NEVER = [
  'W1 end of file',
  'W1a warning',
  'W1b end of file with OVERLAPPED',
  'W3b end of file',
  'W3 left open',
  'W3c left open',
];
/** Reads and writes that never fail and move nothing. */
const MOVES_NOTHING = ['default-callbacks', 'controls', 'article-controls'];
const NOTHING_NEVER = ['W1 write at the end', 'W3 all written', 'W3c out of memory', ...NEVER];

function unreached(name: string, mode: BufferingMode): readonly string[] {
  if (MOVES_NOTHING.includes(name)) return NOTHING_NEVER;
  // M5: in neither mode the article's device takes no bytes and gives none.
  return mode === 'neither' ? ['W3 all written', 'W3c out of memory', ...NEVER] : ['W3 write zero', ...NEVER];
}

for (const [name, cases] of Object.entries(CORRECT)) {
  const subject = irpcheck.findSubject(name);
  describe.each(subject.modes)(`${name}, %s`, (mode) => {
    let result: CampaignResult;

    beforeAll(async () => {
      result = await run(subject, [mode], cases, SEED);
    });

    it('conforms in every property', () => {
      expect(shownBy(result)).toEqual([]);
      expect(result.conclusion).toBe('conforms');
      const isDataless = subject.movesNoData.includes(mode);
      for (const { id, verdict, compared } of result.properties) {
        if (!id.startsWith('win32/')) continue;
        const isSkipped = id === 'win32/data' && isDataless;
        expect(verdict, id).toBe(isSkipped ? 'skipped' : 'ok');
        if (!isSkipped) expect(compared, id).toBeGreaterThan(0);
      }
    });

    it('reaches every arm of the model that can be', () => {
      const never = Object.keys(result.modelArms).filter((arm) => result.modelArms[arm] === 0);
      expect(never.sort()).toEqual([...unreached(name, mode)].sort());
    });
  });
}

/** Findings of every mode: flush and other majors are completed twice; an empty write loses its offset. */
const EVERY_MODE = ['win32/result bug-check-for-failure', 'win32/result success-for-failure'];
/** What else the article's published code shows in this view. */
const VERBATIM: Readonly<Record<BufferingMode, readonly string[]>> = {
  buffered: EVERY_MODE,
  // The offset is taken for that of the buffer in its page: a write there fails, a read gives nothing.
  direct: [
    ...EVERY_MODE,
    'win32/result failure-for-success',
    'win32/bytes too-large',
    'win32/bytes too-small',
    'win32/data changed-beyond-data',
    'win32/data not-transferred',
    'win32/data wrong-bytes',
    'win32/overlapped InternalHigh-too-large',
    'win32/overlapped InternalHigh-too-small',
  ],
  // Every write loses its offset.
  neither: [...EVERY_MODE, 'win32/last-error ERROR_SUCCESS-for-ERROR_HANDLE_EOF'],
};

/** What not every seed shows: a write that appends, of a buffer that is not page-aligned, on an overlapped handle. */
const SELDOM = 'win32/last-error ERROR_HANDLE_EOF-for-ERROR_INVALID_PARAMETER';

describe('the published code is caught', () => {
  const subject = irpcheck.findSubject('article-verbatim');

  it.each(subject.modes)('in %s mode, by the same findings from two seeds', async (mode) => {
    for (const seed of [1, 2]) {
      const result = await run(subject, [mode], 1200, seed);
      expect(result.conclusion).toBe('findings');
      const own = result.findings.filter(({ property }) => property.startsWith('win32/'));
      const keys = new Set(own.map(({ property, reason }) => `${property} ${reason}`));
      if (mode === 'direct') keys.delete(SELDOM);
      expect([...keys].sort(), `seed ${seed}`).toEqual([...VERBATIM[mode]].sort());
      for (const { trace, op, minimization } of own) {
        expect(minimization).toBe('complete');
        expect(trace.ops.length).toBeLessThanOrEqual(3);
        expect(op).toBe(trace.ops.length - 1);
      }
    }
  });
});

const OPEN = canonicalOp('CreateFile');
const DATA = { pattern: 'counter', seed: 0 } as const;
const COUNTER = dataBytes(DATA, 8192);
const read = (length: number, overlapped: string | null = null, event = false): Win32Op => {
  return { ...canonicalOp('ReadFile'), length, overlapped, event };
};
const write = (length: number, overlapped: string | null = null): Win32Op => {
  return { ...canonicalOp('WriteFile'), length, overlapped, data: DATA };
};
const writeAll = (length: number): Win32Op => ({ op: 'File::write_all', handle: 0, length, data: DATA });

/** What a program observes, which the model must allow. */
function observe(
  subject: Subject,
  mode: BufferingMode,
  ops: readonly Win32Op[],
): readonly Win32Observation[] {
  const setting = settingOf(mode, { view: 'win32' });
  const trace = { format: TRACE_FORMAT, subject: subject.name, setting, ops, seed: null } as const;
  const { run: made, judgement } = new CaseRunner(subject).run(trace);
  expect(judgement.verdicts.flatMap(({ breach }) => breach ?? [])).toEqual([]);
  return made.program?.observations ?? [];
}

describe('sequences', () => {
  const article = irpcheck.findSubject('article');

  it.each(['buffered', 'direct'] as const)('write_all of 5,000 bytes leaves the last 904, %s', (mode) => {
    const [, written, found] = observe(article, mode, [OPEN, writeAll(5000), read(4096)]);
    expect(written).toMatchObject({ succeeded: true, bytes: null });
    expect(found).toMatchObject({ succeeded: true, bytes: 904 });
    expect(found?.data?.subarray(0, 904)).toEqual(COUNTER.slice(4096, 5000));
  });

  it('write_all in neither mode fails with WriteZero', () => {
    const [, written] = observe(article, 'neither', [OPEN, writeAll(1)]);
    expect(written).toMatchObject({ succeeded: false, lastError: 0, errorKind: 'WriteZero' });
  });

  it('a ReadFile past the end is TRUE with 0 bytes', () => {
    const [, , past] = observe(article, 'buffered', [OPEN, write(13), read(8, '13')]);
    expect(past).toMatchObject({
      succeeded: true,
      lastError: 0,
      bytes: 0,
      overlapped: { internal: ntstatus.STATUS_SUCCESS, internalHigh: 0 },
    });
  });

  it('a WriteFile beyond the start is ERROR_HANDLE_EOF, and Internal stays STATUS_PENDING', () => {
    const [, beyond] = observe(article, 'direct', [OPEN, write(1, '4294967296')]);
    expect(beyond).toMatchObject({
      succeeded: false,
      lastError: win32.ERROR_HANDLE_EOF,
      bytes: 0,
      overlapped: { internal: ntstatus.STATUS_PENDING, internalHigh: 0 },
    });
  });

  it('read_to_end: an empty device ends at once, one with data when memory does', () => {
    const toEnd: Win32Op = { op: 'File::read_to_end', handle: 0 };
    const [, empty, , full] = observe(article, 'buffered', [OPEN, toEnd, write(4096), toEnd]);
    expect(empty).toMatchObject({ succeeded: true, bytes: 0, data: new Uint8Array(0) });
    expect(full).toMatchObject({ succeeded: false, lastError: 0, errorKind: 'OutOfMemory' });
    expect(full?.data?.length).toBeGreaterThan(4096);
  });
});

describe('a device that answers the end of the file', () => {
  const subject = answeringSubject({ status: ntstatus.STATUS_END_OF_FILE });

  it.each(subject.modes)('reads TRUE with 0 bytes without OVERLAPPED and FALSE with one, %s', (mode) => {
    const fileRead: Win32Op = { op: 'File::read', handle: 0, length: 4 };
    const [, plain, overlapped, rust, written] = observe(subject, mode, [
      OPEN,
      read(4),
      read(4, '0'),
      fileRead,
      write(4),
    ]);
    expect(plain).toMatchObject({ succeeded: true, lastError: 0, bytes: 0, overlapped: null });
    expect(overlapped).toMatchObject({
      succeeded: false,
      lastError: win32.ERROR_HANDLE_EOF,
      bytes: 0,
      overlapped: { internal: ntstatus.STATUS_PENDING, internalHigh: 0 },
    });
    expect(rust).toMatchObject({ succeeded: true, bytes: 0 });
    expect(written).toMatchObject({ succeeded: false, lastError: win32.ERROR_HANDLE_EOF, bytes: 0 });
  });

  it('conforms', async () => {
    const { modes } = subject;
    const result = await run(subject, modes, 1500, SEED);
    expect(shownBy(result)).toEqual([]);
    for (const arm of ['W1 end of file', 'W1b end of file with OVERLAPPED', 'W3b end of file']) {
      expect(result.modelArms[arm], arm).toBeGreaterThan(0);
    }
  });
});

describe('a device that refuses short reads', () => {
  let mailbox: Subject;
  const folder = mkdtempSync(join(tmpdir(), 'irpcheck-mailbox-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    const { driver, model } = guideFiles();
    const [driverPath, modelPath] = [join(folder, 'mailbox.ts'), join(folder, 'mailbox-model.ts')];
    writeFileSync(driverPath, driver);
    writeFileSync(modelPath, model);
    mailbox = await loadSubject(await irpcheck.subjectSource(driverPath, modelPath));
  });

  it.each([1, 2, 3, SEED])('the guide’s mailbox conforms, seed %i', async (seed) => {
    const result = await run(mailbox, mailbox.modes, 2000, seed);
    expect(shownBy(result)).toEqual([]);
    expect(result.conclusion).toBe('conforms');
    expect(result.modelArms['too small']).toBeGreaterThan(0);
    // How its reads end depends on how long they are, unless there is no letter.
    expect(result.modelArms['W3c left open']).toBeGreaterThan(0);
    expect(result.modelArms['W3c end']).toBeGreaterThan(0);
  });
});

describe('the statuses of drivers', () => {
  // Every status that the table of the model or that of the implementation lists, and what none lists.
  const listed = [...DOS_ERRORS.keys(), ...STATUSES_OF_ERROR.flatMap(([, ...all]) => all)];
  const unlisted = [0xc0000000, 0xc0001234, 0x8000ffff, 0xe0000001, 0xd0000011, 0x80070027, 0xc00700ce];
  const failures = [...new Set([...listed, ...unlisted].map((status) => status | 0))]
    .filter((status) => status < 0)
    .map((status) => [ntstatus.ntstatusName(status), status] as const);

  it('are many', () => {
    expect(failures.length).toBeGreaterThan(1300);
  });

  const handle = { handle: 0, length: 4 };
  const program: readonly Win32Op[] = [
    OPEN,
    read(4),
    write(4),
    read(4, '0'),
    read(4, '0', true),
    write(4, '0'),
    { op: 'File::read', ...handle },
    { op: 'File::write', ...handle, data: DATA },
    writeAll(4),
    { op: 'File::read_to_end', handle: 0 },
  ];

  it.each(failures)('%s is the same error to model and implementation', (_name, status) => {
    observe(answeringSubject({ status }), 'buffered', program);
  });

  // Every severity, with bytes moved: the status block is written for all but errors (R49).
  it.each([
    ['a success', 0, true, 3, 3],
    ['STATUS_ALERTED', 0x101, true, 3, 3],
    ['an informational status', 0x40000000, true, 3, 3],
    ['an informational status that is not listed', 0x4000ffff, true, 3, 3],
    ['STATUS_BUFFER_OVERFLOW', 0x80000005 | 0, false, 3, 0],
    ['STATUS_NO_MORE_FILES', 0x80000006 | 0, false, 3, 0],
    ['a warning that is not listed', 0x8000ffff | 0, false, 3, 0],
    ['STATUS_END_OF_FILE', 0xc0000011 | 0, null, 0, 0],
    ['STATUS_DISK_FULL', 0xc000007f | 0, false, 0, 0],
  ] as const)('%s with data and Information', (_name, status, succeeded, plain, overlapped) => {
    const subject = answeringSubject({ status, data: COUNTER.slice(0, 3) });
    for (const mode of ['buffered', 'direct'] as const) {
      const [, toRead, toWrite, asynchronous] = observe(subject, mode, program);
      expect(toRead).toMatchObject({ succeeded: succeeded ?? true, bytes: plain });
      expect(toWrite).toMatchObject({ succeeded: succeeded ?? false, bytes: plain });
      expect(asynchronous).toMatchObject({ succeeded: succeeded ?? false, bytes: overlapped });
    }
  });

  it.each([0x40000000, 0x80000005, 0xc000007f])(
    'a device that gives bytes with %i conforms',
    async (status) => {
      const subject = answeringSubject({ status: status | 0, data: COUNTER.slice(0, 100) });
      const modes = ['buffered', 'direct'] as const;
      const result = await run(subject, modes, 600, SEED);
      expect(shownBy(result)).toEqual([]);
    },
  );
});

describe('the two tables of errors', () => {
  // Two readings of the same documents: where they differ, a correct driver is accused.
  const HIGH_HALVES = [
    0x0000, 0x0001, 0x4000, 0x4001, 0x4002, 0x8000, 0x8001, 0x8007, 0x8009, 0x8013, 0x9000, 0xc000, 0xc001,
    0xc002, 0xc003, 0xc004, 0xc005, 0xc006, 0xc007, 0xc008, 0xc009, 0xc00a, 0xc00b, 0xc013, 0xc015, 0xc038,
    0xc0ff, 0xd000, 0xd001, 0xd007, 0xe000, 0xf000,
  ];

  it.each(HIGH_HALVES)('agree on every status whose high half is %i', (high) => {
    const differing: string[] = [];
    for (let low = 0; low <= 0xffff; low += 1) {
      const status = (high << 16) | low;
      if (lastErrorOf(status) !== rtlNtStatusToDosError(status))
        differing.push(ntstatus.ntstatusName(status));
    }
    expect(differing).toEqual([]);
  });

  it('agree on the kind of every error', () => {
    const errors = Array.from({ length: 0x10000 }, (_, error) => error);
    const differing = errors.filter((error) => modelKindOf(error) !== errorKindOf(error));
    expect(differing).toEqual([]);
    expect(errors.filter((error) => errorKindOf(error) !== 'Uncategorized').length).toBeGreaterThan(50);
  });
});
