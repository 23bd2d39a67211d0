// The differences between several people's tags, and the sheets that decide on them.
// What came back decided is in return/; what is computed and said of both is in the model.

import { memo, useMemo, useState } from 'react';

import type { ReviewItem } from '#core/review/items.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { ActionButton } from '../commands/ActionButton.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import { ListAndDetail } from '../controls/ListAndDetail.tsx';
import { VirtualList } from '../controls/lists/VirtualList.tsx';
import { runButtonCommand } from '../commands/run-command.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort, plainMessage } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { AgreementLine } from '../agreement/AgreementLine.tsx';
import { AlignmentLine, LiningUp } from './AlignmentLine.tsx';
import { decisionInWords, describeMembers } from '../model/review/review-words.ts';
import { DifferenceCard } from './DifferenceCard.tsx';
import { ListedLine } from './ListedLine.tsx';
import { ReviewFilters } from './ReviewFilters.tsx';
import { ReturnPane, ReturnSwitch } from './return/ReturnPane.tsx';
import { shownReturn } from '../model/review/return.ts';
import { ReviewRow } from './lines/ReviewRow.tsx';
import {
  leftInWords,
  filterItems,
  isOpen,
  isUnplaced,
  kindInWords,
  listItemsOf,
  type ReviewFilter,
  type ReviewState,
} from '../model/state/review-state.ts';
import { UnplacedRow } from './Unplaced.tsx';
import '../controls/pane.css';
import '../controls/lists/tag-list.css';
import './review.css';

/** CSS pixels of one row of the list. */
const ROW_HEIGHT = 44;

/** What several people made of the article: the list of differences, and the one to be decided. */
export function ReviewPane() {
  const article = useAppState((state) => state.article);
  const review = useAppState((state) => state.review);
  const returned = useAppState(shownReturn);
  if (!article) return <div className="pane" data-pane="tags" />;
  if (!review) return <LiningUp />;
  return (
    <div className="pane">
      <ReturnSwitch />
      {returned ? (
        <ReturnPane article={article} returned={returned} />
      ) : (
        <ListAndDetail
          view="review"
          list={<DifferenceList article={article} review={review} />}
          detail={<DifferenceCard article={article} review={review} />}
        />
      )}
    </div>
  );
}

interface ReviewProps {
  readonly article: ArticleModel;
  readonly review: ReviewState;
}

function DifferenceList({ article, review }: ReviewProps) {
  const workspace = useWorkspace();
  const listed = useAppState((state) => state.listed);
  const { filter, items: lined, unplaced } = review;
  // A step in the list leaves both as they are.
  const all = useMemo(() => listItemsOf({ items: lined, unplaced }), [lined, unplaced]);
  const items = useMemo(() => filterItems(all, filter, listed), [all, filter, listed]);
  const left = useMemo(() => leftInWords(all), [all]);
  const identical = useMemo(() => all.filter(({ kind }) => kind === 'identical').length, [all]);
  const current = items.findIndex(({ id }) => id === review.current);
  /** Counts only in a low window, where rows and decisions come first. */
  const [isFilterOpen, setFilterOpen] = useState(false);
  return (
    <section
      className={`tag-list review-list ${isFilterOpen ? 'has-filter' : ''}`}
      data-pane="tags"
    >
      <header className="pane-head">
        <h2>
          Differences <span className="count">{items.length.toLocaleString('en')}</span>
        </h2>
        <span className="hint">{all.length > 0 ? left : ''}</span>
        {article.sets.length > 0 ? (
          <button
            type="button"
            className="link review-filter-toggle"
            aria-expanded={isFilterOpen}
            onClick={() => {
              setFilterOpen(!isFilterOpen);
            }}
          >
            Filter
          </button>
        ) : null}
      </header>
      <AlignmentLine />
      {article.sets.length > 0 ? <AgreementLine key={article.id} article={article} /> : null}
      {article.sets.length > 0 ? (
        <ReviewFilters article={article} items={all} filter={filter} />
      ) : null}
      {listed ? <ListedLine listed={listed} here={items.length} /> : null}
      <VirtualList
        key={article.id}
        label="Differences"
        name="differences"
        count={items.length}
        rowHeight={ROW_HEIGHT}
        keyOf={(index) => items[index]?.id ?? String(index)}
        current={current}
        onMove={(index) => {
          const item = items[index];
          if (item) workspace.review.goTo(item);
        }}
        empty={<Nothing article={article} review={review} />}
        row={(index, focused) => {
          const item = items[index];
          if (!item) return null;
          const isCurrent = item.id === review.current;
          return isUnplaced(item) ? (
            <UnplacedRow item={item} focused={focused} isCurrent={isCurrent} />
          ) : (
            <DifferenceRow item={item} article={article} focused={focused} isCurrent={isCurrent} />
          );
        }}
      />
      {identical > 0 && listed === null ? (
        <Fold count={identical} kind={review.filter.kind} />
      ) : null}
    </section>
  );
}

/** What everybody tagged alike, out of the way until it is asked for. */
function Fold({ count, kind }: { readonly count: number; readonly kind: ReviewFilter['kind'] }) {
  const workspace = useWorkspace();
  if (kind !== 'differences' && kind !== 'all') return null;
  const isFolded = kind === 'differences';
  return (
    <button
      type="button"
      className="review-fold"
      aria-expanded={!isFolded}
      onClick={() => {
        workspace.review.changeFilter({ kind: isFolded ? 'all' : 'differences' });
      }}
    >
      {countOf(count, 'identical item')} <span>{isFolded ? 'Show' : 'Hide'}</span>
    </button>
  );
}

function Nothing({ article, review }: ReviewProps) {
  const workspace = useWorkspace();
  const listed = useAppState((state) => state.listed);
  const counts = useAppState((state) => state.openCounts);
  if (article.sets.length === 0) {
    const next = counts ? workspace.openCounts.nearest('open', article.id) : undefined;
    if (next !== undefined) {
      return (
        <p>
          Nobody else’s tags are on this article. Differences are open in{' '}
          <bdi>{showHidden(workspace.openCounts.inWords(next))}</bdi>:{' '}
          <ActionButton command="review-open" />
        </p>
      );
    }
    return (
      <p>
        Nobody else’s tags are on this article. Open a colleague’s file with{' '}
        <CommandKey command="open" />, or{' '}
        <button
          type="button"
          className="link"
          onClick={() => {
            runButtonCommand(workspace, 'sample-review');
          }}
        >
          try it with Analyst B’s tags on the samples
        </button>
        .
      </p>
    );
  }
  if (workspace.review.isBlinded()) {
    return (
      <p>
        Blind: their tags are kept from view until this article is marked done (
        <CommandKey command="mark-done" />
        ).
      </p>
    );
  }
  return (
    <p>
      {listItemsOf(review).length === 0 ? 'Nobody has tagged this article.' : 'Nothing here.'}{' '}
      {review.filter.kind === 'all' || listed ? null : (
        <button
          type="button"
          className="link"
          onClick={() => {
            workspace.review.listEverything();
          }}
        >
          Show everything
        </button>
      )}
    </p>
  );
}

interface DifferenceRowProps {
  readonly item: ReviewItem;
  readonly article: ArticleModel;
  readonly focused: boolean;
  readonly isCurrent: boolean;
}

/** A step in the list draws two rows again, not all that are in view. */
const DifferenceRow = memo(function DifferenceRow({
  item,
  article,
  focused,
  isCurrent,
}: DifferenceRowProps) {
  const workspace = useWorkspace();
  useAppState((state) => state.isAnonymous);
  useAppState((state) => state.library.codebook);
  const [first] = item.members;
  if (!first) return null;
  const words = inShort(article.wordsOf(first.tag), 90);
  const state = decisionInWords(workspace, item);
  return (
    <ReviewRow
      label={`${kindInWords(item.kind)}: ${words}, ${state}. ${plainMessage(describeMembers(workspace, item))}.`}
      tag={first.tag}
      kind={kindInWords(item.kind)}
      words={words}
      state={state}
      isDecided={!isOpen(item)}
      sign={item.contest ? 'flag' : isOpen(item) ? 'open' : 'done'}
      focused={focused}
      isCurrent={isCurrent}
      onChoose={() => {
        workspace.review.goTo(item);
      }}
    />
  );
});
