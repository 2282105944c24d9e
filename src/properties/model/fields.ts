import type { Expected } from '../../model/expected.ts';
import { bugCheckName } from '../../nt/bug-check.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import type { Call } from '../../trace/ops/index.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import type { ComparedField } from '../narrow.ts';
import { difference, isFillFrom, startsWith } from './bytes.ts';

/** One property's part of an observation of a system call, compared with one allowed outcome. */
export interface Field extends ComparedField<Expected, Observation, Call> {
  /** What was expected and what was observed, for people. */
  explain(expected: Expected, observed: Observation, call: Call, run: Run): Explanation;
}

interface Explanation {
  readonly expected: string;
  readonly observed: string;
}

const status: Field = {
  property: 'model/status',
  compared: () => 1,
  mismatch(expected, observed) {
    if (expected.ending === observed.ending && expected.status === observed.status) return null;
    const ending = observed.ending === 'returned' ? ntstatusName(observed.status) : observed.ending;
    return `${ending}-for-${ntstatusName(expected.status)}`;
  },
  explain(expected, observed, _call, run) {
    return { expected: answerText(expected), observed: endingText(observed, run) };
  },
};

const information: Field = {
  property: 'model/information',
  compared: (expected, observed) => (expected.iosb?.written && observed.iosbWritten ? 1 : 0),
  mismatch(expected, observed) {
    const { iosb } = expected;
    // Whether the block was written at all is model/iosb's.
    if (!iosb?.written || !observed.iosbWritten) return null;
    if (observed.information === iosb.information) return null;
    return observed.information > iosb.information ? 'too-large' : 'too-small';
  },
  explain(expected, observed) {
    return { expected: answerText(expected), observed: returnedText(observed) };
  },
};

const iosb: Field = {
  property: 'model/iosb',
  compared: (expected) => (expected.iosb === null && expected.fileSignaled === undefined ? 0 : 1),
  mismatch(expected, observed) {
    const block = expected.iosb;
    if (block !== null) {
      if (block.written && !observed.iosbWritten) return 'not-written';
      if (!block.written && observed.iosbWritten) return `written-for-${ntstatusName(expected.status)}`;
      if (block.written && observed.iosbStatus !== block.status) {
        return `status-${ntstatusName(observed.iosbStatus)}-for-${ntstatusName(block.status)}`;
      }
    }
    if (expected.eventSignaled !== undefined && observed.eventSignaled !== expected.eventSignaled) {
      return observed.eventSignaled === true ? 'event-signaled' : 'event-not-signaled';
    }
    if (expected.fileSignaled !== undefined && observed.fileSignaled !== expected.fileSignaled) {
      return observed.fileSignaled === true ? 'file-event-signaled' : 'file-event-not-signaled';
    }
    return null;
  },
  explain(expected, observed) {
    const block = expected.iosb;
    const written =
      block === null ? 'IOSB either way' : iosbText(block.written, block.written ? block.status : 0);
    return {
      expected: written + eventsText(expected.eventSignaled, expected.fileSignaled),
      observed:
        iosbText(observed.iosbWritten, observed.iosbStatus) +
        eventsText(observed.eventSignaled, observed.fileSignaled),
    };
  },
};

const data: Field = {
  property: 'model/data',
  // Fill that stayed as it was is compared too, but is nothing of substance.
  compared: (expected, observed) => (observed.buffer === null ? 0 : (expected.buffer?.length ?? 0)),
  mismatch(expected, observed, call) {
    const prefix = expected.buffer;
    if (prefix === undefined || prefix === null) return null;
    const { buffer } = observed;
    if (call.call === 'NtWriteFile') {
      const isUnchanged =
        buffer !== null && buffer.length === call.data.length && startsWith(buffer, call.data);
      return isUnchanged ? null : 'caller-data-changed';
    }
    if (buffer === null) return 'wrong-bytes';
    if (!startsWith(buffer, prefix)) {
      return isFillFrom(buffer, 0) ? 'not-transferred' : 'wrong-bytes';
    }
    return isFillFrom(buffer, prefix.length) ? null : 'changed-beyond-data';
  },
  explain(expected, observed, call) {
    const prefix = call.call === 'NtWriteFile' ? call.data : (expected.buffer ?? new Uint8Array(0));
    const { buffer } = observed;
    if (buffer === null) return { expected: `${prefix.length} bytes of data`, observed: 'no buffer' };
    const { at, expected: wanted, observed: found, count } = difference(buffer, prefix);
    return {
      expected: `byte ${at} is ${wanted}, of ${prefix.length} bytes of data`,
      observed: `byte ${at} is ${found}, ${count} of ${buffer.length} bytes differ`,
    };
  },
};

const position: Field = {
  property: 'model/position',
  compared: (expected) => (typeof expected.position === 'bigint' ? 1 : 0),
  mismatch(expected, observed, call) {
    const wanted = expected.position;
    if (wanted === undefined || observed.position === wanted) return null;
    const isTransfer = call.call === 'NtReadFile' || call.call === 'NtWriteFile';
    const { position: found } = observed;
    return isTransfer && wanted !== null && found !== null && found > wanted ? 'advanced' : 'wrong';
  },
  explain(expected, observed) {
    return { expected: positionText(expected.position), observed: positionText(observed.position) };
  },
};

/** The properties of one walk, in the order in which they narrow the set of outcomes. */
export const FIELDS: readonly Field[] = [status, information, iosb, data, position];

/** `STATUS_SUCCESS, Information 1`. */
function answerText({ status: value, iosb: block }: Expected): string {
  const name = ntstatusName(value);
  return block?.written ? `${name}, Information ${block.information}` : name;
}

function returnedText(observed: Observation): string {
  const name = ntstatusName(observed.status);
  return observed.iosbWritten ? `${name}, Information ${observed.information}` : name;
}

function endingText(observed: Observation, run: Run): string {
  if (observed.ending === 'returned') return returnedText(observed);
  if (observed.ending === 'blocked') return 'never returns';
  if (run.bugCheck !== null) return `bug check ${bugCheckName(run.bugCheck.code)}`;
  return run.driverException === null ? 'bug check' : `${run.driverException.name} in the driver`;
}

function iosbText(written: boolean, value: number): string {
  return written ? `IOSB ${ntstatusName(value)}` : 'IOSB untouched';
}

function eventsText(event: boolean | null | undefined, fileEvent: boolean | null | undefined): string {
  return eventText('event', event) + eventText('file event', fileEvent);
}

function eventText(name: string, signaled: boolean | null | undefined): string {
  if (signaled === null || signaled === undefined) return '';
  return signaled ? `, ${name} signaled` : `, ${name} not signaled`;
}

function positionText(value: bigint | null | undefined): string {
  return value === null || value === undefined ? 'no position' : `position ${value}`;
}
