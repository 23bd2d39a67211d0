import { keepPersonCommand } from '#core/contract/commands/review.ts';
import { DIGITS } from '#core/contract/commands/row.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { Member, ReviewItem } from '#core/review/items.ts';
import { majorityOf } from '#core/review/majority.ts';

import { ActionButton } from '../commands/ActionButton.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { dayAndTime, inShort, quoted } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { Comments } from './lines/Comments.tsx';
import { whoIs } from '../model/review/review-words.ts';
import { EditForm } from './EditForm.tsx';
import { NoTag, Opinion, OpinionNote } from './lines/Opinion.tsx';
import { RemarksForm } from './RemarksForm.tsx';
import { UnplacedCard } from './Unplaced.tsx';
import {
  actionsOn,
  commentsOn,
  differingValues,
  isPlacedByHand,
  kindInWords,
  pickable,
  referencesOf,
  verdictInWords,
  type ReviewState,
} from '../model/state/review-state.ts';

interface CardProps {
  readonly article: ArticleModel;
  readonly review: ReviewState;
}

/** The difference to be decided: what each person made of it, and what can be done. */
export function DifferenceCard({ article, review }: CardProps) {
  const item = review.items.find(({ id }) => id === review.current);
  const unplaced = review.unplaced.find(({ id }) => id === review.current);
  return (
    <section className="tag-form" data-pane="detail" aria-label="Difference">
      {unplaced ? (
        <UnplacedCard key={unplaced.id} item={unplaced} article={article} />
      ) : item ? (
        <Card item={item} article={article} review={review} />
      ) : (
        <p className="empty">
          No difference is chosen. <CommandKey command="next-difference" /> goes to the next one
          that is not decided.
        </p>
      )}
    </section>
  );
}

function Card({ item, article, review }: CardProps & { readonly item: ReviewItem }) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  const { decision, earlier, contest } = item;
  // A new comment is about the first tag.
  const [first] = referencesOf(item);
  const majority = item.members.length + item.missing.length > 2 ? majorityOf(item) : null;
  return (
    <>
      <header className="review-head">
        <h3>{kindInWords(item.kind)}</h3>
        {decision ? (
          <p className="hint">
            {verdictInWords(decision, self)} ·{' '}
            <bdi>{showHidden(workspace.names.nameOfAnnotator(decision.reviewer))}</bdi> ·{' '}
            {dayAndTime(decision.decided)}
          </p>
        ) : null}
        {contest ? (
          <p className="notice-line">
            Contested by <bdi>{whoIs(workspace, contest.author, self)}</bdi>:{' '}
            <bdi>{showHidden(quoted(contest.text, 160))}</bdi> Decide anew, answer it, or keep your
            decision.
          </p>
        ) : null}
        {earlier ? (
          <p className="hint">
            Decided before as “{verdictInWords(earlier, self)}” on {dayAndTime(earlier.decided)}; a
            tag has changed since.
          </p>
        ) : null}
      </header>
      <ol className="review-opinions">
        {item.members.map((member) => (
          <MemberOpinion
            key={member.annotator}
            member={member}
            item={item}
            article={article}
            isMajority={majority?.includes(member) ?? false}
          />
        ))}
        {item.missing.map((annotator) => (
          <NoTag key={annotator} who={whoIs(workspace, annotator, self)} />
        ))}
      </ol>
      {review.editing ? (
        <EditForm article={article} editing={review.editing} />
      ) : (
        <Actions item={item} self={self} />
      )}
      <RemarksForm key={`remarks ${item.id}`} review={review} />
      <Comments
        key={`comments ${item.id}`}
        comments={commentsOn(item, article.comments.values())}
        about={first && { type: 'tag', tag: first }}
      />
    </>
  );
}

interface MemberOpinionProps {
  readonly member: Member;
  readonly item: ReviewItem;
  readonly article: ArticleModel;
  readonly isMajority: boolean;
}

function MemberOpinion({ member, item, article, isMajority }: MemberOpinionProps) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  const { annotator, tag } = member;
  const isKept =
    item.decision?.kept.some(
      (reference) => reference.annotator === annotator && reference.id === tag.id,
    ) ?? false;
  const differing = differingValues(item, member, workspace.names.categoryOf(tag));
  const person = pickable(workspace).indexOf(annotator);
  const digit = DIGITS[person];
  return (
    <Opinion
      who={whoIs(workspace, annotator, self)}
      hints={[...(isMajority ? ['majority'] : []), ...(isKept ? ['stands'] : [])]}
      tag={tag}
      words={inShort(article.wordsOf(tag), 160)}
      isKept={isKept}
    >
      {differing.length > 0 ? (
        <ul className="review-opinion-details">
          {differing.map((each) => (
            <li key={each}>
              <bdi>{showHidden(each)}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      <OpinionNote note={tag.note} />
      {isPlacedByHand(article, member) ? (
        <p className="hint">
          Made in another version of the text; the place was confirmed.{' '}
          <button
            type="button"
            className="link"
            onClick={() => void workspace.places.takeBack({ annotator, id: tag.id })}
          >
            Take the place back
          </button>
        </p>
      ) : null}
      {person < 0 ? null : (
        <button type="button" onClick={() => void workspace.decisions.keepOfPerson(person)}>
          Keep This One {digit ? <CommandKey command={keepPersonCommand(digit)} /> : null}
        </button>
      )}
    </Opinion>
  );
}

function Actions({ item, self }: { readonly item: ReviewItem; readonly self: string }) {
  return (
    <div className="review-actions" role="group" aria-label="Decide">
      {actionsOn(item, self).map((command) => (
        <ActionButton key={command} command={command} />
      ))}
    </div>
  );
}
