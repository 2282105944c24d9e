import { counted, grouped } from '../format.ts';
import {
  type BufferLayout,
  type DrawnBytes,
  type Extent,
  layOutBlock,
  layOutPages,
  type Slot,
} from './buffer-layout.ts';
import { type CallersBuffer, isBoth, type Noun, pointerName } from './callers-buffer.ts';
import { type Html, html } from './escape.ts';

/** The drawing's width; it is scaled down to 620 pixels and scrolls below that. */
const WIDTH = 860;
const LABELS = 150;
const MARGIN = 46;
const ROOM = { left: LABELS, width: WIDTH - LABELS, margin: MARGIN, maxPageWidth: 320 };
const ROW = 38;
/** From one row of boxes to the next. */
const STEP = 94;
const TOP = 30;

/** Coordinates with at most one decimal. */
function at(value: number): number {
  return Math.round(value * 10) / 10;
}

function box(name: string, { x, width }: Extent, y: number, height: number): Html {
  return html`<rect class="${name}" x="${at(x)}" y="${y}" width="${at(width)}" height="${height}" />`;
}

/** What a row shows, to its left: a title and lines of details. */
function label(y: number, title: string, ...details: readonly string[]): Html {
  const lines = details.filter((detail) => detail !== '');
  const texts = lines.map(
    (detail, index) => html`<text class="row-detail" x="0" y="${y + 29 + 15 * index}">${detail}</text>`,
  );
  return html`<text class="row-title" x="0" y="${y + 13}">${title}</text>${texts}`;
}

function middleText(name: string, x: number, y: number, text: string): Html {
  return html`<text class="${name} centred" x="${at(x)}" y="${y}">${text}</text>`;
}

function centre({ x, width }: Extent): number {
  return x + width / 2;
}

/** Bytes of the buffer in a row of boxes, those that offend hatched and pointed at from below. */
function bytesIn({ buffer, offending }: DrawnBytes, y: number, id: string): Html {
  const bar =
    buffer.width === 0
      ? html`<line class="empty" x1="${at(buffer.x)}" x2="${at(buffer.x)}" y1="${y - 5}" y2="${y + ROW + 5}" />`
      : box('bytes-of', buffer, y + 6, ROW - 12);
  const marks = offending.map((extent) => {
    const shown = { x: extent.x, width: Math.max(4, extent.width) };
    const tip = at(centre(shown));
    return html`<rect class="offending" fill="url(#${id}-hatch)" x="${at(shown.x)}" y="${y + 3}" width="${at(shown.width)}" height="${ROW - 6}" />
      <path class="pointer" d="M${tip} ${y + ROW + 1} l5 9 h-10 z" />`;
  });
  return html`${bar}${marks}`;
}

function pageBoxes({ frames }: CallersBuffer, { slots }: BufferLayout, y: number): Html {
  const boxes = slots.map((slot) => {
    const title = slot.pages === 1 ? `page ${grouped(slot.page)}` : `${grouped(slot.pages)} pages`;
    const isBacked = slot.pages > 1 || (frames[slot.page] ?? null) !== null;
    const name = slot.pages > 1 ? 'page left-out' : isBacked ? 'page' : 'page unbacked';
    return html`${box(name, slot, y, ROW)}${middleText('tick', centre(slot), y - 8, slot.pages > 1 ? `… ${title} …` : title)}`;
  });
  return html`${boxes}`;
}

/** A frame's box: where it stands among the frames, and which page it is behind. */
interface FrameBox extends Extent {
  readonly frame: number;
  readonly slot: Slot;
}

/** Frames behind the pages that are drawn, in the order of their numbers, in the pages' places. */
function frameBoxes({ frames }: CallersBuffer, { slots }: BufferLayout): FrameBox[] {
  const backed = slots.flatMap((slot) => {
    const frame = slot.pages === 1 ? (frames[slot.page] ?? null) : null;
    return frame === null ? [] : [{ frame, slot }];
  });
  const places = backed.map(({ slot }) => slot);
  const numbers = [...new Set(backed.map(({ frame }) => frame))].sort((left, right) => left - right);
  return backed.map(({ frame, slot }) => {
    const place = places[numbers.indexOf(frame)] ?? slot;
    return { frame, slot, x: place.x, width: place.width };
  });
}

function framesRow(boxes: readonly FrameBox[], y: number, isShared: boolean): Html {
  return html`${boxes.map((each) => {
    const inner = { x: each.x + 4, width: each.width - 8 };
    const second = isShared ? box('frame', { x: inner.x + 3, width: inner.width - 6 }, y + 3, ROW - 6) : null;
    const text = each.width < 66 ? String(each.frame) : `frame ${each.frame}`;
    return html`${box('frame', inner, y, ROW)}${second}${middleText('name', centre(each), y + 24, text)}`;
  })}`;
}

/** Lines from each page to its frame, `upper` and `lower` being where they start and end. */
function pageLines(boxes: readonly FrameBox[], upper: number, lower: number, isFrameBelow: boolean): Html {
  return html`${boxes.map((each) => {
    const [from, to] = isFrameBelow ? [each.slot, each] : [each, each.slot];
    const [start, end] = [at(centre(from)), at(centre(to))];
    return html`<path class="link" d="M${start} ${upper} L${end} ${lower}" />`;
  })}`;
}

function memoryText({ memory, shared }: CallersBuffer): string {
  const names: Readonly<Record<CallersBuffer['memory'], string>> = {
    'read-write': 'read-write',
    'read-only': 'read-only',
    'no-access': 'no access',
    'last-page-no-access': 'last page no access',
    null: 'NULL address',
    kernel: 'kernel address',
    'kernel-page': 'kernel page',
    'first-page': 'nothing behind page 0',
  };
  return shared ? `${names[memory]}, mapped twice` : names[memory];
}

function hexOffset(value: number): string {
  return `+0x${value.toString(16).padStart(3, '0')}`;
}

/** A title that has room to the left of its row. */
function rowTitle(noun: Noun): string {
  if (noun === 'buffer') return "caller's buffer";
  return isBoth(noun) ? 'input and output' : noun;
}

/** The caller's row: its pages, the buffer in them and where it starts. */
function callerRow(
  evidence: CallersBuffer,
  layout: BufferLayout,
  y: number,
  id: string,
  marks: boolean,
): Html {
  const { noun } = evidence;
  const { buffer } = layout;
  const bytes = marks ? layout : { buffer, offending: [] };
  return html`${label(y, rowTitle(noun), `${counted(evidence.lengthBytes, 'byte')} at ${hexOffset(evidence.pageOffset)}`, memoryText(evidence))}
    ${pageBoxes(evidence, layout, y)}${bytesIn(bytes, y, id)}`;
}

/** Whether bytes offend inside the buffer: they are the caller's then, and marked there. */
function offendsInside({ offending, lengthBytes }: CallersBuffer): boolean {
  return offending.some(({ from, to }) => from >= 0 && to <= lengthBytes);
}

/** A SystemBuffer: a block of pool, between redzones that are nobody's (R36, R38). */
function systemBufferRow(evidence: CallersBuffer, layout: BufferLayout, y: number, id: string): Html {
  const block = { x: layout.pages.x, width: Math.min(layout.pages.width, 380) };
  const left = { x: block.x - MARGIN, width: MARGIN };
  const right = { x: block.x + block.width, width: MARGIN };
  const drawn = layOutBlock(evidence, block, MARGIN);
  const link = at(centre(block));
  return html`${label(y, 'SystemBuffer', `${counted(evidence.givenBytes, 'byte')} of pool`)}
    <path class="copy-link" d="M${link} ${y - STEP + ROW + 14} V${y - 8}" /><text class="tick" x="${link + 10}" y="${y - STEP / 2 + ROW / 2 + 6}">copied</text>
    <rect class="redzone" fill="url(#${id}-redzone)" x="${at(left.x)}" y="${y}" width="${left.width}" height="${ROW}" />
    <rect class="redzone" fill="url(#${id}-redzone)" x="${at(right.x)}" y="${y}" width="${right.width}" height="${ROW}" />
    ${box('page', block, y, ROW)}${bytesIn(offendsInside(evidence) ? { ...drawn, offending: [] } : drawn, y, id)}
    ${middleText('tick', centre(left), y - 8, 'redzone')}${middleText('tick', centre(right), y - 8, 'redzone')}`;
}

/** The pages that an MDL describes, in its order, as the driver sees them once they are mapped (R39). */
function mappingRow(evidence: CallersBuffer, layout: BufferLayout, y: number, id: string): Html {
  const { mapped, pageOffset, lengthBytes } = evidence;
  const boxes = layout.slots.map((slot) => box(mapped ? 'page' : 'page unbacked', slot, y, ROW));
  const bytes = offendsInside(evidence) ? { buffer: layout.buffer, offending: [] } : layout;
  return html`${label(y, mapped ? 'system mapping' : 'MDL, not mapped', `MDL ByteOffset ${pageOffset}`, `ByteCount ${grouped(lengthBytes)}`)}
    ${boxes}${bytesIn(bytes, y, id)}`;
}

/** In place of a buffer of the driver's own: its pointer to the caller's, or nothing (R41). */
function pointerRow({ delivery, noun }: CallersBuffer, { buffer, pages }: BufferLayout, y: number): Html {
  if (delivery !== 'user-buffer') {
    return html`${label(y, 'the IRP')}<text class="tick" x="${at(pages.x)}" y="${y + 13}">neither SystemBuffer nor MDL nor UserBuffer</text>`;
  }
  const end = at(buffer.x + Math.max(4, buffer.width));
  return html`${label(y, isBoth(noun) ? 'both pointers' : pointerName(noun))}<path class="bracket" d="M${at(buffer.x)} ${y - 8} v7 H${end} v-7" />
    <text class="tick" x="${at(buffer.x)}" y="${y + 14}">the caller's own address, for the driver to probe</text>`;
}

/** The rows from top to bottom, and how high they are together: what belongs together lies side by side. */
function rowsOf(evidence: CallersBuffer, id: string): { readonly rows: Html; readonly height: number } {
  const layout = layOutPages(evidence, ROOM);
  const boxes = frameBoxes(evidence, layout);
  const frameTitle = label(0, 'frames', 'physical memory');
  const [first, second, third] = [TOP, TOP + STEP, TOP + 2 * STEP];
  if (evidence.delivery === 'mdl') {
    return {
      rows: html`${pageLines(boxes, first + ROW, second, true)}${pageLines(boxes, second + ROW, third, false)}
        ${callerRow(evidence, layout, first, id, offendsInside(evidence))}
        <g transform="translate(0 ${second})">${frameTitle}</g>${framesRow(boxes, second, evidence.shared)}
        ${mappingRow(evidence, layout, third, id)}`,
      height: third + ROW + 18,
    };
  }
  const caller = boxes.length === 0 ? first : second;
  const last = caller + STEP;
  const upper =
    boxes.length === 0
      ? null
      : html`${pageLines(boxes, first + ROW, caller - 20, false)}<g transform="translate(0 ${first})">${frameTitle}</g>${framesRow(boxes, first, evidence.shared)}`;
  const isCopied = evidence.delivery === 'system-buffer';
  const marks = !isCopied || offendsInside(evidence);
  const lower = isCopied
    ? systemBufferRow(evidence, layout, last, id)
    : pointerRow(evidence, layout, last - 26);
  return {
    rows: html`${upper}${callerRow(evidence, layout, caller, id, marks)}${lower}`,
    height: isCopied ? last + ROW + 18 : last,
  };
}

/** The buffer as a picture: its virtual pages, the frames behind them, and what the driver was given. `id` is unique in the page. */
export function bufferSvg(evidence: CallersBuffer, id: string, description: string): Html {
  const { rows, height } = rowsOf(evidence, id);
  return html`<svg class="buffer" role="img" aria-labelledby="${id}-title ${id}-text" viewBox="0 0 ${WIDTH} ${height}">
    <title id="${id}-title">The caller's ${evidence.noun}</title><desc id="${id}-text">${description}</desc>
    <defs>
      <pattern id="${id}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5" /><rect class="hatch" width="2.2" height="5" /></pattern>
      <pattern id="${id}-redzone" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="redzone-line" width="1" height="6" /></pattern>
    </defs>
    ${rows}
  </svg>`;
}
