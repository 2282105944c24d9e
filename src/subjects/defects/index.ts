import { bufferDefects } from './buffers.ts';
import { completionDefects } from './completion.ts';
import { controlDefects } from './controls.ts';
import { dataDefects } from './data.ts';
import type { Defect } from './defect.ts';
import { deviceControlDefects } from './device-controls.ts';
import { diskDefects } from './disk.ts';
import { faultDefects } from './faults.ts';
import { irpDefects } from './irps.ts';
import { leftBehindDefects } from './left-behind.ts';
import { lengthNumberDefects } from './length-numbers.ts';
import { lockDefects } from './locks.ts';
import { mailboxDefects } from './mailbox.ts';
import { mdlDefects } from './mdls.ts';
import { offsetDefects } from './offsets.ts';
import { perFileDefects } from './per-file.ts';
import { rareRequestDefects } from './rare-requests.ts';
import { requestBufferDefects } from './request-buffers.ts';
import { requestDefects } from './requests.ts';
import { structureDefects } from './structures.ts';

export { DEFECT_PREFIX, type Defect } from './defect.ts';

/** The catalogue of seeded defects, in the order in which it is listed. */
export const defects: readonly Defect[] = [
  ...completionDefects,
  ...irpDefects,
  ...lockDefects,
  ...offsetDefects,
  ...bufferDefects,
  ...requestBufferDefects,
  ...dataDefects,
  ...requestDefects,
  ...mdlDefects,
  ...diskDefects,
  ...mailboxDefects,
  ...perFileDefects,
  ...faultDefects,
  ...controlDefects,
  ...structureDefects,
  ...rareRequestDefects,
  ...deviceControlDefects,
  ...leftBehindDefects,
  ...lengthNumberDefects,
];

/** The defect of an id; undefined where there is none. */
export function findDefect(id: string): Defect | undefined {
  return defects.find((candidate) => candidate.id === id);
}
