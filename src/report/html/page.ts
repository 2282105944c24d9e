import { sha256Base64 } from '../sha256.ts';
import { type Html, html, Html as Piece } from './escape.ts';

/** The parts of a page. */
export interface PageParts {
  /** Plain text. */
  readonly title: string;
  readonly style: string;
  readonly script: string;
  readonly header: Html;
  readonly navigation: Html;
  readonly main: Html;
}

/** What a Content-Security-Policy allows an inline part by. */
function sourceOf(text: string): string {
  return `'sha256-${sha256Base64(text)}'`;
}

const THEMES: readonly (readonly [id: string, name: string])[] = [
  ['theme-system', 'System'],
  ['theme-light', 'Light'],
  ['theme-dark', 'Dark'],
];

/** Chosen by the style alone, so that it works without the script. */
function themeSwitch(): Html {
  const choices = THEMES.map(([id, name], index) => {
    const checked = index === 0 ? html` checked` : null;
    return html`<input class="unseen" type="radio" name="theme" id="${id}"${checked}><label for="${id}">${name}</label>`;
  });
  return html`<fieldset class="themes"><legend class="unseen">Colours</legend>${choices}</fieldset>`;
}

/** A page that needs nothing but itself: its policy allows its own style and script, and no request. Ends with a line break. */
export function page({ title, style, script, header, navigation, main }: PageParts): string {
  const policy = `default-src 'none'; style-src ${sourceOf(style)}; script-src ${sourceOf(script)}; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Piece(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Piece(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
${themeSwitch()}
${header}
<div class="columns">
${navigation}
<main id="main" tabindex="-1">${main}</main>
</div>
<p class="unseen" id="said" role="status"></p>
<script>${new Piece(script)}</script>
</body>
</html>
`.markup;
}
