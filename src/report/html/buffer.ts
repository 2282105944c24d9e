import type { BufferEvidence, ByteRange } from '../../trace/finding/evidence.ts';
import { counted, grouped } from '../format.ts';
import { drawnRanges, pageCountOf } from './buffer-layout.ts';
import { bufferSvg } from './buffer-svg.ts';
import { type CallersBuffer, callersBuffer, isBoth, type Noun, pointerName } from './callers-buffer.ts';
import { type Html, html } from './escape.ts';
import { scrolling } from './scroll.ts';

/** Frames that are listed one by one. */
const MAX_FRAMES = 8;

function deliveryText({
  delivery,
  mapped,
  pageOffset,
  lengthBytes,
  givenBytes,
  noun,
}: CallersBuffer): string {
  switch (delivery) {
    case 'system-buffer':
      return `The driver was given a SystemBuffer of ${counted(givenBytes, 'byte')}.`;
    case 'mdl': {
      const mdl = `an MDL with ByteOffset ${pageOffset} and ByteCount ${lengthBytes}`;
      return mapped
        ? `The driver was given ${mdl} and had it mapped into system space.`
        : `The driver was given ${mdl}, which was not mapped into system space.`;
    }
    case 'user-buffer':
      return `The driver was given the address itself, as ${pointerName(noun)}.`;
    case 'none':
      return 'The IRP held neither SystemBuffer nor MDL nor UserBuffer.';
  }
}

function framesText({ memory, frames }: CallersBuffer): string {
  if (frames.length === 0) return '';
  if (frames.every((frame) => frame === null)) return ', without frames';
  if (memory === 'first-page') return `, on frame ${frames[0]} and none behind it`;
  const names = frames.slice(0, MAX_FRAMES).map((frame) => (frame === null ? 'none' : String(frame)));
  const rest = frames.length > MAX_FRAMES ? ` and ${grouped(frames.length - MAX_FRAMES)} more` : '';
  return `, on ${frames.length === 1 ? 'frame' : 'frames'} ${names.join(', ')}${rest}`;
}

function rangeText({ from, to }: ByteRange): string {
  return to - from === 1 ? String(from) : `${from} to ${to - 1}`;
}

function offendingText(evidence: CallersBuffer): string {
  if (evidence.offending.length === 0) return '';
  const drawn = drawnRanges(evidence);
  const rest = evidence.offending.length - drawn.length;
  const bytes = drawn.map(rangeText).join('; ');
  return `Marked, counted from the buffer's first: ${bytes}${rest > 0 ? `, and ${counted(rest, 'more range')}` : ''}.`;
}

/** Where an output is that has no memory of its own. */
function placeText({ at, noun, delivery }: CallersBuffer): string {
  if (at === undefined) return '';
  if (isBoth(noun)) {
    const copy = delivery === 'mdl' ? ' The driver was given a copy of the input, made before.' : '';
    return `It is given as input and as output.${copy}`;
  }
  if (at === 0) return 'It begins where the input buffer does, in the same memory.';
  return `It begins ${counted(Math.abs(at), 'byte')} ${at < 0 ? 'before' : 'into'} the input buffer, in the same memory.`;
}

/** The picture in words. */
export function bufferText(evidence: CallersBuffer): string {
  const { lengthBytes, pageOffset, memory, shared } = evidence;
  const offset = `+0x${pageOffset.toString(16).padStart(3, '0')}`;
  const kind = memory === 'read-write' ? '' : `, ${memory}`;
  const isNowhere = lengthBytes === 0 && evidence.frames.length === 0;
  const pages = isNowhere ? 'no page' : counted(pageCountOf(evidence), 'page');
  const where = `${counted(lengthBytes, 'byte')} at ${offset} in ${pages}${kind}${framesText(evidence)}.`;
  const twice = shared ? 'The same frames are mapped a second time.' : '';
  return [where, placeText(evidence), twice, deliveryText(evidence), offendingText(evidence)]
    .filter((part) => part !== '')
    .join(' ');
}

/** A buffer of the operation at which a finding shows, drawn and in words; null where it has none. */
export function bufferFigure(buffer: BufferEvidence | null, id: string, noun: Noun = 'buffer'): Html | null {
  if (buffer === null) return null;
  const drawn = callersBuffer(buffer, noun);
  const text = bufferText(drawn);
  return html`<figure class="drawing">
    ${scrolling(`The caller's ${noun}`, bufferSvg(drawn, `${id}-buffer`, text))}
    <figcaption>${text} <span class="quiet">Not to scale.</span></figcaption>
  </figure>`;
}
