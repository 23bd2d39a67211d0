import { z } from 'zod';

import { NOTE_LIMIT } from '../tags/tag.ts';
import { TagReference } from './decision.ts';
import { Uuid } from '../tags/ids.ts';
import { compareText } from '../collections/order.ts';

/** What a comment is about. */
export const CommentTarget = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('tag'), tag: TagReference }),
  z.strictObject({ type: z.literal('decision'), id: Uuid }),
]);
export type CommentTarget = z.infer<typeof CommentTarget>;

/** What somebody says of a tag or of a decision; never part of the text or of a tag. */
export const Comment = z.strictObject({
  id: Uuid,
  about: CommentTarget,
  /** The comment that this one answers; `null` for the first of a thread. */
  parent: Uuid.nullable(),
  /** Annotator id. */
  author: Uuid,
  /** ISO 8601, UTC. */
  created: z.string().max(64),
  modified: z.string().max(64),
  text: z.string().min(1).max(NOTE_LIMIT),
  /** The author of the tag does not accept the decision: it goes back to the reviewer. */
  contests: z.boolean(),
});
export type Comment = z.infer<typeof Comment>;

/** A comment with the answers to it. */
export interface Thread {
  readonly comment: Comment;
  readonly answers: readonly Thread[];
}

/** Comments as a forest, the oldest first. An answer to a comment that is gone begins a thread. */
export function threadsOf(comments: Iterable<Comment>): Thread[] {
  const all = [...comments].sort(compareComments);
  const ids = new Set(all.map(({ id }) => id));
  const answers = new Map<string | null, Comment[]>();
  for (const comment of all) {
    const parent = comment.parent !== null && ids.has(comment.parent) ? comment.parent : null;
    answers.set(parent, [...(answers.get(parent) ?? []), comment]);
  }
  const seen = new Set<string>();
  const grow = (comment: Comment): Thread => {
    seen.add(comment.id);
    const next = (answers.get(comment.id) ?? []).filter(({ id }) => !seen.has(id));
    return { comment, answers: next.map(grow) };
  };
  const threads = (answers.get(null) ?? []).map(grow);
  // Comments of a file may answer each other in a circle; each still stands once.
  for (const comment of all) if (!seen.has(comment.id)) threads.push(grow(comment));
  return threads;
}

/** The oldest first; ids decide between comments of the same moment. */
export function compareComments(a: Comment, b: Comment): number {
  return compareText(`${a.created} ${a.id}`, `${b.created} ${b.id}`);
}

/**
 * The last word against each decision that somebody contests, by the decision's id. The reviewer
 * settles it by answering that very word, whatever the two clocks say, or with any later comment.
 */
export function contestedDecisions(
  comments: Iterable<Comment>,
  reviewer: string,
): Map<string, Comment> {
  const all = [...comments].sort(compareComments);
  const answered = new Set(
    all.flatMap(({ author, parent }) => (author === reviewer ? (parent ?? []) : [])),
  );
  const contested = new Map<string, Comment>();
  for (const comment of all) {
    const { id, about, author, contests } = comment;
    if (about.type !== 'decision') continue;
    if (contests && !answered.has(id)) contested.set(about.id, comment);
    else if (!contests && author === reviewer) contested.delete(about.id);
  }
  return contested;
}
