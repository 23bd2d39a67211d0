/**
 * The table of the long run, in Markdown, with what was lost below it and what was measured.
 * @param {readonly (import('./row.ts').Row & { notes?: readonly string[] })[]} rows
 */
export function drawTable(rows) {
  const count = (number) => number.toLocaleString('en-US');
  const lines = rows.map(({ fault, tried, acknowledged, lost, unreadable }) => {
    const cells = [
      count(tried),
      acknowledged === 0 ? '–' : count(acknowledged),
      count(lost.length),
    ];
    return `| ${[fault, ...cells, count(unreadable.length)].join(' | ')} |`;
  });
  const total = (field) =>
    rows.reduce((sum, row) => sum + Number(row[field].length ?? row[field]), 0);
  const sums = ['tried', 'acknowledged', 'lost', 'unreadable'].map((field) => count(total(field)));
  const killed = rows.filter(({ fault }) => fault.startsWith('killed'));
  const kills = killed.reduce((sum, { tried }) => sum + tried, 0);
  return [
    '| fault | tried | acknowledged | lost | unreadable |',
    '|---|---|---|---|---|',
    ...lines,
    `| **all**, of which ${count(kills)} are kills | ${sums.join(' | ')} |`,
    ...rows.flatMap(({ fault, notes = [] }) => notes.map((note) => `\n${fault}: ${note}`)),
    ...rows.flatMap(({ fault, lost, unreadable }) =>
      [...new Set([...lost, ...unreadable])].slice(0, 10).map((each) => `\n${fault}: ${each}`),
    ),
  ].join('\n');
}
