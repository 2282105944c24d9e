import { expect, it } from 'vitest';
import { fromDist } from './dist.ts';

const { Namespace } = await fromDist<typeof import('../../src/impl/io/namespace.ts')>('impl/io/namespace');
const { POOL_BASE, vaAdd } = await fromDist<typeof import('../../src/impl/memory/va.ts')>('impl/memory/va');
const { reachesDevice, unreached } = await fromDist<typeof import('../../src/model/names.ts')>('model/names');
const { ntstatusName, STATUS_SUCCESS } =
  await fromDist<typeof import('../../src/nt/ntstatus.ts')>('nt/ntstatus');

const COMPONENTS = ['', 'Device', '??', 'DosDevices', 'GLOBAL??', 'GLOBALROOT', 'global', 'Example', 'Other'];
/** Components of the longest names. */
const MOST = 5;
const DEVICE_NAMES = ['\\Device\\Example', '\\??\\Example'];

/** Every name of `count` such components. */
function namesOf(count: number): string[] {
  if (count === 0) return [''];
  return namesOf(count - 1).flatMap((name) => COMPONENTS.map((component) => `${name}\\${component}`));
}

const NAMES = Array.from({ length: MOST + 1 }, (_, count) => namesOf(count)).flat();

it(`R1 the ${NAMES.length} names of up to ${MOST} components: the namespace answers as the model allows`, () => {
  const namespace = new Namespace();
  namespace.addDevice('\\Device\\Example', vaAdd(POOL_BASE, 64));
  namespace.createLink('\\DosDevices\\Example', '\\Device\\Example');
  const answers = new Set<string>();
  const differing = NAMES.filter((name) => {
    const { status } = namespace.lookup(name);
    const allowed = reachesDevice(DEVICE_NAMES, name)
      ? [STATUS_SUCCESS]
      : unreached(name).map((ending) => ending.status);
    answers.add(ntstatusName(status));
    return !allowed.includes(status);
  });
  expect(differing).toEqual([]);
  expect([...answers].sort()).toEqual([
    'STATUS_OBJECT_NAME_INVALID',
    'STATUS_OBJECT_NAME_NOT_FOUND',
    'STATUS_OBJECT_PATH_NOT_FOUND',
    'STATUS_OBJECT_PATH_SYNTAX_BAD',
    'STATUS_OBJECT_TYPE_MISMATCH',
    'STATUS_SUCCESS',
  ]);
});
