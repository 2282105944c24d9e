/** Sections about the campaign, and paper. */
export const CAMPAIGN = `
.about { margin-top: 2.6rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
.about > h2 { margin-bottom: .8rem; }
.none { padding: 1rem 1.2rem; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); color: var(--quiet); }
.about details { margin-top: .8rem; }
.lines { margin-top: .2rem; }
.lines li { padding: .15rem 0 .15rem 1.1em; text-indent: -1.1em; }
.lines li::before { content: '– '; color: var(--quiet); }
.about table { border-collapse: collapse; font-size: .88rem; }
.about th { font-weight: 500; text-align: left; }
.about thead th { color: var(--quiet); font-size: .8rem; vertical-align: bottom; }
.about caption { padding-bottom: .5rem; text-align: left; font-size: .88rem; color: var(--quiet); }
.properties { width: 100%; min-width: 24rem; }
.about th, .about td, .codes th, .codes td, .codes code { overflow-wrap: normal; }
.properties th, .properties td, .modes th, .modes td, .arms th, .arms td { padding: .28rem .9rem .28rem 0; border-bottom: 1px solid var(--line); }
.properties th, .properties td { vertical-align: top; }
.properties .remark { min-width: 9rem; }
.properties th { white-space: nowrap; }
.properties .word { white-space: nowrap; }
.amount { text-align: right !important; }
.sign { display: inline-block; }
.word .sign { width: 1.1em; }
.is-ok .word { color: var(--good); }
.is-finding .word, .is-vacuous .word { color: var(--bad); font-weight: 650; }
.is-known .word, .is-warning .word { color: var(--warn); font-weight: 650; }
.is-skipped { color: var(--quiet); }
.links a { padding: 0 .15em; }
.modes { margin-top: 1.4rem; }
.about p.quiet { margin-top: .5rem; font-size: .88rem; }

.heat-maps { display: flex; flex-wrap: wrap; gap: 1.6rem 2.6rem; align-items: flex-start; }
.heat-maps .scroll { max-width: 100%; }
.about .heat { border-collapse: separate; border-spacing: 2px; }
.heat th { padding: .1rem .5rem .1rem 0; }
.heat th[scope=rowgroup] { vertical-align: top; font-weight: 650; padding-top: .45rem; }
.heat thead th { width: 4.3rem; padding: 0 .2rem .3rem; text-align: center; line-height: 1.25; }
.heat td[title] { height: 2.1rem; min-width: 3.2rem; padding: 0 .4rem; border-radius: 3px; text-align: center; font-variant-numeric: tabular-nums; }
.heat tbody + tbody::before { content: ''; display: block; height: .5rem; }
.heat-0 { border: 1px dashed var(--warn); color: var(--warn); }
.heat-1 { background: light-dark(#eef3fb, #18222f); }
.heat-2 { background: light-dark(#dbe7f7, #1c2d44); }
.heat-3 { background: light-dark(#bdd3f0, #213b5e); }
.heat-4 { background: light-dark(#96b8e6, #27497a); }
.heat-5 { background: light-dark(#35649f, #6398dd); color: light-dark(#ffffff, #0b1320); }
.heat-6 { background: light-dark(#234b82, #8db8ff); color: light-dark(#ffffff, #0b1320); }
.heat-7 { background: light-dark(#12315d, #c3dbff); color: light-dark(#ffffff, #0b1320); }
.legend { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .8rem; margin-top: 1rem; color: var(--quiet); font-size: .8rem; }
.legend ol { display: flex; gap: 2px; }
.legend li { min-width: 2.6rem; padding: .1rem .4rem; border-radius: 3px; text-align: center; }
.legend li:not(.heat-0, .heat-5, .heat-6, .heat-7) { color: var(--ink); }

@media (max-width: 40rem) {
  .heat th { padding-right: .25rem; font-size: .76rem; }
  .heat thead th { width: auto; padding: 0 0 .3rem; font-size: .68rem; }
  .heat td[title] { min-width: 2.5rem; padding: 0 .1rem; font-size: .8rem; }
  .legend li { min-width: 2.1rem; padding: .1rem .2rem; }
}
@media print {
  :root { color-scheme: light !important; --ground: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5px; }
  .columns { display: block; }
  nav, .themes, .copy, .skip { display: none; }
  .finding { break-inside: auto; }
  .part, .command, .operations li, .event, tr { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  .scroll, .outcome dd, .beside, .command pre { overflow: visible; max-height: none !important; }
  .command pre { white-space: pre-wrap; }
  * { print-color-adjust: exact; }
}
`;
