import { z } from 'zod';
import type { DriverModule } from '../impl/ddi/index.ts';
import type { DeviceModel } from '../model/device.ts';
import { ARM_NEEDS } from '../trace/arm-reach.ts';
import type { ControlHint } from '../trace/control-hint.ts';
import { controlHint, MAX_CONTROL_HINTS } from '../trace/control-hint-schema.ts';
import { VIEWS } from '../trace/ops/view.ts';
import type { DeclaredLimit } from '../trace/subject.ts';
import { describeThrown } from '../trace/thrown.ts';
import { BUFFERING_MODES, type BufferingMode } from '../trace/trace.ts';
import { ModuleError } from './bundle-module.ts';
import { type PayloadBytes, payloadsSchema } from './payload-bytes.ts';

/** What may be worth asking a driver, which its module and that of its model may say. */
interface GenerationHints {
  /** Control codes to send, each with the bytes that it wants and gives; none are sent without. */
  readonly controls?: readonly ControlHint[] | undefined;
  /** Lengths that mean something to the device, bytes. */
  readonly lengths?: readonly number[] | undefined;
  /** File offsets that do. */
  readonly offsets?: readonly number[] | undefined;
  /** Bytes that do, whole or as a beginning: data of writes and inputs of control requests. */
  readonly payloads?: readonly PayloadBytes[] | undefined;
}

/** What a driver's module says of itself, all of it optional but the driver. */
export interface DriverExports extends GenerationHints {
  readonly default: DriverModule;
  /** One line for people. */
  readonly description?: string | undefined;
  /** What to open, such as `\??\Example`, if not the first name that DriverEntry creates. */
  readonly openName?: string | undefined;
  /** The modes to check, if not all that DriverEntry sets when asked for them. */
  readonly modes?: readonly BufferingMode[] | undefined;
  /** Metamorphic properties the driver does not have, each with the reason. */
  readonly limits?: readonly DeclaredLimit[] | undefined;
  /** Modes in which the device moves no bytes. */
  readonly movesNoData?: readonly BufferingMode[] | undefined;
}

/** What a model's module says, all of it optional but the model. */
export interface ModelExports extends GenerationHints {
  readonly default: DeviceModel<unknown>;
}

/** With the bytes of payloads as lower-case hexadecimal digits. */
type Read<Exports extends GenerationHints> = Omit<Exports, 'payloads'> & {
  readonly payloads?: readonly string[] | undefined;
};

/** Hints as they are read: payloads as lower-case hexadecimal digits. */
export type ReadHints = Read<GenerationHints>;

const callable = z.custom<(...parameters: never[]) => unknown>((value) => typeof value === 'function', {
  error: 'expected a function',
});
/** The longest text that a module says of itself, UTF-16 code units, and how many there may be in a list. */
const MAX_TEXT = 4_096;
const MAX_ENTRIES = 10_000;

const TOO_LONG = `expected text of at most ${MAX_TEXT} characters`;
const TOO_MANY = `expected at most ${MAX_ENTRIES} entries`;

const line = z.string({ error: 'expected text' }).min(1, 'expected text').max(MAX_TEXT, TOO_LONG);
const modes = z.array(z.enum(BUFFERING_MODES, { error: `expected ${BUFFERING_MODES.join(', ')}` }), {
  error: 'expected an array of modes',
});

const WHOLE = 'expected a whole number from 0 to 2^53 - 1';
const MAX_NUMBERS = 32;
const numbers = z
  .array(z.int({ error: WHOLE }).min(0, WHOLE), { error: 'expected an array of whole numbers' })
  .max(MAX_NUMBERS, `expected at most ${MAX_NUMBERS} numbers`);

const hintFields = {
  controls: z
    .array(controlHint, { error: 'expected an array of { code, input, output }' })
    .max(MAX_CONTROL_HINTS, `expected at most ${MAX_CONTROL_HINTS} control codes`)
    .optional(),
  lengths: numbers.optional(),
  offsets: numbers.optional(),
  payloads: payloadsSchema.optional(),
};

const driverSchema = z.object({
  default: z.custom<DriverModule>((value) => callable.safeParse(Object(value)['driverEntry']).success, {
    error: 'expected a driver, as defineDriver makes it: an object with driverEntry',
  }),
  description: line.optional(),
  openName: line.optional(),
  modes: modes.min(1, 'expected at least one mode').optional(),
  limits: z
    .array(z.object({ property: line, reason: line }, { error: 'expected { property, reason }' }), {
      error: 'expected an array of { property, reason }',
    })
    .max(MAX_ENTRIES, TOO_MANY)
    .optional(),
  movesNoData: modes.optional(),
  ...hintFields,
});

const reach = z.record(
  line,
  z.strictObject(
    {
      modes: modes.min(1, 'expected at least one mode').optional(),
      views: z
        .array(z.enum(VIEWS, { error: `expected ${VIEWS.join(', ')}` }), {
          error: 'expected an array of views',
        })
        .min(1, 'expected at least one view')
        .optional(),
      needs: z.enum(ARM_NEEDS, { error: `expected ${ARM_NEEDS.join(', ')}` }).optional(),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys' ? 'expected modes, views or needs' : 'expected { modes, views, needs }',
    },
  ),
  { error: 'expected { modes, views, needs } by the names of arms' },
);

const modelShape = z.object(
  {
    name: line,
    arms: z.array(line, { error: 'expected an array of names' }).max(MAX_ENTRIES, TOO_MANY),
    reach: reach.optional(),
    leavesRest: z.boolean({ error: 'expected true or false' }).optional(),
    initial: callable,
    read: callable,
    write: callable,
    create: callable.optional(),
    close: callable.optional(),
    control: callable.optional(),
    flush: callable.optional(),
    queryInformation: callable.optional(),
    setInformation: callable.optional(),
  },
  { error: 'expected a device model: an object with name, arms, initial, read and write' },
);

const modelSchema = z.object({ default: modelShape, ...hintFields });

const ARTICLES: Readonly<Record<string, string>> = {
  driver: "a driver: export default defineDriver(…), from 'irpcheck/driver'",
  model: "a device model: export default { name, arms, initial, read, write }, see 'irpcheck/model'",
};

function requireDefault(exports: Readonly<Record<string, unknown>>, kind: 'driver' | 'model'): void {
  if (exports['default'] === undefined)
    throw new ModuleError(`it has no default export; expected ${ARTICLES[kind]}`);
}

/** Getters of the module's own may throw while its exports are looked at. */
function parsed<Schema extends z.ZodType>(
  schema: Schema,
  exports: Readonly<Record<string, unknown>>,
  kind: 'driver' | 'model',
): z.ZodSafeParseResult<z.infer<Schema>> {
  requireDefault(exports, kind);
  try {
    return schema.safeParse(exports);
  } catch (error) {
    const { name, message } = describeThrown(error);
    throw new ModuleError(`looking at what it exports threw ${name}: ${message}`);
  }
}

function problemOf(error: z.ZodError): ModuleError {
  const [issue] = error.issues;
  const [first, ...rest] = issue?.path ?? [];
  const where = [first === 'default' ? 'the default export' : String(first), ...rest.map(String)].join('.');
  return new ModuleError(`${where}: ${issue?.message}`);
}

/**
 * The exports of a driver's module.
 *
 * @throws {ModuleError} naming the export that is wrong
 */
export function driverExports(exports: Readonly<Record<string, unknown>>): Read<DriverExports> {
  const result = parsed(driverSchema, exports, 'driver');
  if (!result.success) throw problemOf(result.error);
  return result.data;
}

/**
 * The exports of a model's module.
 *
 * @throws {ModuleError} naming the export, or the field of the model, that is wrong
 */
export function modelExports(exports: Readonly<Record<string, unknown>>): Read<ModelExports> {
  const result = parsed(modelSchema, exports, 'model');
  if (!result.success) throw problemOf(result.error);
  const { default: shape, ...hints } = result.data;
  const { arms, reach: reaches = {} } = shape;
  const unknown = Object.keys(reaches).find((arm) => !arms.includes(arm));
  if (unknown !== undefined)
    throw new ModuleError(`the default export.reach.${unknown}: expected a name that arms lists`);
  // The shape is checked; what its functions take and give is the model's word.
  return { ...hints, default: exports['default'] as DeviceModel<unknown> };
}
