import { showHidden } from '#core/guards/labels.ts';
import type { Decision } from '#core/review/decision.ts';

import { ActionButton } from '../../commands/ActionButton.tsx';
import type { ArticleModel } from '../../model/state/article-model.ts';
import { dayAndTime, inShort } from '../../model/state/messages.ts';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { Comments } from '../lines/Comments.tsx';
import { NoTag, Opinion } from '../lines/Opinion.tsx';
import { returnViewOf } from '../../model/review/return.ts';
import {
  canTakeOver,
  type ListedLine,
  changesOf,
  outcomeInWords,
  remarksInWords,
  ruleInWords,
  stateInWords,
  type Change,
  type ReturnLine,
} from '../../model/state/return-state.ts';

interface CardProps {
  readonly listed: ListedLine;
  readonly article: ArticleModel;
}

/** One tag that came back: before and after, why, and what can be answered. */
export function ReturnCard({ listed, article }: CardProps) {
  const codebook = useAppState((state) => state.library.codebook);
  const { line } = listed;
  const { decision } = line;
  const changes = changesOf(line, article.text, codebook);
  const remarks = decision ? remarksInWords(decision) : [];
  return (
    <>
      <Head listed={listed} />
      <BeforeAndAfter line={line} article={article} />
      {changes ? <Changes changes={changes} /> : null}
      {remarks.length > 0 ? (
        <dl className="review-remarks">
          {remarks.map(({ what, words }) => (
            <Remark key={what} what={what} words={words} />
          ))}
        </dl>
      ) : null}
      {decision ? <CommentsOnDecision decision={decision} article={article} /> : null}
    </>
  );
}

function Head({ listed: { line, state } }: Pick<CardProps, 'listed'>) {
  const workspace = useWorkspace();
  const { outcome, decision } = line;
  const { sign, words } = outcomeInWords(outcome);
  const since = stateInWords(line, state);
  return (
    <header className="review-head">
      <h3>
        <span className="review-outcome-sign" aria-hidden>
          {sign}
        </span>{' '}
        {words}
      </h3>
      {decision ? (
        <p className="hint">
          <bdi>{showHidden(workspace.names.nameOfAnnotator(decision.reviewer))}</bdi> ·{' '}
          {dayAndTime(decision.decided)}
          {decision.rule ? ` · by rule: ${ruleInWords(decision.rule)}` : ''}
        </p>
      ) : (
        <p className="hint">The reviewer has not decided on this tag.</p>
      )}
      {since === '' ? null : <p className="hint">{since}.</p>}
    </header>
  );
}

interface BeforeAndAfterProps {
  readonly line: ReturnLine;
  readonly article: ArticleModel;
}

/** The author's tag and, where it is another one, what stands. */
function BeforeAndAfter({ line: { outcome, before, after }, article }: BeforeAndAfterProps) {
  return (
    <ol className="review-opinions">
      {before ? (
        <Opinion who="Mine" tag={before} words={inShort(article.wordsOf(before), 300)} />
      ) : (
        <NoTag who="Mine" />
      )}
      {outcome === 'accepted' || outcome === 'open' ? null : (
        <>
          {after.map((tag) => (
            <Opinion
              key={tag.id}
              who="What stands"
              tag={tag}
              words={inShort(article.wordsOf(tag), 300)}
              isKept
            />
          ))}
          {after.length === 0 ? <NoTag who="What stands" words="nothing" /> : null}
        </>
      )}
    </ol>
  );
}

interface CommentsOnDecisionProps {
  readonly decision: Decision;
  readonly article: ArticleModel;
}

/** What was said of a decision, and the field in which it is contested. */
function CommentsOnDecision({ decision, article }: CommentsOnDecisionProps) {
  const workspace = useWorkspace();
  const isMeant = useAppState((state) => returnViewOf(state).isContesting);
  return (
    <Comments
      comments={[...article.comments.values()].filter(
        ({ about }) => about.type === 'decision' && about.id === decision.id,
      )}
      about={{ type: 'decision', id: decision.id }}
      contest={{
        isMeant,
        onChange: (isContesting) => {
          workspace.returns.setContesting(isContesting);
        },
      }}
    />
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) {
    return <p className="hint">Another tag stands in its place that says the same.</p>;
  }
  return (
    <section aria-label="What differs">
      <h3 className="field-label">What differs</h3>
      <ul className="review-opinion-details">
        {changes.map(({ what, before, after }) => (
          <li key={what}>
            {what}:{' '}
            {before === '' ? null : (
              <del>
                <bdi>{showHidden(before)}</bdi>
              </del>
            )}
            {before === '' || after === '' ? null : ' → '}
            {after === '' ? null : (
              <ins>
                <bdi>{showHidden(after)}</bdi>
              </ins>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Remark({ what, words }: { readonly what: string; readonly words: string }) {
  return (
    <div>
      <dt className="field-label">{what}</dt>
      <dd>
        <bdi>{showHidden(words)}</bdi>
      </dd>
    </div>
  );
}

/** What the author can answer; always in view. */
export function Answers({ listed }: { readonly listed: ListedLine }) {
  const commands = [
    ...(listed.state.contest ? (['withdraw-contest'] as const) : (['contest-decision'] as const)),
    ...(canTakeOver(listed) ? (['take-over'] as const) : []),
  ];
  return (
    <div className="review-actions" role="group" aria-label="Answer">
      {commands.map((command) => (
        <ActionButton key={command} command={command} />
      ))}
    </div>
  );
}
