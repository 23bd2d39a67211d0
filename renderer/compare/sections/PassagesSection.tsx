import {
  PASSAGE_NAMES,
  sharedInWords,
  type SharedWords,
} from '#core/compare/sentences/passages.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf, grouped } from '#core/numbers.ts';

import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName, named } from '../../model/compare/rows/article-names.ts';
import { chosenPassage, listPassages } from '../../model/compare/rows/passage-pairs.ts';
import { shownPlaces } from '../../model/compare/rows/shown-places.ts';
import type { ShownEvent } from '../../model/state/compare-state.ts';
import { inShort } from '../../model/state/messages.ts';
import { Actions } from './Actions.tsx';
import { TwoPassages } from './TwoPassages.tsx';
import { SectionList } from './SectionList.tsx';

/** CSS pixels of the heading over the passages of a pair. */
const HEADING = 46;

/** Words that two articles have in the same order: by pairs, and the texts of the chosen passage. */
export function PassagesSection() {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const { shown } = compare;
  if (!shown) return null;
  const lines = listPassages(shown);
  const chosen = chosenPassage(compare);
  const current = lines.find(({ passage }) => passage === chosen);
  return (
    <div className="compare-beside-list">
      <SectionList
        label="Shared passages"
        lines={lines}
        chosen={current?.key}
        rowHeight={44}
        extraAt={(index) => (lines[index]?.isFirst === true ? HEADING : 0)}
        onChoose={(key) => {
          workspace.compare.choose('passages', key);
        }}
        empty="No seven words in a row stand in two of these articles."
        row={(index) => {
          const line = lines[index];
          if (!line) return null;
          const { passage } = line;
          const text = shown.comparison.articles[passage.a.article]?.text ?? '';
          return (
            <span className="grow">
              {line.isFirst ? <PairHeading pair={line.pair} shown={shown} /> : null}
              <span className="compare-line-words clip">
                <bdi className="article-words">
                  {showHidden(inShort(text.slice(passage.a.start, passage.a.end), 90))}
                </bdi>
              </span>
              <span className="compare-line-where">
                {countOf(passage.words, 'word')} · {PASSAGE_NAMES[passage.kind]}
                {passage.isCommonText ? ' · common text' : ''}
              </span>
            </span>
          );
        }}
      />
      <section className="compare-detail" aria-label="The two passages" data-pane="passages">
        {current ? (
          <>
            <h2>
              {countOf(current.passage.words, 'word')} in the same order,{' '}
              {PASSAGE_NAMES[current.passage.kind]}
            </h2>
            <p className="compare-sentence">
              {sharedInWords(named(shown.comparison), current.pair)}
            </p>
            <TwoPassages shown={shown} places={shownPlaces(compare, workspace.compare.looker)} />
            <Actions commands={['side-by-side', 'open-cell']} />
            <Shares shown={shown} />
          </>
        ) : null}
      </section>
    </div>
  );
}

function PairHeading({ pair, shown }: { readonly pair: SharedWords; readonly shown: ShownEvent }) {
  const { articles } = shown.comparison;
  return (
    <span className="compare-pair">
      <span className="clip">
        <bdi>{articleName(articles[pair.a])}</bdi>
      </span>
      <span className="clip">
        <bdi>{articleName(articles[pair.b])}</bdi>
      </span>
    </span>
  );
}

/** How much of each article others have as well. */
function Shares({ shown }: { readonly shown: ShownEvent }) {
  return (
    <table className="compare-figures">
      <caption>What of each article others have as well</caption>
      <thead>
        <tr>
          <th scope="col">Article</th>
          <th scope="col">Words</th>
          <th scope="col">Common text</th>
          <th scope="col">Shared quotations</th>
        </tr>
      </thead>
      <tbody>
        {shown.comparison.articles.map((article) => (
          <tr key={article.id}>
            <th scope="row">
              <bdi>{articleName(article)}</bdi>
            </th>
            <td>{grouped(article.words)}</td>
            <td>{shareInWords(article.commonText, article.words)}</td>
            <td>{shareInWords(article.sharedQuotations, article.words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareInWords(words: number, all: number): string {
  return all === 0 ? '–' : `${grouped(words)} (${Math.round((100 * words) / all)} %)`;
}
