/** The timeline, the drawing of the buffer, and tables of bytes. */
export const DIAGRAM = `
.timeline { --edge: 4.6rem; container-type: inline-size; border: 1px solid var(--line); border-radius: 4px; font-size: .84rem; }
.lanes, .event { display: grid; grid-template-columns: var(--edge) 1fr 1fr var(--edge); }
.lanes { padding: .4rem 0; border-bottom: 1px solid var(--strong-line); font-weight: 650; text-align: center; line-height: 1.2; }
.lanes i { font-style: normal; }
.lanes span { grid-row: 1; }
.lanes span:nth-child(1) { grid-column: 1 / 3; justify-self: start; width: calc(2 * var(--edge)); }
.lanes span:nth-child(2) { grid-column: 2 / 4; }
.lanes span:nth-child(3) { grid-column: 3 / 5; justify-self: end; width: calc(2 * var(--edge)); }
.timeline details { margin: 0; padding: 0; border: 0; }
.timeline summary { margin: 0; padding: .3rem .8rem; background: var(--sunk); font-size: 1em; font-weight: 400; }
.turn + .turn summary { border-top: 1px solid var(--line); }
.timeline details[open] > summary { margin: 0; border-bottom: 1px solid var(--line); }
.timeline summary .number { margin: 0 .15rem; color: var(--quiet); }
.timeline summary .quiet { float: right; }
.turn ol { padding: .35rem 0; }
.event, .turn .gap {
  background:
    linear-gradient(var(--strong-line) 0 0) var(--edge) 0 / 1px 100% no-repeat,
    linear-gradient(var(--strong-line) 0 0) 50% 0 / 1px 100% no-repeat,
    linear-gradient(var(--strong-line) 0 0) calc(100% - var(--edge)) 0 / 1px 100% no-repeat;
}
.turn .gap { padding: .3rem; color: var(--quiet); font-style: italic; text-align: center; }
.event { padding: .2rem 0 .3rem; --stroke: var(--quiet); }
.event.marked { background-color: var(--bad-ground); box-shadow: inset 3px 0 var(--bad); --stroke: var(--bad); }
.event .text { grid-row: 1; padding: 0 .7rem .1rem; font-family: var(--mono); line-height: 1.4; text-align: center; }
.event.marked .text { font-weight: 650; }
.flag { padding: 0 .4em; border-radius: 3px; background: var(--bad); color: var(--panel); font: 650 .9em var(--sans); white-space: nowrap; }
.arrow { grid-row: 2; position: relative; height: 9px; }
.arrow::before { content: ''; position: absolute; inset: 4px 1px auto; border-top: 1.5px solid var(--stroke); }
.up .arrow::before { border-top-style: dashed; }
.arrow::after { content: ''; position: absolute; top: 0; border: 4.5px solid transparent; }
.down .arrow::after { right: 0; border-left: 8px solid var(--stroke); border-right: 0; }
.up .arrow::after { left: 1px; border-right: 8px solid var(--stroke); border-left: 0; }
.caller--io-manager > .arrow, .caller--io-manager > .text { grid-column: 2; }
.io-manager--driver > .arrow, .io-manager--driver > .text { grid-column: 3; }
.caller--driver > .arrow, .caller--driver > .text { grid-column: 2 / 4; }
.caller--driver > .text { justify-self: center; background: var(--panel); }
.caller--driver.marked > .text { background: var(--bad-ground); }
.stays > .arrow { grid-row: 1; height: auto; }
.stays > .arrow::before { inset: .42em auto auto -4px; width: 9px; height: 9px; border: 1.5px solid var(--stroke); border-radius: 50%; background: var(--panel); }
.stays > .arrow::after { display: none; }
.stays > .text { text-align: left; padding-left: .9rem; color: var(--ink); }
.in-caller > * { grid-column: 2; }
.in-io-manager > * { grid-column: 3; }
.in-driver > .arrow { grid-column: 4; }
.in-driver > .text { grid-column: 3; text-align: right; padding-right: .9rem; }

@container (max-width: 44rem) {
  .timeline .lanes, .timeline .event { grid-template-columns: 1.6rem 2.7rem 2.7rem 1.6rem minmax(0, 1fr); }
  .timeline .lanes { font-size: .72rem; }
  .timeline .lanes i { display: none; }
  .timeline .lanes span:nth-child(1) { width: 3.2rem; }
  .timeline .lanes span:nth-child(3) { width: 3.2rem; }
  .timeline .event, .timeline .turn .gap { background-position: 1.6rem 0, 4.3rem 0, 7rem 0; }
  .timeline .turn .gap { padding-left: 8.6rem; text-align: left; }
  .timeline .event > .text { grid-column: 5; padding: 0 .5rem 0 0; text-align: left; }
  .timeline .event > .arrow { grid-row: 1; margin-top: .35em; }
  .timeline .stays > .arrow { margin-top: 0; }
  .timeline .in-caller > .arrow { grid-column: 2; }
}

.drawing { border: 1px solid var(--line); border-radius: 4px; }
.drawing .scroll { padding: .9rem 1rem .4rem; }
.drawing figcaption { padding: .5rem 1rem .6rem; border-top: 1px solid var(--line); font-size: .86rem; }
.buffer { display: block; width: 100%; min-width: 620px; max-width: 900px; height: auto; font: 12px var(--sans); fill: var(--ink); }
.buffer .row-title { font-weight: 650; font-size: 13px; }
.buffer .row-detail, .buffer .tick { fill: var(--quiet); font-size: 11.5px; }
.buffer .name { font: 600 12px var(--mono); }
.buffer .centred { text-anchor: middle; }
.buffer .page { fill: var(--sunk); stroke: var(--strong-line); }
.buffer .left-out, .buffer .unbacked { stroke-dasharray: 4 3; fill: none; }
.buffer .frame { fill: var(--panel); stroke: var(--ink); stroke-width: 1.2; }
.buffer .bytes-of { fill: var(--accent); fill-opacity: .3; stroke: var(--accent); }
.buffer .empty { stroke: var(--accent); stroke-width: 2; }
.buffer .offending { stroke: var(--bad); stroke-width: 1.3; }
.buffer .hatch-ground { fill: var(--bad-ground); }
.buffer .hatch { fill: var(--bad); }
.buffer .pointer { fill: var(--bad); }
.buffer .redzone { stroke: var(--line); }
.buffer .redzone-line { fill: var(--strong-line); }
.buffer .link { fill: none; stroke: var(--quiet); stroke-width: 1.2; }
.buffer .bracket { fill: none; stroke: var(--accent); stroke-width: 1.4; }
.buffer .copy-link { stroke: var(--accent); stroke-width: 1.4; stroke-dasharray: 5 4; }

.bytes { border-collapse: collapse; font: .82rem/1.5 var(--mono); white-space: nowrap; }
.bytes-title { padding-bottom: .35rem; font-size: .88rem; }
.scroll + .bytes-title { margin-top: .9rem; }
.bytes th { color: var(--quiet); font-weight: 400; text-align: left; vertical-align: top; }
.bytes th[scope=row], .bytes .kind { padding-right: .9rem; }
.bytes .kind { color: var(--quiet); font-family: var(--sans); }
.bytes .byte { min-width: 1.55rem; padding: 0 .2rem; text-align: center; }
.bytes .middle { padding-left: .8rem; }
.bytes .ascii { padding-left: 1.1rem; letter-spacing: .04em; white-space: pre; }
.bytes thead > tr > * { border-bottom: 1px solid var(--line); }
.bytes tr.good > td, .bytes tr.good > th { padding-top: .3rem; }
.bytes tr.bad > td { padding-bottom: .3rem; }
.bytes tr.good .kind { color: var(--good); }
.bytes tr.bad .kind { color: var(--bad); }
.bytes mark { background: none; color: inherit; font-weight: 700; text-decoration: underline 2px; text-underline-offset: 3px; }
.bytes .good mark { color: var(--good); }
.bytes .bad mark { color: var(--bad); background: var(--bad-ground); }
.bytes .gap td { padding: .15rem 0; color: var(--quiet); font: italic .92em var(--sans); }
`;
