// Fails every call of a driver that may fail, one after the other, and stops the machine in every call: what no
// campaign reaches, since its faults strike reads and writes alone.
const STATUS_INSUFFICIENT_RESOURCES = 0xc000009a | 0;
const MANUALLY_INITIATED_CRASH = 0xe2;

/** What the routines that may fail answer then. */
const FAILURES = {
  ExAllocatePool2: 0,
  ExAllocatePoolWithTag: 0,
  IoAllocateMdl: 0,
  MmGetSystemAddressForMdlSafe: 0,
  IoCreateDevice: STATUS_INSUFFICIENT_RESOURCES,
  IoCreateSymbolicLink: STATUS_INSUFFICIENT_RESOURCES,
};

const TRANSFER = {
  handle: 0,
  offset: 0n,
  key: 4,
  event: false,
  buffer: { pageOffset: 4090, memory: 'read-write', shared: false },
  during: [],
};
const LENGTH = 16;
const DATA = Uint8Array.from({ length: LENGTH }, (_, index) => 1 + index);
const CALLS = [
  {
    call: 'NtCreateFile',
    name: '\\??\\Example',
    access: 'read-write',
    overlapped: false,
    options: [],
    share: 'read-write',
    during: [],
  },
  { call: 'NtWriteFile', ...TRANSFER, length: LENGTH, data: DATA },
  { call: 'NtReadFile', ...TRANSFER, length: LENGTH },
  { call: 'NtFlushBuffersFile', handle: 0, during: [] },
  { call: 'NtClose', handle: 0, during: [] },
];

/** A driver whose `ddi` passes each call to `intercept`, which answers it or gives undefined. */
function intercepted(driver, intercept) {
  return {
    driverEntry: (ddi, object, mode) => {
      const routines = Object.entries(ddi).filter(
        ([name, value]) => typeof value === 'function' && name !== 'routine',
      );
      const wrapped = routines.map(([name, routine]) => [
        name,
        (...parameters) => intercept(name, ddi) ?? routine(...parameters),
      ]);
      return driver.driverEntry({ ...ddi, ...Object.fromEntries(wrapped) }, object, mode);
    },
  };
}

/** Loads the driver, makes the calls, unloads it; null for what was left when the machine stopped. */
function run(machine, { PLAIN_MACHINE, DEFAULT_DIALECT }, driver, mode) {
  machine.boot(driver, mode, PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  for (const call of CALLS) {
    if (machine.kernel.stopped) break;
    machine.caller.perform(call);
  }
  const left = machine.kernel.stopped ? null : machine.shutDown();
  const { bugCheck, violations } = machine.kernel.recorder;
  return { left, bugCheck, violations };
}

/** What is wrong after a call failed; null when nothing is. */
function problemOf({ left, bugCheck, violations }) {
  if (bugCheck !== null) return `bug check 0x${bugCheck.code.toString(16)}: ${bugCheck.reason}`;
  if (violations.length > 0) return violations[0].detail;
  return Object.values(left ?? {}).every((count) => count === 0) ? null : `left ${JSON.stringify(left)}`;
}

/** Fails the calls one after the other; returns how many runs it made, and the problems. */
export function sweepFailures(machine, trace, subject, mode) {
  const problems = [];
  let runs = 0;
  for (let failing = 1, reached = true; reached; failing += 1) {
    let calls = 0;
    const driver = intercepted(subject.driver, (name) => {
      if (FAILURES[name] === undefined) return undefined;
      calls += 1;
      return calls === failing ? FAILURES[name] : undefined;
    });
    const problem = problemOf(run(machine, trace, driver, mode));
    reached = calls >= failing;
    if (reached) runs += 1;
    if (problem !== null) problems.push(`${mode}, failure of call ${failing}: ${problem}`);
  }
  return { runs, problems };
}

/** Stops the machine in the calls one after the other: a driver lets that pass. */
export function sweepStops(machine, trace, subject, mode) {
  const problems = [];
  let runs = 0;
  for (let stopping = 1, reached = true; reached; stopping += 1) {
    let calls = 0;
    const driver = intercepted(subject.driver, (_name, ddi) => {
      calls += 1;
      if (calls === stopping) ddi.KeBugCheckEx(MANUALLY_INITIATED_CRASH, 0, 0, 0, 0);
    });
    const { bugCheck } = run(machine, trace, driver, mode);
    reached = calls >= stopping;
    if (reached) runs += 1;
    if (calls > stopping) problems.push(`${mode}: went on after the machine had stopped in call ${stopping}`);
    if (reached && bugCheck?.code !== MANUALLY_INITIATED_CRASH)
      problems.push(`${mode}: call ${stopping} did not stop it`);
  }
  return { runs, problems };
}
