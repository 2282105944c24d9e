import { z } from 'zod';
import { ARM_NEEDS } from '../trace/arm-reach.ts';
import { controlHint, MAX_CONTROL_HINTS } from '../trace/control-hint-schema.ts';
import { MAX_ULONG } from '../trace/ops/fields/ulong.ts';
import { VIEWS } from '../trace/ops/view.ts';
import { amount, flag, integer, listOf, oneOf, text } from '../trace/schema-parts.ts';
import { MODEL_CHOICES } from '../trace/subject.ts';
import { BUFFERING_MODES } from '../trace/trace.ts';
import { MAX_NAMED_NUMBERS } from './named-generation.ts';
import { MAX_PAYLOADS, payloadDigits } from './payload-bytes.ts';

const MAX_NAMES = 10_000;
const ulong = integer(0, MAX_ULONG);
const line = text(0, 65_536);
const names = listOf(line).max(MAX_NAMES);
const modes = listOf(oneOf(BUFFERING_MODES)).max(BUFFERING_MODES.length);

/** What is known of a driver without executing it, as files and processes give it: {@link SubjectSummary}. */
export const summarySchema = z.strictObject({
  name: line,
  description: line,
  deviceNames: names,
  otherNames: names.exactOptional(),
  openName: line,
  modes,
  exclusive: flag(),
  alignment: z.strictObject({ mask: ulong, sectorBytes: ulong }).exactOptional(),
  generation: z.strictObject({
    recordKeys: flag(),
    faults: flag(),
    lengthPrefixed: flag().exactOptional(),
    smallIntegers: flag().exactOptional(),
    payloads: flag().exactOptional(),
    lengthsBeyondMemory: flag().exactOptional(),
    namedPayloads: listOf(payloadDigits)
      .max(2 * MAX_PAYLOADS)
      .exactOptional(),
    numbers: listOf(amount).max(MAX_NAMED_NUMBERS).exactOptional(),
    controls: listOf(controlHint).max(MAX_CONTROL_HINTS).exactOptional(),
  }),
  movesNoData: modes,
  limits: listOf(z.strictObject({ property: line, reason: line })).max(MAX_NAMES),
  notReached: names.exactOptional(),
  modelArms: names.nullable(),
  modelReach: z
    .record(
      line,
      z.strictObject({
        modes: modes.exactOptional(),
        views: listOf(oneOf(VIEWS)).max(VIEWS.length).exactOptional(),
        needs: oneOf(ARM_NEEDS).exactOptional(),
      }),
    )
    .default({}),
  modelAnswers: listOf(oneOf(MODEL_CHOICES)).max(MODEL_CHOICES.length),
});
