import { h, type Child, type HtmlElement } from './html.ts';
import type { BoundaryDistances, DistanceSummary } from './boundary-distance.ts';

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

/** How many pairs lie how far apart, whatever the direction; one number a bin. */
export function binDistances({ distribution }: DistanceSummary): number[] {
  const bins = BINS.map(() => 0);
  for (const { distance, count } of distribution) {
    const index = BINS.findIndex(({ to }) => Math.abs(distance) <= to);
    bins[index] = (bins[index] ?? 0) + count;
  }
  return bins;
}

const WIDTH = 450;
const HEIGHT = 170;
const BASE = 140;
const TALLEST = 110;
const STEP = WIDTH / BINS.length;

/** Bars for how far the boundaries of paired tags lie apart, each with its number. */
export function distanceHistogram(distances: BoundaryDistances): HtmlElement {
  const counts = binDistances(distances.both);
  const most = Math.max(1, ...counts);
  return h(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': 'Bar chart; the table beside it has the same numbers.',
    },
    ...counts.flatMap((count, index) => {
      const height = Math.round((TALLEST * count) / most);
      const middle = STEP * (index + 0.5);
      return [
        h('rect', { x: STEP * index + 6, y: BASE - height, width: STEP - 12, height }),
        h('text', { x: middle, y: BASE - height - 5, 'text-anchor': 'middle' }, count),
        h('text', { x: middle, y: BASE + 17, 'text-anchor': 'middle' }, BINS[index]?.label ?? ''),
      ];
    }),
    h('line', { x1: 0, x2: WIDTH, y1: BASE, y2: BASE }),
  );
}

/** The numbers of the histogram, with those of the two boundaries by themselves. */
export function distanceTable(distances: BoundaryDistances, about: readonly Child[]): HtmlElement {
  const columns = [distances.start, distances.end, distances.both];
  const counts = columns.map(binDistances);
  const summary = (name: string, pick: (one: DistanceSummary) => string): HtmlElement =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name),
      ...columns.map((one) => h('td', { class: 'number' }, pick(one))),
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
        ...['Start', 'End', 'Both added up'].map((name) =>
          h('th', { scope: 'col', class: 'number' }, name),
        ),
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
          ...counts.map((bins) => h('td', { class: 'number' }, bins[index] ?? 0)),
        ),
      ),
      summary('Mean', ({ mean }) => decimals(mean.value)),
      summary('Median', ({ median }) => decimals(median.value)),
      summary('Mean shift', (one) => (one === distances.both ? '–' : signed(one.meanSigned.value))),
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
