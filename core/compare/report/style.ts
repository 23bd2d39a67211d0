/** What the report of an event has besides the style of all reports. Differences are never told by colour alone. */
export const EVENT_STYLE = `
ins { text-decoration: underline; text-decoration-thickness: .12em; }
ins::before { content: "+"; } del::before { content: "−"; }
del { color: var(--muted); }
td.said { overflow-wrap: anywhere; min-width: 14rem; }
td.hash { font-family: ui-monospace, monospace; font-size: .75rem; overflow-wrap: anywhere; min-width: 12rem; }
th a, dt a { color: inherit; }
div.finding { margin: 1.25rem 0 1.75rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
div.finding h3 { margin-top: 0; }
div.finding dl { grid-template-columns: fit-content(14rem) 1fr; gap: .4rem 1.25rem; margin: .4rem 0 0; }
main table:not(.grid) tbody th { min-width: 5.75rem; }
td[data-label="Class"] { min-width: 7rem; } td[data-label="Who"] { min-width: 5.5rem; }
table.coverage td { text-align: center; min-width: 4rem; }
table.coverage tbody th { min-width: 12rem; }
@media screen and (max-width: 40rem) {
  table:not(.grid), table:not(.grid) :is(caption, tbody, tr, th, td) { display: block; }
  table:not(.grid) thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table:not(.grid) tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  main table:not(.grid) tbody :is(th, td) { border-bottom: 0; padding: .1rem 0; min-width: 0; text-align: start; }
  table:not(.grid) tbody th { font-weight: 600; }
  table.coverage tbody th { min-width: 7rem; }
}
@media print {
  body { font-size: 9.5pt; } h2 { font-size: 13pt; } h3 { font-size: 10.5pt; }
  table { font-size: 8.5pt; } small, .muted, td.hash { font-size: 7.5pt; }
  table, td.said, td.hash { min-width: 0; }
  div.finding { margin: .5rem 0 .8rem; break-inside: avoid; }
  div.wide { overflow: visible; }
}
`;
