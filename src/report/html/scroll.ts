import { type Html, html } from './escape.ts';

/**
 * A box that scrolls by itself where it is too narrow for what is in it, so that the page never does. It takes the
 * focus, so that the keyboard can scroll it; the script takes that back where all of it is visible.
 */
export function scrolling(label: string, content: Html): Html {
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0">${content}</div>`;
}
