import { h, written, type Child, type HtmlElement } from '../../agreement/report/page/html.ts';
import { groupBy } from '../../collections/order.ts';
import { countIn, outletColumns, perThousand, type OutletColumn } from '../comparison/by-outlet.ts';
import type { FramingCount } from '../comparison/comparison.ts';
import { articleName } from '../sentences/names.ts';
import type { EventReportInput } from './input.ts';
import { wide } from './wide.ts';

/** Framing values by outlet: a plot and a table for each attribute. */
export function framingContent(input: EventReportInput): Child[] {
  const { comparison, labelOf } = input;
  if (comparison.framing.length === 0) return [h('p', {}, 'No framing has been tagged.')];
  const groups = groupBy(
    comparison.framing,
    ({ category, attribute }) => `${category} ${attribute}`,
  );
  return [...groups.values()].flatMap((counts): Child[] => {
    const [first] = counts;
    if (!first) return [];
    const name = `${labelOf(first.category)}: ${labelOf(first.category, first.attribute)}`;
    return [
      h('h3', {}, written(name)),
      plot(counts, labelOf),
      table(counts, outletColumns(comparison.articles), labelOf, name),
    ];
  });
}

const BAR = { height: 18, gap: 6, label: 220, width: 360 };

/** One bar for each value: how many tags of all articles have it. */
function plot(counts: readonly FramingCount[], labelOf: EventReportInput['labelOf']): HtmlElement {
  const sums = counts.map(({ counts: own }) => own.reduce((sum, each) => sum + each, 0));
  const most = Math.max(1, ...sums);
  const step = BAR.height + BAR.gap;
  return h(
    'figure',
    {},
    h('figcaption', {}, 'Tags in all articles'),
    h(
      'svg',
      {
        viewBox: `0 0 ${String(BAR.label + BAR.width + 50)} ${String(counts.length * step)}`,
        role: 'group',
        'aria-label': 'Tags in all articles; the numbers stand in the table below',
      },
      ...counts.flatMap(({ category, attribute, value }, at) => {
        const sum = sums[at] ?? 0;
        const y = at * step;
        const width = (BAR.width * sum) / most;
        const base = y + BAR.height - 5;
        return [
          h(
            'text',
            { x: BAR.label - 8, y: base, 'text-anchor': 'end' },
            labelOf(category, attribute, value),
          ),
          h('rect', { x: BAR.label, y, width, height: BAR.height }),
          h('text', { x: BAR.label + width + 6, y: base }, sum),
        ];
      }),
    ),
  );
}

function table(
  counts: readonly FramingCount[],
  columns: readonly OutletColumn[],
  labelOf: EventReportInput['labelOf'],
  name: string,
): HtmlElement {
  return wide(
    name,
    h(
      'table',
      {},
      h('caption', {}, written(name), ': tags, and per 1,000 words'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Value'),
          ...columns.map((column) =>
            h('th', { scope: 'col', class: 'number' }, written(articleName(column))),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        ...counts.map(({ category, attribute, value, counts: own }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, written(labelOf(category, attribute, value))),
            ...columns.map((column) => {
              const count = countIn(own, column);
              return h(
                'td',
                { class: 'number', 'data-label': articleName(column) },
                count === 0 ? '0' : `${String(count)} (${perThousand(count, column)})`,
              );
            }),
          ),
        ),
      ),
    ),
  );
}
