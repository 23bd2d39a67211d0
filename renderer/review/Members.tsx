import { sameFragments } from '#core/tags/tag.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { Member, ReviewItem } from '#core/review/items.ts';
import { majorityOf } from '#core/review/majority.ts';

import { CategoryMark } from '../controls/CategoryMark.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { whoIs } from '../model/review/review-words.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import { differingValues, isPlacedByHand, sameValues } from '../model/state/review-state.ts';
import { diffWords } from '../model/state/word-diff.ts';
import { NoTag, OpinionNote } from './lines/Opinion.tsx';

interface MembersProps {
  readonly item: ReviewItem;
  readonly article: ArticleModel;
}

/**
 * What each person made of a stretch of the text. Words are told of the first, and of the others in
 * what they differ from those; values that are the same stand once, below and quietly.
 */
export function Members({ item, article }: MembersProps) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  const { members, missing } = item;
  const majority = members.length + missing.length > 2 ? majorityOf(item) : null;
  const [first] = members;
  if (!first) return null;
  const same = sameValues(item, workspace.names.categoryOf(first.tag));
  return (
    <section aria-label="What differs">
      {members.length > 1 ? <h3 className="field-label">What differs</h3> : null}
      <ol className="review-members">
        {members.map((member) => (
          <MemberLine
            key={member.annotator}
            member={member}
            first={first}
            item={item}
            article={article}
            isMajority={majority?.includes(member) ?? false}
          />
        ))}
        {missing.map((annotator) => (
          <NoTag key={annotator} who={whoIs(workspace, annotator, self)} />
        ))}
      </ol>
      {same.length > 0 ? (
        <p className="hint">
          {members.length > 1 ? 'The same: ' : ''}
          <bdi>{showHidden(same.join(' · '))}</bdi>
        </p>
      ) : null}
    </section>
  );
}

interface MemberLineProps extends MembersProps {
  readonly member: Member;
  /** Whose words the others' are held against. */
  readonly first: Member;
  readonly isMajority: boolean;
}

function MemberLine({ member, first, item, article, isMajority }: MemberLineProps) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  const { annotator, tag } = member;
  const category = workspace.names.categoryOf(tag);
  const isKept =
    item.decision?.kept.some((each) => each.annotator === annotator && each.id === tag.id) ?? false;
  const differing = differingValues(item, member, category);
  const label = category?.label ?? tag.category;
  return (
    <li className={`review-member ${isKept ? 'is-kept' : ''}`}>
      <span className="review-opinion-who">
        <bdi>{whoIs(workspace, annotator, self)}</bdi>
        {isMajority ? <span className="hint"> · majority</span> : null}
        {isKept ? <span className="hint"> · stands</span> : null}
      </span>
      <span className="review-opinion-tag">
        <CategoryMark category={category} />{' '}
        {item.kind === 'category' ? <strong>{label}</strong> : label}
      </span>
      <MemberWords member={member} first={first} article={article} />
      {differing.length > 0 ? (
        <ul className="review-member-values">
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
    </li>
  );
}

/** The words of the first; of another one what is left out and added. */
function MemberWords({
  member: { tag },
  first,
  article,
}: Pick<MemberLineProps, 'member' | 'first' | 'article'>) {
  if (tag === first.tag) {
    return (
      <blockquote>
        <bdi>{showHidden(inShort(article.wordsOf(tag), 200))}</bdi>
      </blockquote>
    );
  }
  if (sameFragments(tag.fragments, first.tag.fragments)) return <p className="hint">Same words</p>;
  return (
    <blockquote>
      <bdi>
        {diffWords(article.text, first.tag.fragments, tag.fragments).map(({ kind, words }, n) => {
          const shown = showHidden(words);
          if (kind === 'left-out') return <del key={n}>{shown}</del>;
          return kind === 'added' ? <ins key={n}>{shown}</ins> : <span key={n}>{shown}</span>;
        })}
      </bdi>
    </blockquote>
  );
}
