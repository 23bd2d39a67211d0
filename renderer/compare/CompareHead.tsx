import { TABLE_SHOWS, type TableShow } from '#core/compare/table/table-types.ts';
import { countOf } from '#core/numbers.ts';

import { Choice } from '../controls/fields/Choice.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { articleName } from '../model/compare/rows/article-names.ts';
import { LEAST_ARTICLES } from '../model/compare/compare.ts';
import { listFindings, isOpenFinding } from '../model/compare/rows/finding-list.ts';
import { isOpenReview, linesToReview, type Looker } from '../model/compare/rows/review-lines.ts';
import { openLines, type CompareState } from '../model/state/compare-state.ts';

const SHOW_WORDS: Readonly<Record<TableShow, string>> = {
  all: 'All rows',
  'with-findings': 'With findings',
  undecided: 'Not decided',
  differs: 'Differs from base',
};

const FULLEST = '';

/** Which event, what it is compared with, what of it is shown, and how much is decided. */
export function CompareHead() {
  const workspace = useWorkspace();
  // Not all of the comparison: which cell is chosen changes with every key, and says nothing here.
  const event = useAppState(({ compare }) => compare.event);
  const shown = useAppState(({ compare }) => compare.shown);
  const options = useAppState(({ compare }) => compare.options);
  const deferred = useAppState(({ compare }) => compare.deferred);
  useAppState((state) => state.library.events);
  useAppState((state) => state.articles);
  const events = workspace.compare.events();
  const base = options.base.type === 'article' ? options.base.article : FULLEST;
  return (
    <header className="compare-head">
      <div className="compare-choice is-event">
        <span aria-hidden>Event</span>
        <Choice
          label="Event"
          value={event}
          options={events.map(({ id, title, articles }) => [
            id,
            `${title} (${articles})`,
            { isDisabled: articles < LEAST_ARTICLES },
          ])}
          otherwise="None"
          onChange={(chosen) => {
            workspace.compare.show(chosen);
          }}
        />
      </div>
      {shown ? (
        <>
          <div className="compare-choice">
            <span aria-hidden>Base</span>
            <Choice
              label="Base"
              value={base}
              options={[
                [FULLEST, 'Fullest'],
                ...shown.comparison.articles.map(
                  (article) => [article.id, articleName(article)] as const,
                ),
              ]}
              onChange={(article) => {
                workspace.compare.setBase(
                  article === FULLEST ? { type: 'fullest' } : { type: 'article', article },
                );
              }}
            />
          </div>
          <div className="compare-choice">
            <span aria-hidden>Show</span>
            <Choice
              label="Show"
              value={options.show}
              options={TABLE_SHOWS.map((show) => [show, SHOW_WORDS[show]])}
              onChange={(show) => {
                workspace.compare.setShow(show);
              }}
            />
          </div>
          <p className="compare-state">
            {countOf(shown.comparison.articles.length, 'article')} ·{' '}
            {decidedInWords({ shown, options, deferred }, workspace.compare.looker)}
          </p>
        </>
      ) : null}
    </header>
  );
}

function decidedInWords(
  compare: Pick<CompareState, 'shown' | 'options' | 'deferred'>,
  looker: Looker,
): string {
  const { document } = compare.shown ?? {};
  const reviewed = document ? linesToReview(document, looker).filter(isOpenReview).length : 0;
  const isUntouched = document?.families.size === 0 && document.findingWords.size === 0;
  const open = openLines(compare).length;
  const findings = listFindings(compare).filter(({ word }) => isOpenFinding(word)).length;
  if (isUntouched && reviewed === 0) return 'nothing decided yet';
  if (open + findings + reviewed === 0) return 'everything offered is decided';
  const toReview = reviewed > 0 ? `, ${countOf(reviewed, 'family', 'families')} to review` : '';
  return `${countOf(open, 'place')}, ${countOf(findings, 'finding')} not decided${toReview}`;
}
