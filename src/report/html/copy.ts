import { type Html, html } from './escape.ts';

/** The button that copies what stands before it. The script shows it: without one it would do nothing. */
export function copyButton(what: string): Html {
  return html`<button type="button" class="copy" hidden><span data-label>Copy</span><span class="unseen"> ${what}</span></button>`;
}

/** One line to be typed into a shell, with a button that copies it. `what` names it: `the replay command`. */
export function copyableLine(line: string, what: string): Html {
  return html`<div class="command"><code tabindex="-1">${line}</code>${copyButton(what)}</div>`;
}
