import { showHidden } from '#core/guards/labels.ts';
import { countIn, outletColumns, perThousand } from '#core/compare/comparison/by-outlet.ts';
import type { FramingCount } from '#core/compare/comparison/comparison.ts';

import { ActionButton } from '../../commands/ActionButton.tsx';
import { Choice } from '../../controls/fields/Choice.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName } from '../../model/compare/rows/article-names.ts';
import {
  chosenTarget,
  chosenTargetPlace,
  targetPlaces,
} from '../../model/compare/rows/framing-rows.ts';
import type { ShownEvent } from '../../model/state/compare-state.ts';
import { FigureHead } from './FigureHead.tsx';
import { SectionList } from './SectionList.tsx';

/** How each outlet frames: values counted and per 1,000 words; every place where a target is named. */
export function FramingSection() {
  const compare = useAppState((state) => state.compare);
  const { shown } = compare;
  if (!shown) return null;
  if (shown.comparison.framing.length === 0) {
    return (
      <div className="empty compare-centred" data-pane="comparison" data-comparison>
        <p>No framing is tagged in these articles.</p>
        <p className="hint">Tag framing in Annotate; here it is counted by outlet.</p>
        <p className="compare-offers">
          <ActionButton command="view-annotate" />
        </p>
      </div>
    );
  }
  return (
    <div className="compare-beside-list is-even">
      <Concordance shown={shown} />
      <section className="compare-detail" aria-label="Framing by outlet" data-pane="passages">
        <Counts shown={shown} />
      </section>
    </div>
  );
}

function Counts({ shown }: { readonly shown: ShownEvent }) {
  const categories = useAppState((state) => state.library.codebook.categories);
  const { framing, articles } = shown.comparison;
  const attributes = [...new Set(framing.map(({ attribute }) => attribute))];
  const columns = outletColumns(articles);
  const most = Math.max(
    1,
    ...framing.flatMap(({ counts }) => columns.map((column) => countIn(counts, column))),
  );
  const attributeOf = (id: string) =>
    categories.flatMap((category) => category.attributes).find((each) => each.id === id);
  const valueOf = ({ attribute, value }: FramingCount): string =>
    attributeOf(attribute)?.values?.find(({ id }) => id === value)?.label ?? value;
  return attributes.map((attribute) => (
    <table key={attribute} className="compare-figures">
      <caption>
        {attributeOf(attribute)?.label ?? attribute}: tags, and per 1,000 words without page
        furniture
      </caption>
      <FigureHead rows="Value" articles={columns} />
      <tbody>
        {framing
          .filter((each) => each.attribute === attribute)
          .map((each) => (
            <tr key={`${each.category} ${each.value}`}>
              <th scope="row">
                <bdi>{showHidden(valueOf(each))}</bdi>
              </th>
              {columns.map((column) => {
                const count = countIn(each.counts, column);
                return (
                  <td key={column.id} className={SHADES[shadeOf(count, most)]}>
                    {count === 0 ? (
                      '–'
                    ) : (
                      <>
                        {count}
                        <span className="hint"> {perThousand(count, column)}</span>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
      </tbody>
    </table>
  ));
}

/** The more tags, the darker; the number says the same. */
const SHADES = [
  '',
  'compare-shade-1',
  'compare-shade-2',
  'compare-shade-3',
  'compare-shade-4',
] as const;

function shadeOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.min(4, Math.ceil((4 * count) / Math.max(4, most)));
}

/** Characters around a place in the concordance. */
const AROUND = 46;

function Concordance({ shown }: { readonly shown: ShownEvent }) {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const target = chosenTarget(compare);
  const places = targetPlaces(compare);
  const chosen = chosenTargetPlace(compare);
  const { targets, articles } = shown.comparison;
  return (
    <div className="compare-concordance">
      <div className="compare-choice">
        <span aria-hidden>Target</span>
        <Choice
          label="Target"
          value={target?.name ?? null}
          options={targets.map(({ name }) => [name, name])}
          otherwise="None tagged"
          onChange={(name) => {
            workspace.compare.chooseTarget(name);
          }}
        />
      </div>
      <SectionList
        label="Every place of the target"
        lines={places}
        chosen={places.find(({ place }) => place === chosen)?.key}
        rowHeight={44}
        onChoose={(key) => {
          workspace.compare.choose('framing', key);
        }}
        empty="No target of framing is named in these articles."
        row={(index) => {
          const place = places[index]?.place;
          const article = place && articles[place.article];
          if (!place || !article) return null;
          const { text } = article;
          const flat = (words: string): string => showHidden(words.replace(/\s+/gu, ' '));
          return (
            <span className="grow">
              <span className="compare-concordance-line">
                <span className="is-before">
                  <bdi>{flat(text.slice(Math.max(0, place.start - AROUND), place.start))}</bdi>
                </span>
                <b className={place.tags.length > 0 ? 'is-tagged' : undefined}>
                  <bdi>{flat(text.slice(place.start, place.end))}</bdi>
                </b>
                <bdi className="is-after">{flat(text.slice(place.end, place.end + AROUND))}</bdi>
              </span>
              <span className="compare-line-where clip">
                <bdi>{articleName(article)}</bdi>
                {place.tags.length > 0 ? ' · framing tagged here' : ''}
              </span>
            </span>
          );
        }}
      />
    </div>
  );
}
