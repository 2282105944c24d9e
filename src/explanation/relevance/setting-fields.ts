import { textShown } from '../../trace/ops/field-type.ts';
import {
  type BufferingMode,
  type Dialect,
  FRAGMENTATIONS,
  type Machine,
  type Trace,
} from '../../trace/trace.ts';
import type { Alternative, Field } from './field.ts';

/** A scattered machine is tried with this permutation, and with the next one where it has this one. */
const FRAME_SEED = 0;

function framesText({ fragmentation, frameSeed }: Machine): string {
  return fragmentation === 'scattered' ? `scattered by ${frameSeed}` : fragmentation;
}

function otherMachines({ fragmentation, frameSeed }: Machine): Machine[] {
  const others = FRAGMENTATIONS.filter((each) => each !== fragmentation);
  const machines = others.map((each) => ({ fragmentation: each, frameSeed: FRAME_SEED }));
  if (fragmentation !== 'scattered') return machines;
  return [...machines, { fragmentation, frameSeed: frameSeed === FRAME_SEED ? FRAME_SEED + 1 : FRAME_SEED }];
}

function dialectText({ systemBuffer, strictOffsets }: Dialect): string {
  return `${systemBuffer} SystemBuffer, ${strictOffsets ? 'strict' : 'lenient'} offsets`;
}

function otherDialects(dialect: Dialect): Dialect[] {
  const { systemBuffer, strictOffsets } = dialect;
  return [
    { ...dialect, systemBuffer: systemBuffer === 'stale' ? 'zeroed' : 'stale' },
    { ...dialect, strictOffsets: !strictOffsets },
  ];
}

/** The mode, the frames and the dialect of a trace; `modes` are those of its driver. */
export function settingFields(trace: Trace, modes: readonly BufferingMode[]): readonly Field[] {
  const { setting } = trace;
  const { mode, dialect, machine } = setting;
  const fields: [name: string, text: string, alternatives: Alternative[]][] = [
    [
      'mode',
      mode,
      modes
        .filter((other) => other !== mode)
        .map((other) => ({
          value: textShown(other),
          trace: { ...trace, setting: { ...setting, mode: other } },
        })),
    ],
    [
      'frames',
      framesText(machine),
      otherMachines(machine).map((other) => ({
        value: textShown(framesText(other)),
        trace: { ...trace, setting: { ...setting, machine: other } },
      })),
    ],
    [
      'dialect',
      dialectText(dialect),
      otherDialects(dialect).map((other) => ({
        value: textShown(dialectText(other)),
        trace: { ...trace, setting: { ...setting, dialect: other } },
      })),
    ],
  ];
  return fields.flatMap(([name, text, alternatives]) =>
    alternatives.length === 0
      ? []
      : [{ name, op: null, value: textShown(text), alternatives, numbers: null, isClosed: true }],
  );
}
