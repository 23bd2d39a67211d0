import { useState } from 'react';

import { NOTE_LIMIT } from '#core/tags/tag.ts';
import { showHidden } from '#core/guards/labels.ts';
import { threadsOf, type Comment, type CommentTarget, type Thread } from '#core/review/comment.ts';

import { dayAndTime, quoted } from '../../model/state/messages.ts';
import { isSend } from '../../controls/fields/CommitField.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { whoIs } from '../../model/review/review-words.ts';

interface CommentsProps {
  readonly comments: readonly Comment[];
  /** What a comment that answers no other one is about. */
  readonly about: CommentTarget | undefined;
  /** Of a decision that may be contested: whether what is being written does so. */
  readonly contest?: {
    readonly isMeant: boolean;
    readonly onChange: (isMeant: boolean) => void;
  };
}

/** Comments in threads, and a field for another one. */
export function Comments({ comments, about, contest }: CommentsProps) {
  const workspace = useWorkspace();
  const [answering, setAnswering] = useState<Comment | null>(null);
  const isContest = contest?.isMeant === true;
  const place = [isContest ? 'contest' : 'comment', answering?.id ?? JSON.stringify(about)].join(
    ' ',
  );
  const text = useAppState(({ drafts }) => drafts.get(place) ?? '');
  const setText = (words: string): void => {
    workspace.drafts.keep(place, words);
  };
  const leaveOff = (): void => {
    setAnswering(null);
    contest?.onChange(false);
  };
  const add = async (): Promise<void> => {
    const target = isContest ? about : (answering?.about ?? about);
    if (!target || text.trim() === '') return;
    const sent = await workspace.review.send({
      kind: 'add-comment',
      about: target,
      parent: isContest ? null : (answering?.id ?? null),
      text: text.trim(),
      contests: isContest,
    });
    if (!sent) return;
    setText('');
    leaveOff();
    workspace.notices.say(isContest ? CONTESTED : 'Commented.');
  };
  const verb = isContest ? 'Contest' : answering ? 'Answer' : 'Comment';
  return (
    <section className="review-comments" aria-label="Comments">
      <h3 className="field-label">Comments</h3>
      <CommentList
        threads={threadsOf(comments)}
        onAnswer={(comment) => {
          leaveOff();
          setAnswering(comment);
        }}
      />
      {isContest || answering ? (
        <p className="hint">
          {isContest ? (
            'The decision goes back to the reviewer. '
          ) : (
            <>
              Answer to <bdi>{showHidden(quoted(answering?.text ?? '', 60))}</bdi>{' '}
            </>
          )}
          <button type="button" className="link" onClick={leaveOff}>
            {isContest ? 'Do not contest' : 'Do not answer'}
          </button>
        </p>
      ) : null}
      <textarea
        rows={2}
        data-field="comment"
        aria-label={isContest ? 'Why do you contest it?' : answering ? 'Answer' : 'New comment'}
        placeholder={isContest ? 'Why do you contest it?' : undefined}
        maxLength={NOTE_LIMIT}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (!isSend(event)) return;
          event.preventDefault();
          void add();
        }}
      />
      <button type="button" disabled={text.trim() === ''} onClick={() => void add()}>
        {verb}
      </button>
    </section>
  );
}

const CONTESTED = 'Contested. It goes back to the reviewer with the next file that you send.';

interface CommentListProps {
  readonly threads: readonly Thread[];
  readonly onAnswer: (comment: Comment) => void;
}

function CommentList({ threads, onAnswer }: CommentListProps) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self.id);
  if (threads.length === 0) return null;
  return (
    <ul className="review-comment-list">
      {threads.map(({ comment, answers }) => (
        <li key={comment.id}>
          <p>
            <bdi>{showHidden(comment.text)}</bdi>
          </p>
          <p className="hint">
            <bdi>{whoIs(workspace, comment.author, self)}</bdi> · {dayAndTime(comment.created)}
            {comment.contests ? ' · contests the decision' : ''}{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                onAnswer(comment);
              }}
            >
              Answer
            </button>
            {comment.author === self ? (
              <button
                type="button"
                className="link"
                onClick={() =>
                  void workspace.review.send({ kind: 'delete-comment', id: comment.id })
                }
              >
                Delete
              </button>
            ) : null}
          </p>
          <CommentList threads={answers} onAnswer={onAnswer} />
        </li>
      ))}
    </ul>
  );
}
