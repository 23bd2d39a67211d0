/** What the report of an event has besides the style of all reports. Differences are never told by colour alone. */
export const EVENT_STYLE = `
ins { text-decoration: underline; text-decoration-thickness: .12em; }
ins::before { content: "+"; } del::before { content: "−"; }
del { color: var(--muted); }
td.said { overflow-wrap: anywhere; min-width: 14rem; }
td.hash { font-family: ui-monospace, monospace; font-size: .75rem; overflow-wrap: anywhere; min-width: 12rem; }
div.finding { margin: 1rem 0; break-inside: avoid; }
div.finding dl { margin: .2rem 0 0; }
table.coverage td { text-align: center; }
table, figure, div.family { break-inside: avoid; }
@media print { nav { display: none; } body { max-width: none; padding: 0; font-size: 10pt; } a { color: inherit; } }
`;
