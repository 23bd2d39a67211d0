import { useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../../controls/fields/Check.tsx';
import { Dialog } from '../../controls/sheets/Dialog.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName } from '../../model/compare/rows/article-names.ts';
import { passagesReviewed, type ReviewedPassage } from '../../model/compare/rows/review-lines.ts';
import { inShort } from '../../model/state/messages.ts';

/** Which passages of both stand as one family. */
export function ChangeFamiliesDialog() {
  const workspace = useWorkspace();
  const articles = useAppState((state) => state.compare.shown?.comparison.articles ?? []);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const line = workspace.linkReview.chosen;
  if (line?.type !== 'theirs') return null;
  const name = showHidden(workspace.names.nameOfAnnotator(line.item.annotator));
  const whoseWords: Readonly<Record<ReviewedPassage['whose'], string>> = {
    both: 'both have it',
    mine: 'only you have it',
    theirs: `only ${name} has it`,
  };
  // A passage of an article that has left the event cannot be linked in it.
  const passages = passagesReviewed(line.item).flatMap((passage) => {
    const article = articles.find(({ id }) => id === passage.rendering.article);
    return article ? [{ ...passage, article: articleName(article) }] : [];
  });
  const chosen = passages.filter(({ key }) => !left.has(key));
  return (
    <Dialog
      title="Change: these stand as one family"
      onClose={() => {
        workspace.dialogs.close();
      }}
      actions={
        <button
          type="button"
          className="primary"
          disabled={chosen.length === 0}
          onClick={() => {
            workspace.dialogs.close();
            void workspace.linkReview.change(new Set(chosen.map(({ key }) => key)));
          }}
        >
          Let {countOf(chosen.length, 'passage')} stand
        </button>
      }
    >
      <ul className="compare-everywhere" aria-label="Passages">
        {passages.map(({ key, rendering, whose, article }) => (
          <li key={key}>
            <Check
              isChecked={!left.has(key)}
              onChange={(isChecked) => {
                const next = new Set(left);
                if (isChecked) next.delete(key);
                else next.add(key);
                setLeft(next);
              }}
            >
              <bdi className="article-words">
                {showHidden(
                  inShort(rendering.fragments.map(({ exact }) => exact).join(' … '), 120),
                )}
              </bdi>
              <span className="hint">
                {' '}
                <bdi>{article}</bdi> · {whoseWords[whose]}
              </span>
            </Check>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
