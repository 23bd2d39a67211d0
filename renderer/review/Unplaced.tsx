import { showHidden } from '#core/labels.ts';

import { CategoryMark } from '../chrome/CategoryMark.tsx';
import { CommandKey } from '../chrome/CommandKey.tsx';
import { runCommand } from '../commands/run-command.ts';
import type { ArticleModel } from '../state/article-model.ts';
import { countOf, dayAndTime, quoted } from '../state/messages.ts';
import { useAppState, useWorkspace } from '../state/use-workspace.ts';
import { goToItem } from './reviewing.ts';
import { kindInWords, type UnplacedItem } from './review-state.ts';

/** The words that a tag was made on, in its author's version of the text. */
function wordsAsTagged({ annotation }: UnplacedItem, limit: number): string {
  return quoted(annotation.fragments.map(({ exact }) => exact).join(' … '), limit);
}

interface UnplacedRowProps {
  readonly item: UnplacedItem;
  readonly focused: boolean;
  readonly isCurrent: boolean;
}

/** A line of the list for a tag that has no place in this version of the text. */
export function UnplacedRow({ item, focused, isCurrent }: UnplacedRowProps) {
  const workspace = useWorkspace();
  const words = wordsAsTagged(item, 90);
  const state = item.setAside ? 'No place here' : 'Not decided';
  const who = workspace.nameOfAnnotator(item.annotator);
  return (
    <button
      type="button"
      className="tag-row"
      tabIndex={focused ? 0 : -1}
      aria-pressed={isCurrent}
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={`${kindInWords(item.kind)}: ${words}, ${state}. ${showHidden(who)}.`}
      onClick={() => {
        goToItem(workspace, item);
      }}
    >
      <CategoryMark category={workspace.categoryOf(item.annotation)} />
      <span className="tag-row-who">{kindInWords(item.kind)}</span>{' '}
      <bdi className="tag-row-words">{showHidden(words)}</bdi>{' '}
      <span className={`tag-row-more ${item.setAside ? 'is-decided' : ''}`}>
        <bdi>{state}</bdi>
      </span>
    </button>
  );
}

/** Where a tag of another version of the text may belong, and what can be done about it. */
export function UnplacedCard({
  item,
  article,
}: {
  readonly item: UnplacedItem;
  readonly article: ArticleModel;
}) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  const { annotation, proposal, setAside } = item;
  const category = workspace.categoryOf(annotation);
  const who = (id: string): string =>
    id === self ? 'Mine' : showHidden(workspace.nameOfAnnotator(id));
  return (
    <>
      <header className="review-head">
        <h3>{kindInWords(item.kind)}</h3>
        <p className="hint">
          This tag was made in another version of the text.{' '}
          {proposal
            ? 'A place was found that may be the same. It counts only when you confirm it.'
            : 'Its words were not found here. It is kept as it is.'}
        </p>
        {setAside ? (
          <p className="hint">
            No place here · <bdi>{who(setAside.reviewer)}</bdi> · {dayAndTime(setAside.decided)}
          </p>
        ) : null}
      </header>
      <ol className="opinions">
        <li className="opinion">
          <span className="opinion-who">
            <bdi>{who(item.annotator)}</bdi>
          </span>
          <span className="opinion-tag">
            <CategoryMark category={category} /> {category?.label ?? annotation.category}
          </span>
          <blockquote>
            <bdi>{showHidden(wordsAsTagged(item, 300))}</bdi>
          </blockquote>
          {annotation.note === '' ? null : (
            <p className="hint">
              Note: <bdi>{showHidden(quoted(annotation.note, 120))}</bdi>
            </p>
          )}
        </li>
        {proposal ? (
          <li className="opinion is-missing">
            <span className="opinion-who">In this text</span>
            <span className="opinion-tag">{Math.floor(proposal.score * 100)} % alike</span>
            <blockquote>
              <bdi>{showHidden(quoted(article.wordsOf(proposal), 300))}</bdi>
            </blockquote>
            <p className="hint">
              {proposal.rivals === 0
                ? 'No other place is as good.'
                : `${countOf(proposal.rivals, 'other place')} ${proposal.rivals === 1 ? 'is' : 'are'} nearly as good: look before you confirm.`}
            </p>
          </li>
        ) : null}
      </ol>
      <div className="review-actions" role="group" aria-label="Place">
        {proposal ? (
          <button
            type="button"
            onClick={() => {
              runCommand(workspace, 'accept-theirs');
            }}
          >
            Confirm This Place <CommandKey command="accept-theirs" />
          </button>
        ) : null}
        <button
          type="button"
          onClick={() => {
            runCommand(workspace, 'edit-difference');
          }}
        >
          Place at the Selected Words <CommandKey command="edit-difference" />
        </button>
        {setAside ? (
          <button
            type="button"
            onClick={() => {
              runCommand(workspace, 'take-decision-back');
            }}
          >
            Decide Again <CommandKey command="take-decision-back" />
          </button>
        ) : (
          <button
            type="button"
            onClick={() => {
              runCommand(workspace, 'reject-difference');
            }}
          >
            No Place Here <CommandKey command="reject-difference" />
          </button>
        )}
      </div>
    </>
  );
}
