import type { ScoutedAnswer } from '../../execution/scout.ts';
import { controlCodeOf } from '../../nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM } from '../../nt/device.ts';
import { canonicalOp, type Op } from '../../trace/ops/index.ts';
import { settingOf } from '../../trace/setting.ts';
import { type BufferingMode, TRACE_FORMAT, type Trace } from '../../trace/trace.ts';

/** A control request of a scouting run. Lengths in bytes. */
export interface Probe {
  readonly code: number;
  readonly input: number;
  readonly output: number;
}

/** The answer to a probe; null where there was none. */
export type ProbeAnswer = ScoutedAnswer | null;

/** Opens the device, and sends one control request. Codes of file systems go the way that DeviceIoControl sends them (R43b). */
export function probeTrace(subject: string, mode: BufferingMode, { code, input, output }: Probe): Trace {
  const buffer = { pageOffset: 0, memory: 'read-write', shared: false } as const;
  const request = {
    handle: 0,
    code,
    input: { length: input, ...buffer },
    output: { length: output, ...buffer, at: null },
    // Counts and lengths of nothing, and pointers to nothing, are refused least often.
    data: { pattern: 'zero' },
    event: false,
    during: [],
  } as const;
  const isFileSystem = controlCodeOf(code).deviceType === FILE_DEVICE_FILE_SYSTEM;
  const ops: readonly Op[] = [
    canonicalOp('open'),
    isFileSystem ? { op: 'fs-control', ...request } : { op: 'control', ...request },
  ];
  return { format: TRACE_FORMAT, subject, setting: settingOf(mode), ops, seed: null };
}
