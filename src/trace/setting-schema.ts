import { z } from 'zod';
import { POISONS, REFETCHED, USUAL_CONDITIONS } from './conditions.ts';
import { NOTHING } from './during.ts';
import { duringSchema } from './during-schema.ts';
import { VIEWS } from './ops/view.ts';
import { flag, integer, oneOf } from './schema-parts.ts';
import {
  ALONE,
  BUFFERING_MODES,
  DEFAULT_DIALECT,
  FILTERS,
  FRAGMENTATIONS,
  MAX_FILTERS,
  PLAIN_MACHINE,
} from './setting.ts';

/** One more than the largest frame seed. */
const FRAME_SEEDS = 2 ** 30;

export const modeSchema = oneOf(BUFFERING_MODES).describe('How the device’s buffers reach its driver.');

export const dialectSchema = z
  .strictObject({
    systemBuffer: oneOf(['stale', 'zeroed'])
      .default(DEFAULT_DIALECT.systemBuffer)
      .describe('What a buffered read finds in its SystemBuffer.'),
    strictOffsets: flag()
      .default(DEFAULT_DIALECT.strictOffsets)
      .describe('Whether the I/O manager itself refuses a read at -1 and offsets below -2.'),
  })
  .default(DEFAULT_DIALECT)
  .describe('The Windows version whose choices apply where versions differ.');

export const machineSchema = z
  .strictObject({
    fragmentation: oneOf(FRAGMENTATIONS)
      .default(PLAIN_MACHINE.fragmentation)
      .describe('Which frames stand behind the consecutive pages of a user buffer.'),
    frameSeed: integer(0, FRAME_SEEDS - 1)
      .default(PLAIN_MACHINE.frameSeed)
      .describe('Which permutation scattered frames have.'),
  })
  .default(PLAIN_MACHINE)
  .describe('The machine.');

const STACK = {
  error: `expected an array of at most ${MAX_FILTERS} filter, each "skip" or "copy"`,
};

const stack = z
  .array(oneOf(FILTERS), STACK)
  .max(MAX_FILTERS, STACK)
  .default([...ALONE])
  .describe('Pass-through filters above the driver under test: they skip their stack location, or copy it.');

const conditions = z
  .strictObject({
    poison: oneOf(POISONS)
      .default(USUAL_CONDITIONS.poison)
      .describe('Which byte fills kernel memory that nobody has written.'),
    refetched: oneOf(REFETCHED)
      .default(USUAL_CONDITIONS.refetched)
      .describe('What bytes of the caller’s buffer become before the driver fetches them a second time.'),
  })
  .default(USUAL_CONDITIONS)
  .describe('What is otherwise than usual, though an honest driver does not depend on it.');

/** The JSON of a setting. */
export const settingSchema = z
  .strictObject({
    mode: modeSchema,
    view: oneOf(VIEWS)
      .default('native')
      .describe(
        'Whose calls the operations are: system calls, or those of a program through kernel32 and Rust’s File.',
      ),
    dialect: dialectSchema,
    machine: machineSchema,
    stack,
    conditions,
    load: duringSchema.default(NOTHING).describe('What happens while DriverEntry runs.'),
    unload: duringSchema.default(NOTHING).describe('What happens while DriverUnload runs.'),
  })
  .describe('All that the operations are executed with.');
