import { type Call, EVENT_HANDLE, type ReadFileCall, type WriteFileCall } from './call.ts';
import { bufferText, printable } from './describe.ts';

function handleText(handle: number): string {
  if (handle === EVENT_HANDLE) return "an event's handle";
  return handle < 0 ? 'no handle' : `handle ${handle}`;
}

function transferText(call: ReadFileCall | WriteFileCall): string {
  const { handle, offset, length, pageOffset, memory, shared, key, event, fault } = call;
  const parts = [
    handleText(handle),
    `ByteOffset ${offset ?? 'NULL'}`,
    `Length ${length}`,
    ...bufferText({ pageOffset, memory, shared }),
    ...(key === 0 ? [] : [`Key 0x${key.toString(16)}`]),
    ...(event ? ['an event'] : []),
    ...(fault === null ? [] : [`fault ${fault}`]),
  ];
  return parts.join(', ');
}

function argumentsText(call: Call): string {
  switch (call.call) {
    case 'NtCreateFile':
      return `${printable(call.name)}, ${call.access}${call.overlapped ? ', overlapped' : ''}`;
    case 'NtReadFile':
    case 'NtWriteFile':
      return transferText(call);
    case 'NtSetInformationFile':
      return `${handleText(call.handle)}, FilePositionInformation ${call.position}`;
    case 'NtQueryInformationFile':
      return `${handleText(call.handle)}, FilePositionInformation`;
    case 'NtFlushBuffersFile':
    case 'NtDuplicateObject':
    case 'NtClose':
      return handleText(call.handle);
  }
}

/** A call with its arguments, for people: `NtWriteFile: handle 0, ByteOffset 0, Length 3`. */
export function callText(call: Call): string {
  return `${call.call}: ${argumentsText(call)}`;
}
