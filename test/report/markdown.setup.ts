import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

export const context = { tracePaths: ['reports/model-status-1.json'], documentation: [] };

/** As GitHub shows it, where HTML in Markdown is HTML. */
export function html(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
}
