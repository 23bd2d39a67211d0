import { keepPersonCommand } from '#core/contract/commands/review.ts';
import { DIGITS } from '#core/contract/commands/row.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { ReviewItem } from '#core/review/items.ts';

import { ActionButton } from '../commands/ActionButton.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { dayAndTime, quoted } from '../model/state/messages.ts';
import { useAfterFrame } from '../controls/use-after-frame.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { CardBody } from './lines/CardBody.tsx';
import { Comments } from './lines/Comments.tsx';
import { verdictOf, whoIs } from '../model/review/review-words.ts';
import { EditActions, EditForm } from './EditForm.tsx';
import { Members } from './Members.tsx';
import { RemarksForm } from './RemarksForm.tsx';
import { PlaceActions, UnplacedCard } from './Unplaced.tsx';
import { WhyRejected } from './WhyRejected.tsx';
import {
  actionsOn,
  commentsOn,
  kindInWords,
  pickable,
  possessive,
  referencesOf,
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
    <section className="review-card" data-pane="detail" aria-label="Difference">
      <CardBody of={review.current}>
        {unplaced ? (
          <UnplacedCard item={unplaced} article={article} />
        ) : item ? (
          <Card item={item} article={article} review={review} />
        ) : (
          <p className="empty">
            No difference is chosen. <CommandKey command="next-difference" /> goes to the next one
            that is not decided.
          </p>
        )}
      </CardBody>
      {unplaced || item || review.justRejected !== null ? (
        <footer className="review-card-foot">
          <WhyRejected review={review} article={article} />
          {unplaced ? (
            <PlaceActions item={unplaced} />
          ) : review.editing ? (
            <EditActions />
          ) : item ? (
            <Actions item={item} asksWhy={review.justRejected !== null} />
          ) : null}
        </footer>
      ) : null}
    </section>
  );
}

function Card({ item, article, review }: CardProps & { readonly item: ReviewItem }) {
  // A new comment is about the first tag.
  const [first] = referencesOf(item);
  // What can be said of it comes once what it is about is on screen.
  const drawn = useAfterFrame(item.id);
  return (
    <>
      <CardHead item={item} />
      <Members item={item} article={article} />
      {review.editing ? <EditForm article={article} editing={review.editing} /> : null}
      {drawn === item.id ? (
        <>
          <RemarksForm key={`remarks ${item.id}`} review={review} />
          <Comments
            key={`comments ${item.id}`}
            comments={commentsOn(item, article.comments.values())}
            about={first && { type: 'tag', tag: first }}
          />
        </>
      ) : null}
    </>
  );
}

/** What kind of difference it is, what was decided about it, and what was said against that. */
function CardHead({ item: { kind, decision, earlier, contest } }: { readonly item: ReviewItem }) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  return (
    <header className="review-head">
      <h3>{kindInWords(kind)}</h3>
      {decision ? (
        <p className="review-verdict">
          <Icon name="done" /> <strong>{verdictOf(workspace, decision)}</strong>{' '}
          <span className="hint">
            · <bdi>{showHidden(workspace.names.nameOfAnnotator(decision.reviewer))}</bdi> ·{' '}
            {dayAndTime(decision.decided)}
          </span>
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
          Decided before as “{verdictOf(workspace, earlier)}” on {dayAndTime(earlier.decided)}; a
          tag has changed since.
        </p>
      ) : null}
    </header>
  );
}

interface ActionsProps {
  readonly item: ReviewItem;
  /** Digits say why the item before was rejected, and do not pick anybody. */
  readonly asksWhy: boolean;
}

/** Buttons that decide, which are always in view. */
function Actions({ item, asksWhy }: ActionsProps) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  const others = item.members.filter(({ annotator }) => annotator !== self);
  const people = pickable(workspace);
  const nameOf = (annotator: string): string =>
    possessive(workspace.names.nameOfAnnotator(annotator));
  return (
    <div className="review-actions" role="group" aria-label="Decide">
      {others.length < 2
        ? null
        : others.map(({ annotator }) => {
            const digit = DIGITS[people.indexOf(annotator)];
            return (
              <button
                key={annotator}
                type="button"
                onClick={() => void workspace.decisions.keepOfPerson(people.indexOf(annotator))}
              >
                <span className="clip">Accept {nameOf(annotator)}</span>{' '}
                {digit && !asksWhy ? <CommandKey command={keepPersonCommand(digit)} /> : null}
              </button>
            );
          })}
      {actionsOn(item, self).map((command) => {
        const [only] = others;
        return command === 'accept-theirs' && only ? (
          <ActionButton
            key={command}
            command={command}
            words={`Accept ${nameOf(only.annotator)}`}
          />
        ) : (
          <ActionButton key={command} command={command} />
        );
      })}
    </div>
  );
}
