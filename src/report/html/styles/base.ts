/** Colours, type and the frame of the page. */
export const BASE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f7f7f5, #101418);
  --panel: light-dark(#ffffff, #171c22);
  --sunk: light-dark(#f1f1ee, #12171c);
  --ink: light-dark(#1a1e23, #e3e7ec);
  --quiet: light-dark(#59616b, #9aa5b1);
  --line: light-dark(#dfe0dc, #2a323b);
  --strong-line: light-dark(#a9adb0, #4a5561);
  --accent: light-dark(#1b4f9c, #8db8ff);
  --good: light-dark(#17663a, #7fd3a0);
  --bad: light-dark(#a61b1b, #ff9187);
  --warn: light-dark(#7a4d00, #eec168);
  --good-ground: light-dark(#eaf4ee, #15261d);
  --bad-ground: light-dark(#fbecea, #2c1a1b);
  --warn-ground: light-dark(#fbf2e0, #2a2213);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif;
  --gap: clamp(1rem, 2.5vw, 2rem);
}
:root:has(#theme-light:checked) { color-scheme: light; }
:root:has(#theme-dark:checked) { color-scheme: dark; }

*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 92rem; padding: 0 var(--gap) 4rem;
  background: var(--ground); color: var(--ink);
  font: 15px/1.5 var(--sans); font-variant-numeric: tabular-nums;
}
h1, h2, h3, h4, h5, p, ol, ul, dl, dd, figure, fieldset { margin: 0; padding: 0; border: 0; }
ol, ul { list-style: none; }
code, pre, kbd { font-family: var(--mono); font-size: .9em; }
p, dd, dt, li, h1, h2, h3, th, td, code, caption, figcaption { overflow-wrap: anywhere; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .2em; }
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus-visible { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--quiet); font-weight: 400; }
.skip { position: absolute; left: -100vw; top: .5rem; z-index: 9; padding: .4rem .8rem; background: var(--panel); border-radius: 4px; }
.skip:focus { left: var(--gap); }
.eyebrow { color: var(--quiet); font-size: .8rem; letter-spacing: .01em; }
kbd { padding: 0 .35em; border: 1px solid var(--strong-line); border-radius: 3px; background: var(--panel); }
.scroll { position: relative; overflow-x: auto; }

h2 { font-size: 1.15rem; font-weight: 650; letter-spacing: -.005em; }
h4 { margin-bottom: .5rem; color: var(--quiet); font-size: .8rem; font-weight: 600; letter-spacing: .02em; }
h5 { color: var(--quiet); font-size: .8rem; font-weight: 600; }

.themes { position: absolute; top: 1.15rem; right: max(var(--gap), calc(50vw - 46rem + var(--gap))); display: flex; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.themes label { padding: .15rem .6rem; color: var(--quiet); font-size: .8rem; cursor: pointer; }
.themes input:checked + label { background: var(--panel); color: var(--ink); box-shadow: inset 0 -2px var(--accent); }
.themes input:focus-visible + label { outline: 2px solid var(--accent); outline-offset: -3px; border-radius: 5px; }

.verdict { padding: 1.2rem 0 1.4rem; border-bottom: 1px solid var(--line); }
.verdict .eyebrow { padding-right: 12rem; font-weight: 600; color: var(--ink); }
.verdict .quiet { margin-left: .4rem; }
.verdict-line { display: flex; gap: 1.1rem; align-items: center; margin: 1.6rem 0 1.5rem; }
.verdict h1 { font-size: clamp(1.7rem, 4.2vw, 2.7rem); font-weight: 680; line-height: 1.1; letter-spacing: -.022em; }
.subject { margin-top: .35rem; color: var(--quiet); }
.subject code { color: var(--ink); font-weight: 600; }
.sign { flex: none; fill: none; stroke: currentColor; stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }
.sign circle { fill: currentColor; fill-opacity: .1; stroke-width: 1.4; }
.verdict.conforms .sign, .verdict.conforms h1 { color: var(--good); }
.verdict.findings .sign, .verdict.findings h1 { color: var(--bad); }
.verdict.incomplete .sign, .verdict.incomplete h1 { color: var(--warn); }
.facts { display: flex; flex-wrap: wrap; gap: .7rem 2.2rem; }
.facts dt { color: var(--quiet); font-size: .78rem; }
.facts dd { font-weight: 560; }

.columns { display: grid; grid-template-columns: 18rem minmax(0, 1fr); gap: 0 calc(var(--gap) * 1.2); align-items: start; }
main { padding-top: 1.5rem; min-width: 0; }
nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1.5rem .6rem 2rem 0; font-size: .86rem; scrollbar-width: thin; }
nav h2 { margin-bottom: .5rem; font-size: .95rem; }
nav ol + h2 { margin-top: 1.4rem; }
nav a { display: block; padding: .3rem .5rem; border-radius: 4px; color: inherit; text-decoration: none; }
nav a:hover { background: var(--sunk); }
nav a[aria-current] { background: var(--panel); box-shadow: inset 2px 0 var(--accent); }
.jump a { display: grid; grid-template-columns: 1.6rem 1fr; }
.jump .number { color: var(--quiet); }
.jump b { font-weight: 600; }
.jump .mode { color: var(--quiet); font-size: .92em; }
.jump .why-short { display: block; color: var(--quiet); font: .86em/1.35 var(--mono); }
.filters { display: grid; gap: .45rem; margin-bottom: .8rem; color: var(--quiet); }
.filters label:not(.keys) { display: grid; grid-template-columns: 3rem 1fr; align-items: center; }
.filters input[type=search], .filters select { width: 100%; min-width: 0; padding: .25rem .4rem; border: 1px solid var(--strong-line); border-radius: 4px; background: var(--panel); color: var(--ink); font: inherit; }
.keys { display: flex; flex-wrap: wrap; gap: 0 .3rem; align-items: center; font-size: .92em; line-height: 1.7; }
.keys input { margin: 0 .2rem 0 0; }
#filtered:empty { display: none; }

@media (max-width: 62rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; max-height: none; padding-right: 0; border-bottom: 1px solid var(--line); }
  .jump { max-height: 22rem; overflow-y: auto; border: 1px solid var(--line); border-radius: 6px; padding: .3rem; background: var(--panel); }
  .keys { display: none; }
  nav > ul { display: flex; flex-wrap: wrap; gap: 0 .5rem; }
}
@media (max-width: 34rem) {
  .themes { position: static; width: fit-content; margin: .8rem 0 0 auto; }
  .verdict { padding-top: 0; }
  .verdict .eyebrow { padding-right: 0; }
  .verdict .eyebrow .quiet { display: block; margin-left: 0; }
  .sign { width: 40px; height: 40px; }
  .facts { gap: .6rem 1.5rem; }
}
`;
