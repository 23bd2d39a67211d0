import { keepPersonCommand } from '#core/contract/commands/review.ts';
import { DIGITS } from '#core/contract/commands/row.ts';
import { showHidden } from '#core/guards/labels.ts';

import { CommandKey } from '../commands/CommandKey.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import type { ReviewState } from '../model/state/review-state.ts';

interface WhyRejectedProps {
  readonly review: ReviewState;
  readonly article: ArticleModel;
}

/** Asks why the item was rejected that was decided last: one digit, or whatever comes next instead. */
export function WhyRejected({ review: { items, justRejected }, article }: WhyRejectedProps) {
  const workspace = useWorkspace();
  const reasons = useAppState((state) => state.settings.reasons);
  const first = items.find(({ id }) => id === justRejected)?.members[0];
  if (!first || reasons.length === 0) return null;
  return (
    <div className="review-why" role="group" aria-label="Why was it rejected?" aria-live="polite">
      <p>
        Rejected{' '}
        <bdi className="article-words">{showHidden(inShort(article.wordsOf(first.tag), 40))}</bdi>.
        Why?
      </p>
      <div className="review-why-reasons">
        {DIGITS.slice(0, reasons.length).map((digit, index) => (
          <button key={digit} type="button" onClick={() => void workspace.decisions.digit(index)}>
            <CommandKey command={keepPersonCommand(digit)} /> {reasons[index]}
          </button>
        ))}
        <button
          type="button"
          onClick={() => {
            workspace.decisions.forgetRejected();
          }}
        >
          <CommandKey command="accept-edited" /> No Reason
        </button>
      </div>
    </div>
  );
}
