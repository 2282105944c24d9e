/** Public pages and tests that say what a field holds. Tests were written to pass on Windows. */
export const SOURCES = {
  'KMT IoIrp': 'ReactOS kernel-mode test IoIrp: what it asserts of IoInitializeIrp and IoAllocateIrp',
  'KMT IoMdl': 'ReactOS kernel-mode test IoMdl: what it asserts of IoAllocateMdl',
  'KMT IoDeviceObject':
    'ReactOS kernel-mode test IoDeviceObject: what it asserts of the driver object in DriverEntry, in a dispatch ' +
    'routine and in DriverUnload, and of a device that was just created',
  'Wine test_irp_struct':
    "Wine's test driver, test_irp_struct: what it asserts of an IRP that is dispatched, and of IoAllocateIrp",
  'Wine do_return_status': "Wine's test driver and its caller, do_return_status: which events are signaled",
  'DDI IRP': 'Microsoft: IRP structure (wdm.h)',
  'DDI DEVICE_OBJECT': 'Microsoft: DEVICE_OBJECT structure (wdm.h)',
  'DDI DRIVER_OBJECT': 'Microsoft: DRIVER_OBJECT structure (wdm.h)',
  'DDI FILE_OBJECT': 'Microsoft: FILE_OBJECT structure (wdm.h)',
  'WDK initializing-a-device-object': 'Microsoft: Initializing a Device Object',
} as const;

/** A public source, by its name here, or a rule, which has sources of its own. */
export type Source = keyof typeof SOURCES | `R${number}` | `R${number}a`;
