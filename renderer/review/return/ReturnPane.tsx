// What a reviewer has sent back, shown to the author of the tags.
// Deciding on differences is in the room above.

import { showHidden } from '#core/guards/labels.ts';

import { Choice } from '../../controls/fields/Choice.tsx';
import { CommandKey } from '../../commands/CommandKey.tsx';
import { ListAndDetail } from '../../controls/ListAndDetail.tsx';
import { VirtualList } from '../../controls/lists/VirtualList.tsx';
import { titleOf } from '../../model/window/key-words.ts';
import type { ArticleModel } from '../../model/state/article-model.ts';
import { inShort, plainMessage } from '../../model/state/messages.ts';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { Answers, ReturnCard } from './ReturnCard.tsx';
import { CardBody } from '../lines/CardBody.tsx';
import { ReviewRow } from '../lines/ReviewRow.tsx';
import { describeLine, linesOf, returnViewOf, shownReturn } from '../../model/review/return.ts';
import {
  toAnswerInWords,
  type ListedLine,
  firstTagOf,
  isListed,
  outcomeInWords,
  stateInWords,
  type OutcomeFilter,
  type ReturnedBy,
} from '../../model/state/return-state.ts';

/** CSS pixels of one row of the list. */
const ROW_HEIGHT = 50;

/** Whether the differences are shown or what somebody has sent back; nothing where nobody has. */
export function ReturnSwitch() {
  const workspace = useWorkspace();
  const returned = useAppState((state) => state.returned);
  const shown = useAppState(shownReturn);
  useAppState((state) => state.isAnonymous);
  if (returned.length === 0) return null;
  const choice = (reviewer: string | null, words: string, count: string) => (
    <button
      key={reviewer}
      type="button"
      aria-pressed={(shown?.reviewer ?? null) === reviewer}
      title={`${showHidden(words)}${count}`}
      onClick={() => {
        workspace.returns.show(reviewer);
      }}
    >
      <bdi>{showHidden(words)}</bdi>
      {count === '' ? null : <span className="count">{count}</span>}
    </button>
  );
  return (
    <div
      className="review-return-switch"
      role="group"
      aria-label={titleOf(workspace, 'turn-return') ?? undefined}
    >
      {choice(null, 'Differences', '')}
      {returned.map(({ reviewer, lines }) =>
        choice(
          reviewer,
          `Returned by ${workspace.names.nameOfAnnotator(reviewer)}`,
          ` (${lines.filter(({ outcome }) => outcome !== 'open').length.toLocaleString('en')})`,
        ),
      )}
    </div>
  );
}

interface ReturnProps {
  readonly article: ArticleModel;
  readonly returned: ReturnedBy;
}

/** What a reviewer made of one's own tags, and the line that is looked at. */
export function ReturnPane({ article, returned }: ReturnProps) {
  const workspace = useWorkspace();
  const view = useAppState(returnViewOf);
  const all = linesOf(workspace.state, returned);
  const lines = all.filter(({ line, state }) => isListed(line, state, view.filter));
  const shown = all.find(({ line }) => line.id === view.current);
  const current = lines.findIndex(({ line }) => line.id === view.current);
  return (
    <ListAndDetail
      view="review"
      list={
        <section className="tag-list" data-pane="tags">
          <header className="pane-head">
            <h2>
              Returned <span className="count">{lines.length.toLocaleString('en')}</span>
            </h2>
            <span className="hint">{toAnswerInWords(all)}</span>
          </header>
          <div className="review-filters is-single">
            <OutcomeChoice all={all} filter={view.filter} />
          </div>
          <VirtualList
            label="Returned"
            name="differences"
            count={lines.length}
            rowHeight={ROW_HEIGHT}
            keyOf={(index) => lines[index]?.line.id ?? String(index)}
            current={current}
            onMove={(index) => {
              const next = lines[index];
              if (next) workspace.returns.goTo(next.line);
            }}
            empty={<NothingReturned filter={view.filter} />}
            row={(index, focused) => {
              const each = lines[index];
              return each ? (
                <ReturnRow
                  listed={each}
                  article={article}
                  focused={focused}
                  isCurrent={each.line.id === view.current}
                />
              ) : null;
            }}
          />
        </section>
      }
      detail={
        <section className="review-card" data-pane="detail" aria-label="Returned tag">
          <CardBody of={shown?.line.id ?? null}>
            {shown ? (
              <ReturnCard key={shown.line.id} listed={shown} article={article} />
            ) : (
              <p className="empty">
                No line is chosen. <CommandKey command="next-difference" /> goes to the next one
                that is not accepted and not answered.
              </p>
            )}
          </CardBody>
          {shown?.line.decision ? (
            <footer className="review-card-foot">
              <Answers listed={shown} />
            </footer>
          ) : null}
        </section>
      }
    />
  );
}

const FILTERS: readonly (readonly [OutcomeFilter, string])[] = [
  ['decided', 'Everything decided'],
  ['to-answer', 'To answer'],
  ['accepted', 'Accepted'],
  ['changed', 'Changed'],
  ['rejected', 'Rejected'],
  ['added', 'Added'],
  ['contested', 'Contested'],
  ['open', 'Not decided'],
];

function OutcomeChoice({
  all,
  filter,
}: {
  readonly all: readonly ListedLine[];
  readonly filter: OutcomeFilter;
}) {
  const workspace = useWorkspace();
  return (
    <Choice
      label="Outcome"
      value={filter}
      options={FILTERS.map(([value, words]) => {
        const count = all.filter(({ line, state }) => isListed(line, state, value)).length;
        return [value, `${words} (${count.toLocaleString('en')})`];
      })}
      onChange={(value) => {
        workspace.returns.filter(value);
      }}
    />
  );
}

function NothingReturned({ filter }: { readonly filter: OutcomeFilter }) {
  const workspace = useWorkspace();
  if (filter === 'decided') return <p>Nothing is decided on your tags here.</p>;
  return (
    <p>
      Nothing here.{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          workspace.returns.filter('decided');
        }}
      >
        Show everything that is decided
      </button>
    </p>
  );
}

interface ReturnRowProps {
  readonly listed: ListedLine;
  readonly article: ArticleModel;
  readonly focused: boolean;
  readonly isCurrent: boolean;
}

function ReturnRow({ listed, article, focused, isCurrent }: ReturnRowProps) {
  const workspace = useWorkspace();
  const { line, state } = listed;
  const tag = firstTagOf(line);
  if (!tag) return null;
  const { sign, words } = outcomeInWords(line.outcome);
  return (
    <ReviewRow
      label={plainMessage(describeLine(workspace, listed))}
      tag={tag}
      kind={
        <>
          <span className="review-outcome-sign" aria-hidden>
            {sign}
          </span>{' '}
          {words}
        </>
      }
      words={inShort(article.wordsOf(tag), 90)}
      state={stateInWords(line, state)}
      isDecided={state.contest !== null}
      focused={focused}
      isCurrent={isCurrent}
      onChoose={() => {
        workspace.returns.goTo(line);
      }}
    />
  );
}
