import { describe, expect, it } from 'vitest';
import { driverKinds, looksPnp } from '../../../../src/impl/native/image/driver-class.ts';
import type { DriverImage } from '../../../../src/impl/native/image/driver-image.ts';
import { hardwareImports } from '../../../../src/impl/native/image/hardware.ts';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { driverFile } from './driver.setup.ts';

const base = parseImage(driverFile());

/** An image that imports these, each as `module!name`, and exports others. */
function importing(names: readonly string[], exportNames: readonly string[] = []): DriverImage {
  const imports = names.map((each, index) => {
    const [module = '', name = ''] = each.split('!');
    return { module, by: { name }, slotRva: 0x2000 + 8 * index, delayed: false };
  });
  return { ...base, imports, exportNames };
}

describe('driverKinds', () => {
  it.each<[string, readonly string[]]>([
    ['WDM', ['ntoskrnl.exe!IoCreateDevice']],
    ['WDM', ['ntoskrnl.exe!WdmlibIoCreateDeviceSecure']],
    ['KMDF', ['WDFLDR.SYS!WdfVersionBind', 'ntoskrnl.exe!IoCreateDevice']],
    ['minifilter', ['FLTMGR.SYS!FltRegisterFilter']],
    ['NDIS miniport', ['NDIS.SYS!NdisMRegisterMiniportDriver']],
    ['NDIS filter', ['NDIS.SYS!NdisFRegisterFilterDriver']],
    ['NDIS protocol', ['NDIS.SYS!NdisRegisterProtocolDriver']],
    ['KMDF, WFP callout', ['fwpkclnt.sys!FwpsCalloutRegister1', 'wdfldr.sys!WdfVersionBind']],
    ['storport miniport', ['storport.sys!StorPortInitialize']],
    ['scsiport miniport', ['SCSIPORT.SYS!ScsiPortInitialize']],
    ['ATA miniport', ['ataport.sys!AtaPortInitialize']],
    ['audio (PortCls)', ['portcls.sys!PcInitializeAdapterDriver']],
    ['AVStream', ['ks.sys!KsInitializeDriver']],
    ['video miniport', ['VIDEOPRT.SYS!VideoPortInitialize']],
    ['HID minidriver', ['HIDCLASS.SYS!HidRegisterMinidriver']],
    ['class driver (ClassPnP)', ['CLASSPNP.SYS!ClassInitialize']],
    ['redirector', ['rdbss.sys!RxRegisterMinirdr']],
    ['makes no device', ['ntoskrnl.exe!DbgPrint']],
    ['WDM', ['NDIS.SYS!NdisGetVersion', 'FLTMGR.SYS!FltGetRoutineAddress', 'ntoskrnl.exe!IoCreateDevice']],
  ])('%s', (kinds, names) => {
    expect(driverKinds(importing(names)).join(', ')).toBe(kinds);
  });

  it('an export library makes no device and exports names', () => {
    expect(driverKinds(importing(['ntoskrnl.exe!DbgPrint'], ['DllInitialize']))).toEqual(['export library']);
    expect(driverKinds(importing(['ntoskrnl.exe!IoCreateDevice'], ['DllInitialize']))).toEqual(['WDM']);
  });

  it('an import by number tells the module alone', () => {
    const [first] = importing(['wdfldr.sys!x']).imports;
    const imports = first === undefined ? [] : [{ ...first, by: { ordinal: 1 } }];
    expect(driverKinds({ ...base, imports })).toEqual(['KMDF']);
  });
});

it('a driver that attaches and registers an interface looks PnP', () => {
  const attach = 'ntoskrnl.exe!IoAttachDeviceToDeviceStack';
  const register = 'ntoskrnl.exe!IoRegisterDeviceInterface';
  expect(looksPnp(importing([attach, register]))).toBe(true);
  expect(looksPnp(importing([attach]))).toBe(false);
  expect(looksPnp(importing([register]))).toBe(false);
});

it('what needs hardware is told by its imports, each once', () => {
  expect(hardwareImports(base.imports)).toEqual(['MmMapIoSpace', 'HalGetInterruptVector']);
  const { imports } = importing([
    'hal.dll!MmMapIoSpace',
    'ntoskrnl.exe!MmMapIoSpace',
    'ntoskrnl.exe!DbgPrint',
  ]);
  expect(hardwareImports(imports)).toEqual(['MmMapIoSpace']);
});
