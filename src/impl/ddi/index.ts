export { DeviceObject } from '../io/device-object.ts';
export { DriverObject } from '../io/driver-object.ts';
export { FileObject } from '../io/file-object.ts';
export { IoStackLocation } from '../io/io-stack-location.ts';
export { Irp } from '../io/irp.ts';
export type {
  DispatchRoutine,
  EntryRoutine,
  RoutineKindName,
  RoutineOf,
  UnloadRoutine,
} from '../kernel/routine-kinds.ts';
export type { DriverMemory } from '../memory/driver-memory.ts';
export { AccessViolation, RaisedException } from '../memory/exceptions.ts';
export { Mdl } from '../memory/mdl.ts';
export { NULL_VA, type Va, vaAdd } from '../memory/va.ts';
export type { Ddi, DdiRoutines, Reports } from './ddi.ts';
export type { DriverModule } from './driver-module.ts';
