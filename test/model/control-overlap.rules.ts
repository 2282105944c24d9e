import { CTL_CODE } from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import { STATUS_ACCESS_VIOLATION } from '../../src/nt/ntstatus.ts';
import { USER_FILL } from '../../src/trace/run/observation.ts';
import { control, open, type Rule } from './calls.ts';
import { done, EMPTY, FROM_7, UNTOUCHED } from './steps.ts';

/** The codes of the device `controls`, one for each method; what each does is in its driver. */
const INVERT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, 0, 0);
const STORE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x901, 1, 2);
const LOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x902, 2, 1);
const COPY = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x903, 3, 0);

const COUNTER = Uint8Array.of(1, 2, 3, 4);
const INVERTED = Uint8Array.of(0xfe, 0xfd, 0xfc, 0xfb);
const FILL = new Uint8Array(4).fill(USER_FILL);

type Row = Omit<Rule, 'config' | 'before'> & { readonly before?: Rule['before'] };

const READ_ONLY = { memory: 'read-only' } as const;

/** Both buffers in one piece of memory, the output `at` bytes from the input's first. */
export const OVERLAP_ROWS: readonly Row[] = [
  {
    arm: 'R43d in one piece',
    title: 'METHOD_NEITHER: the input is as it was given, wherever the output is',
    call: control({ code: COPY, output: { at: 1 }, outputBefore: Uint8Array.of(2, 3, 4, USER_FILL) }),
    expected: { ...done(4), buffer: COUNTER },
  },
  {
    arm: 'R43d in one piece',
    title: 'METHOD_NEITHER: memory that can only be read',
    call: control({ code: COPY, input: READ_ONLY, output: { ...READ_ONLY, at: 0 }, outputBefore: COUNTER }),
    expected: { status: STATUS_ACCESS_VIOLATION, iosb: UNTOUCHED, buffer: EMPTY },
  },
  {
    arm: 'R43d in one piece',
    title: 'METHOD_BUFFERED: one buffer',
    call: control({ code: INVERT, output: { at: 0 }, outputBefore: COUNTER }),
    expected: { ...done(4), buffer: INVERTED },
  },
  {
    arm: 'R43d in one piece',
    title: 'METHOD_BUFFERED: behind the answer the input stays',
    call: control({
      code: INVERT,
      output: { length: 7, at: -2 },
      outputBefore: Uint8Array.of(USER_FILL, USER_FILL, ...COUNTER, USER_FILL),
    }),
    expected: { ...done(4), buffer: INVERTED },
  },
  {
    arm: 'R43d in one piece',
    title: 'METHOD_IN_DIRECT locks one buffer for reading',
    call: control({ code: STORE, input: READ_ONLY, output: { ...READ_ONLY, at: 0 }, outputBefore: COUNTER }),
    expected: { ...done(4), buffer: COUNTER },
  },
  {
    arm: 'R43d in one piece',
    title: 'METHOD_OUT_DIRECT: what was stored is given into the input',
    before: [open(), control({ code: STORE, output: { length: 9 } })],
    call: control({ code: LOAD, output: { at: 3 }, outputBefore: Uint8Array.of(4, ...FILL.subarray(1)) }),
    expected: { ...done(4), buffer: COUNTER },
  },
  {
    arm: 'R43 lock',
    title: 'METHOD_OUT_DIRECT locks the memory of the input for writing',
    call: control({
      code: LOAD,
      event: true,
      input: READ_ONLY,
      output: { ...READ_ONLY, at: 0 },
      outputBefore: COUNTER,
    }),
    expected: { ...FROM_7, status: STATUS_ACCESS_VIOLATION },
  },
];
