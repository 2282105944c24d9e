/** Findings and what is in them, but for the diagrams. */
export const FINDING = `
.findings > h2 { margin-bottom: .8rem; }
.finding { margin-bottom: 1.6rem; padding: 1.1rem 1.3rem 1rem; border: 1px solid var(--line); border-top: 3px solid var(--bad); border-radius: 6px; background: var(--panel); }
.finding.kind-warning, .finding.kind-known { border-top-color: var(--warn); }
.finding:focus { outline: 2px solid var(--accent); outline-offset: 2px; }
.finding h3 { margin: .35rem 0 .1rem; font-size: 1.3rem; font-weight: 650; line-height: 1.3; letter-spacing: -.012em; }
.finding h3 a { color: inherit; text-decoration-color: var(--strong-line); }
.finding h3 .reason { display: block; font-size: .95rem; font-weight: 500; letter-spacing: 0; }
.meaning-line { color: var(--quiet); }
.ways { margin: -1.2rem 0 1.6rem; padding: .2rem 1.3rem .6rem; border-left: 3px solid var(--line); }
.ways > ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 0 1rem; font-size: .8rem; }
.ways > ul > li { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.ways > details > .finding { margin-top: 1rem; }
.badge { display: inline-block; padding: 0 .5em; border-radius: 3px; background: var(--bad-ground); color: var(--bad); font-weight: 650; }
.badge.kind-warning, .badge.kind-known { background: var(--warn-ground); color: var(--warn); }

.outcome { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .1rem 1rem; margin-top: .6rem; font-size: .93rem; }
.outcome dt { color: var(--quiet); }

.command { display: flex; align-items: stretch; margin-top: .45rem; border: 1px solid var(--line); border-radius: 4px; background: var(--sunk); }
.command > code { flex: 1; min-width: 0; padding: .4rem .7rem; font-size: .84rem; }
.command > code::before { content: '$ '; color: var(--quiet); }
.command.block { position: relative; }
.command pre { flex: 1; min-width: 0; max-height: 26rem; margin: 0; padding: .6rem .8rem; overflow: auto; font-size: .8rem; line-height: 1.5; }
.copy { min-width: 4.6rem; padding: 0 .8rem; border: 0; border-left: 1px solid var(--line); border-radius: 0 3px 3px 0; background: transparent; color: var(--accent); font: 600 .8rem var(--sans); cursor: pointer; }
.copy:hover { background: var(--panel); }
.block .copy { position: absolute; top: 0; right: 0; height: 2rem; border-bottom: 1px solid var(--line); border-radius: 0 3px; background: var(--panel); }

.part { margin-top: 1.4rem; }
.setting { margin-bottom: .3rem; color: var(--quiet); font-size: .86rem; }
.operations { counter-reset: op; border-top: 1px solid var(--line); font-size: .9rem; }
.operations li { display: grid; grid-template-columns: 2.2rem minmax(0, 1.15fr) minmax(0, 1fr); gap: 0 .6rem; padding: .38rem .5rem; border-bottom: 1px solid var(--line); }
.operations .number { color: var(--quiet); text-align: right; }
.operations .op b { font-weight: 700; }
.operations .seen { color: var(--quiet); font: .82rem/1.7 var(--mono); }
.operations .marked { background: var(--bad-ground); box-shadow: inset 3px 0 var(--bad); }
.operations .gap { display: block; padding-left: 3.3rem; color: var(--quiet); font-style: italic; }
.beside { display: grid; gap: .3rem; font: .82rem/1.5 var(--mono); max-height: 18em; overflow-y: auto; }
.beside div { display: grid; grid-template-columns: 5.2rem minmax(0, 1fr); padding: .2rem .5rem; border-left: 3px solid; border-radius: 3px; background: var(--panel); }
.beside dt { color: inherit; }
.beside dd { color: var(--ink); font-weight: 600; }
.beside .good { border-color: var(--good); color: var(--good); }
.beside .bad { border-color: var(--bad); color: var(--bad); }

.why { display: grid; gap: .5rem; font-size: .9rem; }
.why > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 0 1rem; align-items: baseline; }
.why .cause ul { font: .84rem/1.6 var(--mono); }
.why .matters ul, .why .no-matter ul { display: flex; flex-wrap: wrap; gap: 0 1.3rem; }
.why .matters li::before { content: '● '; color: var(--bad); }
.why .no-matter li::before { content: '○ '; }
.why .no-matter li { color: var(--quiet); }

.finding details { margin-top: .5rem; border-top: 1px solid var(--line); padding-top: .5rem; }
.part + details { margin-top: 1.4rem; }
summary { padding: .1rem 0; cursor: pointer; font-weight: 600; font-size: .9rem; }
summary .quiet { margin-left: .3rem; }
summary .strip { vertical-align: -2px; margin-left: .5rem; max-width: 100%; }
details[open] > summary { margin-bottom: .5rem; }
.strip .dropped { fill: var(--line); }
.strip .kept { fill: var(--bad); }
.original > p { margin-bottom: .5rem; font-size: .86rem; }
.original .kept { box-shadow: inset 3px 0 var(--bad); }
.original .kept .seen { color: var(--bad); }
.original .dropped .op { color: var(--quiet); }
.original .dropped b { font-weight: 500; }
.terms { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .3rem 1rem; font-size: .9rem; }
.terms dt { grid-column: 1; color: var(--quiet); }
.terms dd { grid-column: 2; max-width: 46rem; }

@media (max-width: 40rem) {
  .finding { padding: .9rem .9rem .8rem; }
  .outcome, .why > div { grid-template-columns: minmax(0, 1fr); }
  .operations li { grid-template-columns: 1.4rem minmax(0, 1fr); }
  .operations .seen, .operations .beside { grid-column: 2; }
  .operations .gap { padding-left: 2rem; }
  .terms { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .terms dt, .terms dd { grid-column: 1; }
  .terms dt { margin-top: .5rem; }
}
`;
