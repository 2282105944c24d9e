import { PAGE_SIZE } from '../../../nt/page.ts';
import type { Memory } from '../../memory/memory.ts';
import { type Va, vaAdd } from '../../memory/va.ts';
import { PROCESSOR_PAGE } from './places.ts';

/** Fields of the KPCR that code reads through gs, and what the KPRCB has behind (native.md, section 3). */
const SELF = 0x18;
const CURRENT_PRCB = 0x20;
const PRCB = 0x180;

/** Where the UNICODE_STRING lies that DriverEntry is given, and its text behind it. */
export const REGISTRY_PATH = vaAdd(PROCESSOR_PAGE, 0x800);
const TEXT = vaAdd(REGISTRY_PATH, 16);
const PATH = '\\Registry\\Machine\\System\\CurrentControlSet\\Services\\Driver';
const BUFFER = 8;
const UTF16_BYTES = 2;

/** Fills the processor's own page as Windows has it for the first processor. */
export function fillProcessorPage(memory: Memory): void {
  memory.fill(PROCESSOR_PAGE, 0, PAGE_SIZE);
  memory.writePointer(vaAdd(PROCESSOR_PAGE, SELF), PROCESSOR_PAGE);
  memory.writePointer(vaAdd(PROCESSOR_PAGE, CURRENT_PRCB), vaAdd(PROCESSOR_PAGE, PRCB));
  writeText(memory, REGISTRY_PATH, TEXT, PATH);
}

/** A UNICODE_STRING with a text that lies elsewhere. */
function writeText(memory: Memory, va: Va, text: Va, characters: string): void {
  memory.writeU16(va, characters.length * UTF16_BYTES);
  memory.writeU16(vaAdd(va, UTF16_BYTES), (characters.length + 1) * UTF16_BYTES);
  memory.writePointer(vaAdd(va, BUFFER), text);
  for (let at = 0; at < characters.length; at += 1)
    memory.writeU16(vaAdd(text, at * UTF16_BYTES), characters.charCodeAt(at));
}
