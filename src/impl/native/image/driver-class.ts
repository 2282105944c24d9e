import type { DriverImage } from './driver-image.ts';

/** What kind of driver imports from a module; where there are names, one of them has to be among what it imports. */
interface KindRule {
  readonly kind: string;
  readonly module: string;
  readonly names?: readonly string[];
}

const RULES: readonly KindRule[] = [
  { kind: 'KMDF', module: 'wdfldr.sys' },
  { kind: 'minifilter', module: 'fltmgr.sys', names: ['FltRegisterFilter'] },
  {
    kind: 'NDIS miniport',
    module: 'ndis.sys',
    names: ['NdisMRegisterMiniportDriver', 'NdisMRegisterMiniport'],
  },
  { kind: 'NDIS filter', module: 'ndis.sys', names: ['NdisFRegisterFilterDriver'] },
  {
    kind: 'NDIS protocol',
    module: 'ndis.sys',
    names: ['NdisRegisterProtocolDriver', 'NdisRegisterProtocol'],
  },
  {
    kind: 'WFP callout',
    module: 'fwpkclnt.sys',
    names: ['FwpsCalloutRegister0', 'FwpsCalloutRegister1', 'FwpsCalloutRegister2', 'FwpsCalloutRegister3'],
  },
  { kind: 'storport miniport', module: 'storport.sys' },
  { kind: 'scsiport miniport', module: 'scsiport.sys' },
  { kind: 'ATA miniport', module: 'ataport.sys' },
  { kind: 'audio (PortCls)', module: 'portcls.sys' },
  { kind: 'AVStream', module: 'ks.sys', names: ['KsInitializeDriver'] },
  { kind: 'video miniport', module: 'videoprt.sys' },
  { kind: 'HID minidriver', module: 'hidclass.sys', names: ['HidRegisterMinidriver'] },
  { kind: 'class driver (ClassPnP)', module: 'classpnp.sys' },
  { kind: 'redirector', module: 'rdbss.sys' },
];

const CREATES_DEVICE: readonly string[] = [
  'IoCreateDevice',
  'IoCreateDeviceSecure',
  'WdmlibIoCreateDeviceSecure',
];
const ATTACHES: readonly string[] = ['IoAttachDeviceToDeviceStack', 'IoAttachDeviceToDeviceStackSafe'];
/** What drivers of devices call that the PnP manager finds, and others hardly ever. */
const PNP: readonly string[] = [
  'IoGetDeviceProperty',
  'IoInvalidateDeviceRelations',
  'IoOpenDeviceRegistryKey',
  'IoRegisterDeviceInterface',
  'IoSetDeviceInterfaceState',
  'PoCallDriver',
  'PoStartNextPowerIrp',
];

/** Names of what it imports, by module in lower case. */
function importedNames({ imports }: DriverImage): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { module, by } of imports) {
    const key = module.toLowerCase();
    const names = found.get(key) ?? new Set();
    found.set(key, names);
    if ('name' in by) names.add(by.name);
  }
  return found;
}

/**
 * What kinds of driver an image is of, as far as its imports and exports tell: WDM where it makes devices and is none of
 * the others.
 */
export function driverKinds(image: DriverImage): string[] {
  const imported = importedNames(image);
  const kinds = RULES.filter(({ module, names }) => {
    const found = imported.get(module);
    return found !== undefined && (names === undefined || names.some((name) => found.has(name)));
  }).map(({ kind }) => kind);
  if (kinds.length > 0) return kinds;
  const all = [...imported.values()];
  if (CREATES_DEVICE.some((name) => all.some((names) => names.has(name)))) return ['WDM'];
  return [image.exportNames.length > 0 ? 'export library' : 'makes no device'];
}

/**
 * Whether an image looks like the driver of a device that the PnP manager finds: it attaches to a stack and calls what
 * such drivers call. Whether it has an AddDevice routine shows only when its DriverEntry runs.
 */
export function looksPnp(image: DriverImage): boolean {
  const all = [...importedNames(image).values()];
  const imports = (names: readonly string[]): boolean =>
    names.some((name) => all.some((found) => found.has(name)));
  return imports(ATTACHES) && imports(PNP);
}
