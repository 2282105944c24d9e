import { articleDriver } from '../drivers/article.ts';
import { articleControlsDriver } from '../drivers/article-controls.ts';
import {
  IOCTL_COPY,
  IOCTL_FETCH,
  IOCTL_INVERT,
  IOCTL_LOAD,
  IOCTL_NEGATE,
  IOCTL_PRINT_VALUE,
  IOCTL_READ_VALUE,
  IOCTL_STORE,
  IOCTL_WRITE_VALUE,
} from '../drivers/control-codes.ts';
import { controlsDriver } from '../drivers/controls.ts';
import { defaultCallbacksDriver } from '../drivers/default-callbacks.ts';
import { completeThenErrDriver } from '../drivers/defects/complete-then-err.ts';
import { forgetsToCompleteDriver } from '../drivers/defects/forgets-to-complete.ts';
import { overclaimDriver } from '../drivers/defects/overclaim.ts';
import { statusDisagreesDriver } from '../drivers/defects/status-disagrees.ts';
import { diskDriver } from '../drivers/disk.ts';
import { mailboxDriver } from '../drivers/mailbox.ts';
import { partialDriver } from '../drivers/partial.ts';
import { perFileDriver } from '../drivers/per-file.ts';
import { recordDriver } from '../drivers/record.ts';
import { structuresDriver } from '../drivers/structures.ts';
import { verbatimFramework } from '../drivers/verbatim/framework.ts';
import { wdmArticleDriver } from '../drivers/wdm-article.ts';
import { zeroDriver } from '../drivers/zero.ts';
import { Access, framework } from '../impl/framework/index.ts';
import { articleModel } from '../model/devices/article.ts';
import { articleControlsModel } from '../model/devices/article-controls.ts';
import { controlsModel } from '../model/devices/controls.ts';
import { defaultCallbacksModel } from '../model/devices/default-callbacks.ts';
import { diskModel } from '../model/devices/disk.ts';
import { mailboxModel } from '../model/devices/mailbox.ts';
import { partialModel } from '../model/devices/partial.ts';
import { perFileModel } from '../model/devices/per-file.ts';
import { recordModel } from '../model/devices/record.ts';
import { structuresModel } from '../model/devices/structures.ts';
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
