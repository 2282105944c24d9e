import { type Import, importName } from './import-thunks.ts';

/** Routines that reach for a device's memory, ports, interrupts or DMA, or for a bus. */
const HARDWARE: ReadonlySet<string> = new Set([
  'HalAllocateCommonBuffer',
  'HalGetAdapter',
  'HalGetBusData',
  'HalGetBusDataByOffset',
  'HalGetInterruptVector',
  'HalSetBusData',
  'HalSetBusDataByOffset',
  'HalTranslateBusAddress',
  'IoConnectInterrupt',
  'IoConnectInterruptEx',
  'IoGetDmaAdapter',
  'IoReportDetectedDevice',
  'IoReportResourceForDetection',
  'IoReportResourceUsage',
  'MmMapIoSpace',
  'MmMapIoSpaceEx',
  'NdisMMapIoSpace',
  'NdisMRegisterInterruptEx',
  'NdisMRegisterIoPortRange',
  'NdisMRegisterScatterGatherDma',
  'ScsiPortGetDeviceBase',
  'StorPortGetDeviceBase',
  'VideoPortGetDeviceBase',
]);

/** Names of the imports that need hardware, each once, in the order of the image. */
export function hardwareImports(imports: readonly Import[]): string[] {
  return [...new Set(imports.map(importName).filter((name) => HARDWARE.has(name)))];
}
