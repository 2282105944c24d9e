import { printable } from '../trace/printable.ts';

/**
 * Text as a message of SARIF: on one line, and without what viewers take for a placeholder (`{0}`) or for a link
 * (`[text](address)`).
 */
export function sarifMessage(text: string): { readonly text: string } {
  const plain = printable(text).replaceAll(/\{(\d+)\}/g, '{{$1}}');
  return { text: plain.replaceAll('](', '] (') };
}
