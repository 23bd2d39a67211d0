import { h, type Child, type HtmlElement } from './html.ts';
import type { Linking } from './html-lists.ts';
import type { BoundaryDistances, DistanceSummary } from '../../measures/boundary-distance.ts';
import { grouped } from '../../../numbers.ts';

/** Distances in UTF-16 code units that are counted together; `to` is included. */
const BINS: readonly { readonly label: string; readonly to: number }[] = [
  { label: '0', to: 0 },
  { label: '1', to: 1 },
  { label: '2', to: 2 },
  { label: '3–5', to: 5 },
  { label: '6–10', to: 10 },
  { label: '11–20', to: 20 },
  { label: '21–50', to: 50 },
  { label: '51–100', to: 100 },
  { label: '101+', to: Infinity },
];

/** Which pairs lie how far apart, whatever the direction; their items bin by bin. */
export function binDistances({ distribution }: DistanceSummary): number[][] {
  const bins = BINS.map((): number[] => []);
  for (const { distance, items } of distribution) {
    const bin = bins[BINS.findIndex(({ to }) => Math.abs(distance) <= to)];
    for (const item of items) bin?.push(item);
  }
  // The order of the report, so that equal bins are one list.
  return bins.map((items) => items.sort((a, b) => a - b));
}

/** “Start 3–5 characters apart”. */
function binName(what: string, label: string): string {
  return `${what} ${label} ${label === '1' ? 'character' : 'characters'} apart`;
}

const WIDTH = 450;
const HEIGHT = 170;
const BASE = 140;
const TALLEST = 110;
const STEP = WIDTH / BINS.length;

const BOTH = 'Start and end added up';

/** Bars for how far the boundaries of paired tags lie apart, each with its number and its pairs. */
export function distanceHistogram(
  { lists, scope }: Linking,
  distances: BoundaryDistances,
): HtmlElement {
  const bins = binDistances(distances.both);
  const most = Math.max(1, ...bins.map((items) => items.length));
  return h(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'group',
      'aria-label': 'Bar chart; the table beside it has the same numbers.',
    },
    ...bins.flatMap((items, index) => {
      const height = Math.round((TALLEST * items.length) / most);
      const middle = STEP * (index + 0.5);
      const label = BINS[index]?.label ?? '';
      const bar = h(
        'g',
        {},
        h('rect', { x: STEP * index + 6, y: BASE - height, width: STEP - 12, height }),
        h(
          'text',
          { x: middle, y: BASE - height - 5, 'text-anchor': 'middle' },
          grouped(items.length),
        ),
      );
      return [
        lists.link(scope, items, [binName(BOTH, label)], bar),
        h('text', { x: middle, y: BASE + 17, 'text-anchor': 'middle' }, label),
      ];
    }),
    h('line', { x1: 0, x2: WIDTH, y1: BASE, y2: BASE }),
  );
}

/** The numbers of the histogram, with those of the two boundaries by themselves. */
export function distanceTable(
  { lists, scope }: Linking,
  distances: BoundaryDistances,
  about: readonly Child[],
): HtmlElement {
  const columns = [
    { name: 'Start', summary: distances.start },
    { name: 'End', summary: distances.end },
    { name: BOTH, summary: distances.both },
  ].map((column) => ({ ...column, bins: binDistances(column.summary) }));
  const all = columns[0]?.bins.flat().sort((a, b) => a - b) ?? [];
  const summaryRow = (name: string, pick: (one: DistanceSummary) => string | null): HtmlElement =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name),
      ...columns.map(({ name: column, summary }) => {
        const value = pick(summary);
        const what = [`${column}: ${name.toLowerCase()} distance`];
        const cell = value === null ? '–' : lists.link(scope, all, what, value);
        return h('td', { class: 'number' }, cell);
      }),
    );
  return h(
    'table',
    {},
    h('caption', {}, ...about, ': pairs by distance in characters'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Characters apart'),
        ...columns.map(({ name }) => h('th', { scope: 'col', class: 'number' }, name)),
      ),
    ),
    h(
      'tbody',
      {},
      ...BINS.map(({ label }, index) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, label),
          ...columns.map(({ name, bins }) => {
            const items = bins[index] ?? [];
            const link = lists.link(scope, items, [binName(name, label)], grouped(items.length));
            return h('td', { class: 'number' }, link);
          }),
        ),
      ),
      summaryRow('Mean', ({ mean }) => decimals(mean.value)),
      summaryRow('Median', ({ median }) => decimals(median.value)),
      // Distances that are added up have no direction.
      summaryRow('Mean shift', (one) =>
        one === distances.both ? null : signed(one.meanSigned.value),
      ),
    ),
  );
}

/** Two decimals with a true minus sign; no value is a dash. */
export function decimals(value: number | null): string {
  if (value === null) return '–';
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text.replace('-', '−');
}

function signed(value: number | null): string {
  const text = decimals(value);
  return value !== null && value > 0 && text !== '0.00' ? `+${text}` : text;
}

/** Shade of a cell from 0 (none, or below chance) to 4; the number stands in the cell as well. */
export function shadeOf(value: number | null): `s${0 | 1 | 2 | 3 | 4}` {
  const step = Math.floor(5 * Math.max(0, value ?? 0));
  return step >= 4 ? 's4' : step === 3 ? 's3' : step === 2 ? 's2' : step === 1 ? 's1' : 's0';
}
