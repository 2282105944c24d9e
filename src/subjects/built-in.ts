import { articleDriver } from '../drivers/article.ts';
import { articleControlsDriver } from '../drivers/article-controls.ts';
import { budgetDriver } from '../drivers/budget.ts';
import {
  IOCTL_ALL_UNITS,
  IOCTL_CHECKSUM,
  IOCTL_COPY,
  IOCTL_DOWNLOAD,
  IOCTL_FETCH,
  IOCTL_GET_SETTINGS,
  IOCTL_INVERT,
  IOCTL_LOAD,
  IOCTL_NEGATE,
  IOCTL_OWN_UNITS,
  IOCTL_PRINT_VALUE,
  IOCTL_READ_VALUE,
  IOCTL_RESERVE,
  IOCTL_SET_SETTINGS,
  IOCTL_SORT,
  IOCTL_STORE,
  IOCTL_UPLOAD,
  IOCTL_WRITE_VALUE,
} from '../drivers/control-codes.ts';
import { controlsDriver } from '../drivers/controls.ts';
import { defaultCallbacksDriver } from '../drivers/default-callbacks.ts';
import { completeThenErrDriver } from '../drivers/defects/complete-then-err.ts';
import { forgetsToCompleteDriver } from '../drivers/defects/forgets-to-complete.ts';
import { overclaimDriver } from '../drivers/defects/overclaim.ts';
import { statusDisagreesDriver } from '../drivers/defects/status-disagrees.ts';
import { diskDriver } from '../drivers/disk.ts';
import { downloadDriver } from '../drivers/download.ts';
import { mailboxDriver } from '../drivers/mailbox.ts';
import { partialDriver } from '../drivers/partial.ts';
import { perFileDriver } from '../drivers/per-file.ts';
import { recordDriver } from '../drivers/record.ts';
import { settingsDriver } from '../drivers/settings.ts';
import { sorterDriver } from '../drivers/sorter.ts';
import { structuresDriver } from '../drivers/structures.ts';
import { uploadDriver } from '../drivers/upload.ts';
import { verbatimFramework } from '../drivers/verbatim/framework.ts';
import { wdmArticleDriver } from '../drivers/wdm-article.ts';
import { zeroDriver } from '../drivers/zero.ts';
import { Access, framework } from '../impl/framework/index.ts';
import { articleModel } from '../model/devices/article.ts';
import { articleControlsModel } from '../model/devices/article-controls.ts';
import { budgetModel } from '../model/devices/budget.ts';
import { controlsModel } from '../model/devices/controls.ts';
import { defaultCallbacksModel } from '../model/devices/default-callbacks.ts';
import { diskModel } from '../model/devices/disk.ts';
import { downloadModel } from '../model/devices/download.ts';
import { mailboxModel } from '../model/devices/mailbox.ts';
import { partialModel } from '../model/devices/partial.ts';
import { perFileModel } from '../model/devices/per-file.ts';
import { recordModel } from '../model/devices/record.ts';
import { settingsModel } from '../model/devices/settings.ts';
import { sorterModel } from '../model/devices/sorter.ts';
import { structuresModel } from '../model/devices/structures.ts';
import { uploadModel } from '../model/devices/upload.ts';
import { zeroModel } from '../model/devices/zero.ts';
import { BUFFERING_MODES } from '../trace/trace.ts';
import type { Subject } from './subject.ts';

/** Names, modes and limits of every built-in driver. */
const EXAMPLE = {
  deviceNames: ['\\Device\\Example', '\\??\\Example', '\\DosDevices\\Example'],
  openName: '\\??\\Example',
  modes: BUFFERING_MODES,
  exclusive: false,
  movesNoData: ['neither'],
  limits: [],
} as const;

/** With faults, without keys. */
const PLAIN = { recordKeys: false, faults: true } as const;
/** For drivers whose defect shows without faults. */
const WITHOUT_FAULTS = { recordKeys: false, faults: false } as const;

/** The drivers that irpcheck brings along, in the order in which they are listed. */
export const builtInSubjects: readonly Subject[] = [
  {
    ...EXAMPLE,
    name: 'article',
    description: 'the article’s device on the corrected framework',
    driver: articleDriver(framework),
    model: articleModel,
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'article-exclusive',
    description: 'the article’s device, open to one handle at a time',
    exclusive: true,
    driver: articleDriver(framework, Access.Exclusive),
    model: articleModel,
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'record',
    description: 'a device that moves records through UserPtr.read<T> and write<T>',
    driver: recordDriver(framework),
    model: recordModel,
    generation: { recordKeys: true, faults: true },
  },
  {
    ...EXAMPLE,
    name: 'default-callbacks',
    description: 'a device that overrides no callback',
    driver: defaultCallbacksDriver(framework),
    model: defaultCallbacksModel,
    movesNoData: BUFFERING_MODES,
    generation: WITHOUT_FAULTS,
  },
  {
    ...EXAMPLE,
    name: 'wdm-article',
    description: 'the article’s device as a plain WDM driver',
    driver: wdmArticleDriver,
    model: articleModel,
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'disk',
    description: 'a RAM disk of 8 KiB that keeps the file position',
    driver: diskDriver,
    model: diskModel,
    movesNoData: [],
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'mailbox',
    description: 'a queue of messages, each in a pool block of its own',
    driver: mailboxDriver,
    model: mailboxModel,
    movesNoData: [],
    generation: { ...PLAIN, lengthPrefixed: true },
  },
  {
    ...EXAMPLE,
    name: 'partial',
    description: 'the article’s device, every page through a partial MDL',
    driver: partialDriver,
    model: partialModel,
    movesNoData: [],
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'zero',
    description: 'reads give zeros, writes are swallowed',
    driver: zeroDriver,
    model: zeroModel,
    movesNoData: [],
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'per-file',
    description: '64 bytes for each open, in FsContext',
    driver: perFileDriver,
    model: perFileModel,
    movesNoData: [],
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'article-controls',
    description: 'the article’s device with control codes that print, read and write a value',
    driver: articleControlsDriver(framework),
    model: articleControlsModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      controls: [
        { code: IOCTL_PRINT_VALUE, input: 0, output: 0 },
        { code: IOCTL_READ_VALUE, input: 0, output: 4 },
        { code: IOCTL_WRITE_VALUE, input: 4, output: 0 },
      ],
    },
  },
  {
    ...EXAMPLE,
    name: 'controls',
    description: 'a plain WDM device with a control code of each transfer method',
    driver: controlsDriver,
    model: controlsModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      controls: [
        { code: IOCTL_INVERT, input: 8, output: 8 },
        { code: IOCTL_STORE, input: 0, output: 8 },
        { code: IOCTL_LOAD, input: 0, output: 8 },
        { code: IOCTL_COPY, input: 8, output: 8 },
      ],
    },
  },
  {
    ...EXAMPLE,
    name: 'structures',
    description: 'a plain WDM device whose control codes take structures: with a count, with a pointer',
    driver: structuresDriver,
    model: structuresModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      payloads: true,
      controls: [
        { code: IOCTL_NEGATE, input: 16, output: 16 },
        // Twice: few of its structures hold both a pointer and a length that is fetched.
        { code: IOCTL_FETCH, input: 16, output: 0 },
        { code: IOCTL_FETCH, input: 16, output: 0 },
      ],
    },
  },
  {
    ...EXAMPLE,
    name: 'settings',
    description: 'a plain WDM device whose settings are got and set by METHOD_BUFFERED, in two versions',
    driver: settingsDriver,
    model: settingsModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      payloads: true,
      controls: [
        { code: IOCTL_GET_SETTINGS, input: 0, output: 12 },
        { code: IOCTL_SET_SETTINGS, input: 12, output: 0 },
        { code: IOCTL_SET_SETTINGS, input: 8, output: 0 },
      ],
    },
  },
  {
    ...EXAMPLE,
    name: 'upload',
    description:
      'a plain WDM device that takes an image in pieces by METHOD_IN_DIRECT, and gives its checksum',
    driver: uploadDriver,
    model: uploadModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      payloads: true,
      controls: [
        { code: IOCTL_UPLOAD, input: 8, output: 32 },
        { code: IOCTL_CHECKSUM, input: 0, output: 4 },
      ],
    },
  },
  {
    ...EXAMPLE,
    name: 'download',
    description: 'a plain WDM device that gives ranges of a table by METHOD_OUT_DIRECT',
    driver: downloadDriver,
    model: downloadModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      payloads: true,
      controls: [{ code: IOCTL_DOWNLOAD, input: 8, output: 32 }],
    },
  },
  {
    ...EXAMPLE,
    name: 'sorter',
    description: 'a plain WDM device that captures bytes and gives them back in order, by METHOD_NEITHER',
    driver: sorterDriver,
    model: sorterModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      payloads: true,
      lengthsBeyondMemory: true,
      controls: [{ code: IOCTL_SORT, input: 12, output: 8 }],
    },
  },
  {
    ...EXAMPLE,
    name: 'budget',
    description:
      'a plain WDM device whose opens share a budget, by control codes: FsContext and device extension',
    driver: budgetDriver,
    model: budgetModel,
    movesNoData: [],
    generation: {
      ...PLAIN,
      lengthPrefixed: true,
      controls: [
        { code: IOCTL_RESERVE, input: 4, output: 0 },
        { code: IOCTL_OWN_UNITS, input: 0, output: 4 },
        { code: IOCTL_ALL_UNITS, input: 0, output: 12 },
      ],
    },
  },
  {
    ...EXAMPLE,
    name: 'article-verbatim',
    description: 'the article’s device on the framework as published',
    driver: articleDriver(verbatimFramework),
    model: articleModel,
    generation: PLAIN,
  },
  {
    ...EXAMPLE,
    name: 'record-verbatim',
    description: 'the record device on the framework as published',
    driver: recordDriver(verbatimFramework),
    model: recordModel,
    generation: { recordKeys: true, faults: false },
  },
  {
    ...EXAMPLE,
    name: 'default-verbatim',
    description: 'default callbacks on the framework as published',
    driver: defaultCallbacksDriver(verbatimFramework),
    model: defaultCallbacksModel,
    movesNoData: BUFFERING_MODES,
    generation: WITHOUT_FAULTS,
  },
  {
    ...EXAMPLE,
    name: 'overclaim-verbatim',
    description: 'reports one byte more than a read asked for',
    driver: overclaimDriver(verbatimFramework),
    model: articleModel,
    generation: WITHOUT_FAULTS,
  },
  {
    ...EXAMPLE,
    name: 'complete-then-err-verbatim',
    description: 'completes an empty read and then returns an error',
    driver: completeThenErrDriver(verbatimFramework),
    model: articleModel,
    generation: WITHOUT_FAULTS,
  },
  {
    ...EXAMPLE,
    name: 'forgets-to-complete-verbatim',
    description: 'never completes a read',
    driver: forgetsToCompleteDriver(verbatimFramework),
    model: articleModel,
    generation: WITHOUT_FAULTS,
  },
  {
    ...EXAMPLE,
    name: 'status-disagrees-verbatim',
    description: 'completes a write beyond offset 0 with an error and returns success',
    driver: statusDisagreesDriver(verbatimFramework),
    model: articleModel,
    generation: WITHOUT_FAULTS,
  },
];
