import { PAGE_OF } from '../../../codebook/colours.ts';

/**
 * How the report looks on the screen, light or dark, and on paper. Every pair of colours keeps a
 * contrast of 4.5 or more; shading only repeats what a number in the same cell says.
 */
export const REPORT_STYLE = `
:root {
  color-scheme: light;
  --page: #ffffff; --panel: #f4f4f1; --ink: #1a1a1a; --muted: #595959; --line: #c9c7c0;
  --link: #0b4f9e; --bar: #3d78b8;
  --s0: #ffffff; --s1: #e4effa; --s2: #c9dff4; --s3: #a9cbec; --s4: #87b6e3;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --page: ${PAGE_OF.dark.background}; --panel: #1f2226; --ink: #e8e6e1; --muted: #aeaca6; --line: #454a52;
    --link: #8cc0ff; --bar: #6ea6df;
    --s0: ${PAGE_OF.dark.background}; --s1: #1b2a3a; --s2: #20394f; --s3: #264966; --s4: #2c5a80;
  }
}
* { box-sizing: border-box; }
html { background: var(--page); }
body {
  margin: 0 auto; max-width: 66rem; padding: 1.5rem 1.5rem 4rem;
  color: var(--ink); background: var(--page);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1, h2, h3, h4, h5 { line-height: 1.25; overflow-wrap: anywhere; break-after: avoid; }
h1 { font-size: 1.8rem; margin: 0 0 .75rem; }
h2 { font-size: 1.4rem; margin: 3rem 0 .75rem; padding-top: .6rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
h5 { font-size: .9rem; margin: 1rem 0 .3rem; }
p { margin: .4rem 0; max-width: 48rem; }
ul, ol { margin: .4rem 0; padding-left: 1.75rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, div:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
:target { outline: 3px solid var(--link); outline-offset: 3px; }
bdi { overflow-wrap: anywhere; }
th bdi { overflow-wrap: break-word; }
small, .muted { color: var(--muted); font-size: .85rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: .5rem 0; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; }
nav { background: var(--panel); padding: .75rem 1.25rem; margin: 1.5rem 0; border-radius: .4rem; }
nav p { font-weight: 600; }
table { border-collapse: collapse; margin: .75rem 0 1.25rem; font-size: .92rem; }
caption { text-align: start; font-weight: 600; padding: .25rem 0 .4rem; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem 1rem .3rem 0; text-align: start; vertical-align: top; }
thead th { border-bottom: 1px solid var(--ink); vertical-align: bottom; }
th { font-weight: 600; min-width: 5ch; }
tbody th { font-weight: 500; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
td.value { font-variant-numeric: tabular-nums; font-weight: 600; white-space: nowrap; }
td.value.none { font-weight: 400; }
td small { display: block; }
div.wide { overflow-x: auto; }
table.measures { width: 100%; }
td.figure { min-width: 5.5rem; }
td.figure strong { display: block; font-variant-numeric: tabular-nums; }
td.figure.none strong { font-weight: 400; }
table.measures tbody th { min-width: 6.5rem; }
ul.articles { list-style: none; padding: 0; }
p.numbers { max-width: none; margin: .15rem 0; }
div.reading { margin: 0 0 .15rem; }
table.grid th, table.grid td { border: 1px solid var(--line); padding: .35rem .6rem; }
table.grid td { text-align: center; font-variant-numeric: tabular-nums; min-width: 6.5rem; }
table.grid td strong { display: block; }
table.grid td.same { border: 2px solid var(--ink); }
.s0, .s1, .s2, .s3, .s4 { color: var(--ink); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.s0 { background: var(--s0); } .s1 { background: var(--s1); } .s2 { background: var(--s2); }
.s3 { background: var(--s3); } .s4 { background: var(--s4); }
.s0 a, .s1 a, .s2 a, .s3 a, .s4 a, .s0 small, .s1 small, .s2 small, .s3 small, .s4 small { color: inherit; }
table.items { width: 100%; }
table.items th { min-width: 0; }
table.items td:last-child { width: 22%; }
table.items .said { overflow-wrap: anywhere; }
div.distances { display: flex; flex-wrap: wrap; gap: 0 2.5rem; align-items: flex-start; }
figure { margin: .75rem 0; max-width: 28rem; flex: 1 1 20rem; }
figcaption { font-weight: 600; font-size: .92rem; padding: .25rem 0; }
svg { display: block; width: 100%; height: auto; }
svg rect { fill: var(--bar); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
svg line { stroke: var(--ink); stroke-width: 1; }
svg text { fill: var(--ink); font-size: 12px; font-family: inherit; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .75rem; }
@media (forced-colors: active) { svg rect { fill: CanvasText; } }
@media screen and (max-width: 40rem) {
  body { padding: 1rem .75rem 3rem; }
  dl { display: block; }
  dt { margin-top: .4rem; }
  table.measures, table.measures tbody, table.measures tr, table.measures th, table.measures td,
  table.items, table.items tbody, table.items tr, table.items th, table.items td { display: block; }
  table.measures thead, table.items thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table.measures caption, table.items caption { display: block; }
  table.measures td, table.items td { border-bottom: 0; padding: .1rem 0; }
  table.measures tr, table.items tr { border-bottom: 1px solid var(--line); padding: .35rem 0; }
  table.measures tbody th, table.items tbody th { border-bottom: 0; font-weight: 600; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--muted); }
  td.figure strong { display: inline; }
  td.figure small { display: inline; margin-inline-start: .4rem; }
  table.measures tbody th { min-width: 0; }
  table.items td:last-child { width: auto; }
  table.grid { font-size: .75rem; }
  table.grid th, table.grid td { padding: .2rem .3rem; min-width: 0; }
  figure { flex-basis: 100%; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 8pt; line-height: 1.3; }
  h1 { font-size: 15pt; }
  h2 { font-size: 11.5pt; margin: 1rem 0 .35rem; padding-top: .25rem; border-top-width: 1px; }
  h3 { font-size: 9.5pt; margin: .6rem 0 .2rem; }
  h4 { font-size: 8.5pt; margin: .4rem 0 .1rem; }
  p, ul, ol, dl { margin: .15rem 0; max-width: none; }
  nav { display: none; }
  a { color: inherit; text-decoration: none; }
  :target { outline: none; }
  table { margin: .3rem 0 .6rem; font-size: 7.5pt; }
  th, td { padding: .1rem .5rem .1rem 0; }
  table.grid th, table.grid td { padding: .1rem .3rem; }
  table.grid td { min-width: 0; }
  caption { padding: .1rem 0; break-after: avoid; }
  small, .muted { font-size: 6.5pt; }
  td.figure { min-width: 0; }
  td.figure strong, td.figure small { display: inline; }
  td.figure small { margin-inline-start: .35em; }
  figcaption { font-size: 7.5pt; }
  tr, figure, svg, li, p { break-inside: avoid; }
  thead { display: table-header-group; break-inside: avoid; break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  div.wide { overflow: visible; }
  div.distances { break-inside: avoid; flex-wrap: nowrap; }
  figure { max-width: 13rem; }
  div.distances { gap: 0 1rem; }
  #words { columns: 2; column-gap: 1.5rem; }
  #words h2 { column-span: all; }
  #words ul, #words table { break-inside: avoid; }
  #words ul { padding-left: 1rem; }
  section.of-pair section { break-inside: avoid; }
  section.of-pair { columns: 3; column-gap: 1.5rem; }
  section.of-pair h3 { column-span: all; }
  #measures dl { columns: 2; display: block; column-gap: 1.5rem; }
  #measures dt { font-weight: 600; break-after: avoid; color: var(--ink); }
  #measures dd { break-inside: avoid; margin-bottom: .2rem; }
}
@page { margin: 12mm 11mm; }
`;
