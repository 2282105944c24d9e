import type { WdmDriver } from '../../../src/drivers/wdm-driver.ts';
import type { Ddi } from '../../../src/impl/ddi/index.ts';
import type { BufferingMode } from '../../../src/impl/framework/index.ts';
import type { DeviceModel } from '../../../src/model/device.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_DEVICE_NOT_READY,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_NOT_IMPLEMENTED,
  STATUS_NOT_SUPPORTED,
  STATUS_OBJECT_NAME_EXISTS,
  STATUS_SUCCESS,
  STATUS_UNSUCCESSFUL,
} from '../../../src/nt/ntstatus.ts';
import type { ControlHint } from '../../../src/trace/control-hint.ts';
import type { DeclaredLimit } from '../../../src/trace/subject.ts';
import {
  AppendsAtMinusOne,
  CleanupFails,
  controlOnly,
  defaultHandler,
  IgnoresNothing,
  Informational,
  InformationEverywhere,
  OneRoutineForTheEnd,
  opensWith,
  PartialWithAWarning,
  PendsEverything,
  PendsInline,
  PendsInlineAndRefuses,
  PendsWithAWarning,
  RefusesNegativeOffsets,
  RefusesNothing,
  ReturnsALocal,
  ShortReads,
  ShortWrites,
  UsesItsOwnAfterwards,
  Warning,
  WithoutTransfers,
} from './answers.ts';
import {
  AllocatesPerRequest,
  ChecksMdlAddress,
  ClearsBeforeItAnswersShort,
  ClearsBeforeItRefuses,
  ClearsItFirst,
  CopiesUnderALock,
  CountsInTheBuffer,
  LooksAtAHeader,
  MapsLate,
  MapsWritesAlone,
  OnlyCounts,
  ShortWhereMemoryIsLow,
  TakesWhatItCan,
  TransformsInPlace,
} from './buffers.ts';
import { Keeper } from './honest-driver.ts';
import { answers, type Kept, keeperModel, NONE } from './keeper-model.ts';
import {
  LocksInOneOrder,
  LocksOneAfterTheOther,
  LocksOtherwiseInCreate,
  LocksUnderACommonOne,
} from './locks.ts';
import {
  BUFFERED_CODE,
  ComparesThePointer,
  ComparesTheRange,
  GivesOutItsBlock,
  LocksItsInput,
  NEITHER_CODE,
  ProbesByItsHeader,
  ProbesThePointer,
  ReliesOnTheProbes,
} from './probing.ts';
import {
  CachesReads,
  CountsShortages,
  KeepsASpareBlock,
  LogsWhatItCan,
  ReadsShortAfterwards,
  TellsOfItLater,
} from './shortage.ts';
import {
  KeepsInBoth,
  KeepsInExtension,
  KeepsInFsContext,
  KeepsInFsContext2,
  KeepsThePosition,
  OneOpenAtATime,
  ReadsNamesBelow,
  RefusesNamesBelow,
} from './state.ts';

/** A correct driver in a style in which real ones are written: what it is, and what is known of it. */
export interface HonestStyle {
  /** The row of the table of styles. */
  readonly row: string;
  readonly name: string;
  readonly driver: new (ddi: Ddi, mode: BufferingMode) => WdmDriver;
  /** All modes unless told. */
  readonly modes?: readonly BufferingMode[];
  /** Null for a style that no model can say. */
  readonly model: DeviceModel<unknown> | null;
  readonly movesNoData?: boolean;
  readonly exclusive?: boolean;
  /** Control codes that are generated for it; none unless told. */
  readonly controls?: readonly ControlHint[];
  /** What it declares not to hold; nothing unless told. */
  readonly limits?: readonly DeclaredLimit[];
}

const BOTH: readonly BufferingMode[] = ['buffered', 'direct'];

function style(
  row: string,
  name: string,
  driver: HonestStyle['driver'],
  model: DeviceModel<unknown> | null,
  more: Pick<HonestStyle, 'modes' | 'movesNoData' | 'exclusive' | 'controls'> = {},
): HonestStyle {
  return { row, name, driver, model, ...more };
}

/** Of control requests alone; their mode has nothing to do with it. */
function controlStyle(row: string, name: string, driver: HonestStyle['driver'], code: number): HonestStyle {
  const controls = [{ code, input: 16, output: 16 }];
  return style(row, name, driver, null, { modes: ['buffered'], movesNoData: true, controls });
}

const plain = keeperModel();
const refusesNegative = keeperModel({
  first: (state, { offset }) => (offset < 0n ? answers('refused', STATUS_INVALID_PARAMETER, state) : null),
});

function failing(status: number): DeviceModel<Kept> {
  return keeperModel({ first: (state) => answers('refused', status, state) });
}

/** Every style of a synchronous driver, in the ways that it has. */
export const HONEST_STYLES: readonly HonestStyle[] = [
  style(
    '1',
    'pends, answers with a warning inline',
    PendsWithAWarning,
    transferStatus(STATUS_BUFFER_OVERFLOW),
    {
      modes: BOTH,
    },
  ),
  style('8', 'uses what is its own afterwards', UsesItsOwnAfterwards, plain),
  style('10', 'returns a local', ReturnsALocal, plain),
  style('13', 'a warning with partial data', PartialWithAWarning, null),
  style('22', 'CLEANUP ends with an error', CleanupFails, plain),
  style('82', 'reads short where memory is low', ShortWhereMemoryIsLow, null),
  style('82', 'reads short once memory was low', ReadsShortAfterwards, null),
  style('82', 'tells of a lost write later', TellsOfItLater, null),
  style('82', 'counts what was not had', CountsShortages, null),
  style('82', 'logs what it can', LogsWhatItCan, null),
  style('S1', 'not supported', defaultHandler(STATUS_NOT_SUPPORTED), plain),
  style('S1', 'not implemented', defaultHandler(STATUS_NOT_IMPLEMENTED), plain),
  style('S1', 'invalid device request', defaultHandler(STATUS_INVALID_DEVICE_REQUEST), plain),
  style('S1', 'invalid parameter', defaultHandler(STATUS_INVALID_PARAMETER), plain),
  style('S1', 'unsuccessful', defaultHandler(STATUS_UNSUCCESSFUL), plain),
  style('S1', 'success', defaultHandler(STATUS_SUCCESS), plain),
  style('S2', 'FILE_OPENED', opensWith(1), plain),
  style('S2', 'another count', opensWith(17), plain),
  style('S3', 'Information everywhere', InformationEverywhere, plain),
  style('S3', 'one routine for CLEANUP and CLOSE', OneRoutineForTheEnd, plain),
  style('S4', 'informational, with data', Informational, transferStatus(STATUS_OBJECT_NAME_EXISTS)),
  style('S4', 'a warning, with data', Warning, transferStatus(STATUS_BUFFER_OVERFLOW)),
  style('S5', 'pends, completes inline', PendsInline, plain, { modes: BOTH }),
  style('S5', 'pends, refuses inline', PendsInlineAndRefuses, refusesNegative, { modes: BOTH }),
  style('S5', 'pends every request', PendsEverything, plain, { modes: BOTH }),
  style('S6', 'short reads', ShortReads, shortened(true)),
  style('S6', 'short writes', ShortWrites, shortened(false)),
  style('S7', 'transfers not supported', controlOnly(STATUS_NOT_SUPPORTED), failing(STATUS_NOT_SUPPORTED), {
    movesNoData: true,
  }),
  style(
    'S7',
    'transfers are invalid requests',
    controlOnly(STATUS_INVALID_DEVICE_REQUEST),
    failing(STATUS_INVALID_DEVICE_REQUEST),
    { movesNoData: true },
  ),
  style('S7', 'no handler for transfers', WithoutTransfers, failing(STATUS_INVALID_DEVICE_REQUEST), {
    movesNoData: true,
  }),
  style('S8', 'looks at a header', LooksAtAHeader, headerModel(), { movesNoData: true }),
  style('S6', 'clears the whole buffer first', ClearsItFirst, plain),
  style('S6', 'transforms in place', TransformsInPlace, plain),
  style('S6', 'counts in the buffer', CountsInTheBuffer, null),
  style('S9', 'a block for each request', AllocatesPerRequest, allocating()),
  style('S9', 'keeps a spare block', KeepsASpareBlock, null),
  style('S9', 'caches reads', CachesReads, null),
  style('S10', 'maps late', MapsLate, lateModel()),
  style('S10', 'maps writes alone', MapsWritesAlone, writesAlone(), { movesNoData: true }),
  style('S10', 'never maps', OnlyCounts, countingModel(), { movesNoData: true }),
  style('S11', 'asks for MdlAddress', ChecksMdlAddress, plain),
  style('S12', 'copies under a lock', CopiesUnderALock, plain, { modes: BOTH }),
  style('S12', 'two locks under a common one', LocksUnderACommonOne, plain, { modes: BOTH }),
  style('S12', 'locks in one order', LocksInOneOrder, plain, { modes: BOTH }),
  style('S12', 'locks one after the other', LocksOneAfterTheOther, plain, { modes: BOTH }),
  style('S12', 'locks otherwise in CREATE', LocksOtherwiseInCreate, plain, { modes: BOTH }),
  style('S13', 'in the device extension', KeepsInExtension, plain),
  style('S14', 'in FsContext', KeepsInFsContext, null),
  style('S15', 'in FsContext2', KeepsInFsContext2, null),
  style('S15', 'in both contexts', KeepsInBoth, null),
  style('S16', 'refuses names below', RefusesNamesBelow, plain),
  style('S16', 'reads names below', ReadsNamesBelow, plain),
  style('S16', 'ignores names below', Keeper, plain),
  style('S17', 'length 0 is an error', RefusesNothing, refusesNothing()),
  style('S17', 'length 0 changes nothing', IgnoresNothing, ignoresNothing()),
  style('S18', 'negative offsets refused', RefusesNegativeOffsets, refusesNegative),
  style('S18', '−1 appends', AppendsAtMinusOne, null),
  style('S19', 'one open at a time', OneOpenAtATime, forgetting(), { exclusive: true }),
  style('S20', 'keeps the position', KeepsThePosition, null),
  style('S21', 'takes what it can', TakesWhatItCan, null, { modes: ['neither'] }),
  style('S22', 'clears before it answers short', ClearsBeforeItAnswersShort, null, {
    modes: ['direct', 'neither'],
  }),
  style('S22', 'clears before it refuses', ClearsBeforeItRefuses, null, { modes: ['direct', 'neither'] }),
  style('S21', 'relies on the probes of the I/O manager', ReliesOnTheProbes, null, { modes: ['neither'] }),
  controlStyle('89', 'locks its input', LocksItsInput, NEITHER_CODE),
  controlStyle('90', 'probes by a header', ProbesByItsHeader, NEITHER_CODE),
  controlStyle('90', 'compares the range by hand', ComparesTheRange, NEITHER_CODE),
  controlStyle('91', 'probes what a pointer leads to', ProbesThePointer, BUFFERED_CODE),
  controlStyle('91', 'compares a pointer by hand', ComparesThePointer, BUFFERED_CODE),
  {
    ...controlStyle('92', 'gives out an address', GivesOutItsBlock, BUFFERED_CODE),
    limits: [{ property: 'metamorphic/filter', reason: 'where its block lies depends on what is loaded' }],
  },
];

function transferStatus(status: number): DeviceModel<Kept> {
  const moving = keeperModel({ status });
  return {
    ...moving,
    read: (state, request) => (request.length === 0 ? plain : moving).read(state, request),
    write: (state, request) => (request.length === 0 ? plain : moving).write(state, request),
  };
}

function shortened(isRead: boolean): DeviceModel<Kept> {
  return {
    ...plain,
    read: (state, request) =>
      plain.read(state, isRead ? { ...request, length: Math.ceil(request.length / 2) } : request),
    write: (state, request) =>
      plain.write(
        state,
        isRead
          ? request
          : {
              ...request,
              length: Math.ceil(request.length / 2),
              data: request.data.subarray(0, Math.ceil(request.length / 2)),
            },
      ),
  };
}

/** It looks at its header alone, so it may not notice what else can't be accessed. */
function headerModel(): DeviceModel<Kept> {
  return {
    ...plain,
    read: (state) => answers('gives', STATUS_SUCCESS, state),
    write(state, { length, data, mappable, accessible }) {
      if (length < 4) return answers('refused', STATUS_INVALID_PARAMETER, state);
      if (!mappable) return answers('not mapped', STATUS_INSUFFICIENT_RESOURCES, state);
      const isReady = ((data[0] ?? 0) & 1) === 0;
      const looked = isReady
        ? answers('takes', STATUS_SUCCESS, state, 4)
        : answers('refused', STATUS_DEVICE_NOT_READY, state);
      return accessible ? looked : [...looked, ...answers('no access', STATUS_ACCESS_VIOLATION, state)];
    },
  };
}

function allocating(): DeviceModel<Kept> {
  return keeperModel({
    first: (state, { allocatable, offset }, isRead) => {
      if (!allocatable) return answers('not mapped', STATUS_INSUFFICIENT_RESOURCES, state);
      return !isRead && offset < 0n ? answers('refused', STATUS_INVALID_PARAMETER, state) : null;
    },
  });
}

function lateModel(): DeviceModel<Kept> {
  return keeperModel({
    first: (state, { length }, isRead) => {
      if (isRead) return state.length === 0 ? answers('refused', STATUS_END_OF_FILE, state) : null;
      return length > 64 ? answers('refused', STATUS_INVALID_PARAMETER, state) : null;
    },
  });
}

function writesAlone(): DeviceModel<Kept> {
  return { ...plain, read: (state) => answers('gives', STATUS_SUCCESS, state) };
}

function countingModel(): DeviceModel<number> {
  return {
    name: 'counts',
    arms: ['even', 'odd', 'counted'],
    initial: () => 0,
    read: (bytes) => [
      {
        arm: bytes % 2 === 0 ? 'even' : 'odd',
        status: bytes % 2 === 0 ? STATUS_SUCCESS : STATUS_END_OF_FILE,
        information: 0,
        data: NONE,
        next: bytes,
      },
    ],
    write: (bytes, { length }) => [
      { arm: 'counted', status: STATUS_SUCCESS, information: length, data: NONE, next: bytes + length },
    ],
  };
}

function refusesNothing(): DeviceModel<Kept> {
  return keeperModel({
    first: (state, { length }) => (length === 0 ? answers('refused', STATUS_INVALID_PARAMETER, state) : null),
  });
}

function ignoresNothing(): DeviceModel<Kept> {
  return keeperModel({
    first: (state, { length }, isRead) =>
      length === 0 && !isRead ? answers('takes', STATUS_SUCCESS, state) : null,
  });
}

/** Each open begins with nothing. */
function forgetting(): DeviceModel<Kept> {
  return { ...plain, create: () => [{ arm: 'takes', status: STATUS_SUCCESS, next: NONE }] };
}
