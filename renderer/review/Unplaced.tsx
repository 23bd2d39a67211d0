import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { ActionButton } from '../commands/ActionButton.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { dayAndTime, inShort } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { whoIs } from '../model/review/review-words.ts';
import { Opinion, OpinionNote } from './lines/Opinion.tsx';
import { ReviewRow } from './lines/ReviewRow.tsx';
import { kindInWords, type UnplacedItem } from '../model/state/review-state.ts';

/** The words that a tag was made on, in its author's version of the text. */
function wordsAsTagged({ annotation }: UnplacedItem, limit: number): string {
  return inShort(annotation.fragments.map(({ exact }) => exact).join(' … '), limit);
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
  const who = workspace.names.nameOfAnnotator(item.annotator);
  return (
    <ReviewRow
      label={`${kindInWords(item.kind)}: ${words}, ${state}. ${who}.`}
      tag={item.annotation}
      kind={kindInWords(item.kind)}
      words={words}
      state={state}
      isDecided={item.setAside !== null}
      sign={item.setAside ? 'done' : 'open'}
      focused={focused}
      isCurrent={isCurrent}
      onChoose={() => {
        workspace.review.goTo(item);
      }}
    />
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
            No place here · <bdi>{whoIs(workspace, setAside.reviewer, self)}</bdi> ·{' '}
            {dayAndTime(setAside.decided)}
          </p>
        ) : null}
      </header>
      <ol className="review-opinions">
        <Opinion
          who={whoIs(workspace, item.annotator, self)}
          tag={annotation}
          words={wordsAsTagged(item, 300)}
        >
          <OpinionNote note={annotation.note} />
        </Opinion>
        {proposal ? (
          <li className="review-opinion is-missing">
            <span className="review-opinion-who">In this text</span>
            <span className="review-opinion-tag">{Math.floor(proposal.score * 100)} % alike</span>
            <blockquote>
              <bdi className="article-words">
                {showHidden(inShort(article.wordsOf(proposal), 300))}
              </bdi>
            </blockquote>
            <p className="hint">
              {proposal.rivals === 0
                ? 'No other place is as good.'
                : `${countOf(proposal.rivals, 'other place')} ${proposal.rivals === 1 ? 'is' : 'are'} nearly as good: look before you confirm.`}
            </p>
          </li>
        ) : null}
      </ol>
    </>
  );
}

/** What can be done with a tag that has no place. */
export function PlaceActions({ item: { proposal, setAside } }: { readonly item: UnplacedItem }) {
  return (
    <div className="review-actions" role="group" aria-label="Place">
      {proposal ? <ActionButton command="accept-theirs" words="Confirm This Place" /> : null}
      <ActionButton command="edit-difference" words="Place at the Selected Words" />
      {setAside ? (
        <ActionButton command="take-decision-back" />
      ) : (
        <ActionButton command="reject-difference" words="No Place Here" />
      )}
    </div>
  );
}
