import pico from 'picocolors';

export type Colours = ReturnType<typeof pico.createColors>;

/** Styles that colour text, or leave it as it is. */
export function coloursFor(isColoured: boolean): Colours {
  return pico.createColors(isColoured);
}
