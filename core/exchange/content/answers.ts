import {
  referenceKey,
  referenceOf,
  type Decision,
  type TagReference,
} from '../../review/decision.ts';
import type { ExchangeReview, ExchangeSet } from './content.ts';
import type { LooseDecision, LooseTag } from './loose.ts';

/** What a file answers to the question whether a stretch is a tag, where it does not accept it. */
export type Answer = 'reject' | 'ignore';

/**
 * What tells an answer from a reviewer's word on a tag. It is kept as the decision's reason, so that
 * the tag is none in whatever format it goes on.
 */
const REASONS: Record<Answer, string> = {
  reject: 'Rejected in the file itself',
  ignore: 'Ignored in the file itself',
};

/** What a record answers about itself; `null` where it is accepted or says nothing. */
export function answerOf(answer: unknown): Answer | null {
  return answer === 'reject' || answer === 'ignore' ? answer : null;
}

/** An answer as a decision of the tag's own author. The tag needs an id. */
export function answerDecision(
  { place, id, author }: Pick<LooseTag, 'place' | 'id' | 'author'>,
  answer: Answer,
): LooseDecision {
  return {
    place,
    id: null,
    about: id === null ? [] : [id],
    kept: [],
    passage: null,
    verdict: answer === 'reject' ? 'keep' : 'defer',
    reason: REASONS[answer],
    note: '',
    reviewer: author,
    decided: null,
  };
}

/** Whether a decision is the answer of a file; a reviewer's word makes nobody's tag unmade. */
export function isAnswer({ about, kept, reason, reviewer }: Decision): boolean {
  return (
    kept.length === 0 &&
    Object.values(REASONS).some((each) => each === reason) &&
    about.every(({ annotator }) => annotator === reviewer)
  );
}

/** The same without the tags that their own file rejects or ignores, and how many these are. */
export function withoutRejected<
  C extends { readonly sets: readonly ExchangeSet[]; readonly reviews: readonly ExchangeReview[] },
>(content: C): { readonly content: C; readonly rejected: number } {
  const keys = new Set(
    content.reviews.flatMap(({ articleId, decisions }) =>
      decisions
        .filter(isAnswer)
        .flatMap(({ about }) => about.map((tag) => keyIn(articleId, referenceOf(tag)))),
    ),
  );
  if (keys.size === 0) return { content, rejected: 0 };
  let rejected = 0;
  const sets = content.sets.flatMap((set) => {
    const annotations = set.annotations.filter(
      ({ id }) => !keys.has(keyIn(set.articleId, { annotator: set.annotator, id })),
    );
    const left = set.annotations.length - annotations.length;
    rejected += left;
    // Nobody tagged nothing there: what they tagged is left out.
    return left > 0 && annotations.length === 0 ? [] : [{ ...set, annotations }];
  });
  const reviews = content.reviews.map((review) => ({
    ...review,
    decisions: review.decisions.filter((decision) => !isAnswer(decision)),
  }));
  return { content: { ...content, sets, reviews }, rejected };
}

function keyIn(articleId: string, tag: TagReference): string {
  return `${articleId} ${referenceKey(tag)}`;
}
