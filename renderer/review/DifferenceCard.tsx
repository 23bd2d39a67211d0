import { useId, useState } from 'react';

import { NOTE_LIMIT, type Confidence } from '#core/tags/tag.ts';
import type { Attribute } from '#core/codebook/codebook.ts';
import { keepPerson } from '#core/contract/commands/review.ts';
import { DIGITS } from '#core/contract/commands/row.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { Comment, CommentTarget } from '#core/review/comment.ts';
import { REASON_LIMIT, referenceKey } from '#core/review/decision.ts';
import type { Member, ReviewItem } from '#core/review/items.ts';
import { majorityOf } from '#core/review/majority.ts';

import { ActionButton } from '../commands/ActionButton.tsx';
import { Check } from '../controls/Check.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import type { ArticleModel } from '../model/article-model.ts';
import { dayAndTime, quoted } from '../model/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { Comments } from './lines/Comments.tsx';
import { whoIs } from '../model/review-words.ts';
import { NoTag, Opinion, OpinionNote } from './lines/Opinion.tsx';
import { UnplacedCard } from './Unplaced.tsx';
import {
  acceptEdited,
  cancelEditing,
  edit,
  keepOfPerson,
  remark,
  takePlaceBack,
} from '../model/review.ts';
import {
  isOpen,
  kindInWords,
  pickable,
  referencesOf,
  valueInWords,
  verdictInWords,
  type ReviewState,
} from '../model/review-state.ts';

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
  const majority = item.members.length + item.missing.length > 2 ? majorityOf(item) : null;
  return (
    <>
      <header className="review-head">
        <h3>{kindInWords(item.kind)}</h3>
        {decision ? (
          <p className="hint">
            {verdictInWords(decision, self)} ·{' '}
            <bdi>{showHidden(workspace.nameOfAnnotator(decision.reviewer))}</bdi> ·{' '}
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
      <Comments key={`comments ${item.id}`} {...commentsOn(item, article)} />
    </>
  );
}

/** What was said of the tags of an item and of the decision on it; a new comment is about the first tag. */
function commentsOn(
  item: ReviewItem,
  article: ArticleModel,
): { readonly comments: readonly Comment[]; readonly about: CommentTarget | undefined } {
  const references = referencesOf(item);
  const keys = new Set(references.map(referenceKey));
  const comments = [...article.comments.values()].filter(({ about }) =>
    about.type === 'tag' ? keys.has(referenceKey(about.tag)) : about.id === item.decision?.id,
  );
  const [first] = references;
  return { comments, about: first && { type: 'tag', tag: first } };
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
  const category = workspace.categoryOf(tag);
  const isKept =
    item.decision?.kept.some(
      (reference) => reference.annotator === annotator && reference.id === tag.id,
    ) ?? false;
  const differing = item.differingAttributes.flatMap((id) => {
    const attribute = category?.attributes.find((each) => each.id === id);
    return [`${attribute?.label ?? id}: ${valueInWords(attribute, tag.attributes[id])}`];
  });
  const person = pickable(workspace).indexOf(annotator);
  const digit = DIGITS[person];
  return (
    <Opinion
      who={whoIs(workspace, annotator, self)}
      hints={[...(isMajority ? ['majority'] : []), ...(isKept ? ['stands'] : [])]}
      tag={tag}
      words={quoted(article.wordsOf(tag), 160)}
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
            onClick={() => void takePlaceBack(workspace, { annotator, id: tag.id })}
          >
            Take the place back
          </button>
        </p>
      ) : null}
      {person < 0 ? null : (
        <button type="button" onClick={() => void keepOfPerson(workspace, person)}>
          Keep This One {digit ? <CommandKey command={keepPerson(digit)} /> : null}
        </button>
      )}
    </Opinion>
  );
}

function isPlacedByHand(article: ArticleModel, { annotator, tag }: Member): boolean {
  const set = article.sets.find((each) => each.annotator.id === annotator);
  return set?.placed.some(({ id }) => id === tag.id) ?? false;
}

const ACTIONS = [
  'accept-theirs',
  'keep-mine',
  'keep-both',
  'edit-difference',
  'reject-difference',
  'nothing-here',
  'defer-difference',
] as const;

function Actions({ item, self }: { readonly item: ReviewItem; readonly self: string }) {
  const hasMine = item.members.some(({ annotator }) => annotator === self);
  const others = item.members.filter(({ annotator }) => annotator !== self).length;
  const works: Record<(typeof ACTIONS)[number], boolean> = {
    'accept-theirs': others === 1,
    'keep-mine': hasMine,
    'keep-both': item.members.length === 2,
    'edit-difference': true,
    'reject-difference': true,
    'nothing-here': true,
    'defer-difference': true,
  };
  return (
    <div className="review-actions" role="group" aria-label="Decide">
      {ACTIONS.filter((command) => works[command]).map((command) => (
        <ActionButton key={command} command={command} />
      ))}
      {item.contest ? <ActionButton command="keep-decision" /> : null}
      {isOpen(item) ? null : <ActionButton command="take-decision-back" />}
    </div>
  );
}

interface EditFormProps {
  readonly article: ArticleModel;
  readonly editing: NonNullable<ReviewState['editing']>;
}

/** The tag that shall stand: its words are those selected in the article. */
function EditForm({ article, editing }: EditFormProps) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const selection = useAppState((state) => state.selection);
  const category = codebook.categories.find(({ id }) => id === editing.category);
  const words =
    selection && !selection.collapsed
      ? article.text.slice(selection.span.start, selection.span.end)
      : article.wordsOf(editing);
  const change = (attribute: Attribute, value: string): void => {
    const { [attribute.id]: _before, ...others } = editing.attributes;
    edit(workspace, {
      attributes: value === '' ? others : { ...others, [attribute.id]: value },
    });
  };
  return (
    <fieldset className="review-edit-form">
      <legend className="field-label">The tag that stands</legend>
      <blockquote>
        <bdi>{showHidden(quoted(words, 160))}</bdi>
      </blockquote>
      <label className="field">
        <span className="field-label">Category</span>
        <select
          value={editing.category}
          onChange={(event) => {
            const chosen = codebook.categories.find(({ id }) => id === event.target.value);
            const known = new Set(chosen?.attributes.map(({ id }) => id));
            const kept = Object.entries(editing.attributes).filter(([id]) => known.has(id));
            edit(workspace, {
              category: event.target.value,
              attributes: Object.fromEntries(kept),
            });
          }}
        >
          {category ? null : <option value={editing.category}>{editing.category}</option>}
          {codebook.categories.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {category?.attributes.map((attribute) => (
        <label key={attribute.id} className="field">
          <span className="field-label">{attribute.label}</span>
          {attribute.values ? (
            <select
              value={editing.attributes[attribute.id] ?? ''}
              onChange={(event) => {
                change(attribute, event.target.value);
              }}
            >
              <option value="">Not given</option>
              {attribute.values.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <input
              type="text"
              value={editing.attributes[attribute.id] ?? ''}
              onChange={(event) => {
                change(attribute, event.target.value);
              }}
            />
          )}
        </label>
      ))}
      <div className="tag-form-actions">
        <button type="button" className="primary" onClick={() => void acceptEdited(workspace)}>
          Accept the edited tag
        </button>
        <button
          type="button"
          onClick={() => {
            cancelEditing(workspace);
          }}
        >
          Cancel
        </button>
      </div>
    </fieldset>
  );
}

/** Why, how sure, and whether the guideline is to blame. */
function RemarksForm({ review: { remarks } }: { readonly review: ReviewState }) {
  const workspace = useWorkspace();
  const listId = useId();
  const reasons = useAppState((state) => state.settings.reasons);
  const [reason, setReason] = useState(remarks.reason ?? '');
  const [note, setNote] = useState(remarks.note);
  return (
    <>
      <label className="field">
        <span className="field-label">Reason</span>
        <input
          type="text"
          list={listId}
          maxLength={REASON_LIMIT}
          autoComplete="off"
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
          onBlur={() => {
            const value = reason.trim() === '' ? null : reason.trim();
            if (value !== remarks.reason) void remark(workspace, { reason: value });
          }}
        />
        <datalist id={listId}>
          {reasons.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      </label>
      <button
        type="button"
        className="link"
        onClick={() => {
          workspace.showDialog({ type: 'reasons' });
        }}
      >
        Change the list of reasons…
      </button>
      <label className="field">
        <span className="field-label">Note on the decision</span>
        <textarea
          rows={2}
          maxLength={NOTE_LIMIT}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
          onBlur={() => {
            if (note !== remarks.note) void remark(workspace, { note });
          }}
        />
      </label>
      <label className="field">
        <span className="field-label">Confidence</span>
        <select
          value={remarks.confidence ?? ''}
          onChange={(event) => {
            const { value } = event.target;
            void remark(workspace, { confidence: value === '' ? null : (value as Confidence) });
          }}
        >
          <option value="">Not given</option>
          <option value="high">High</option>
          <option value="medium">Medium</option>
          <option value="low">Low</option>
        </select>
      </label>
      <Check
        isChecked={remarks.guidelineUnclear}
        onChange={(guidelineUnclear) => void remark(workspace, { guidelineUnclear })}
      >
        Guideline unclear <CommandKey command="mark-unclear" />
      </Check>
    </>
  );
}
