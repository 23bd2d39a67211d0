import { useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import type { Span } from '#core/text/span.ts';

import { Check } from '../controls/fields/Check.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { useWorkspace } from '../controls/use-workspace.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import './lines-alike.css';

/** Most lines that are shown one by one. */
const SHOWN = 200;

interface LinesAlikeProps {
  readonly article: ArticleModel;
  /** Those of one form that are no boilerplate yet, in document order. */
  readonly lines: readonly Span[];
}

/** Says which lines are alike and how many, then marks those that are left in as boilerplate. */
export function LinesAlikeDialog({ article, lines }: LinesAlikeProps) {
  const workspace = useWorkspace();
  const [left, setLeft] = useState<ReadonlySet<Span>>(() => new Set());
  const chosen = lines.filter((line) => !left.has(line));
  const tagged = chosen.filter((line) => article.tags.overlapping(line).length > 0).length;
  const close = (): void => {
    workspace.dialogs.close();
  };
  return (
    <Dialog
      title={`${countOf(lines.length, 'line')} like this`}
      className="narrow"
      onClose={close}
      actions={
        <>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={chosen.length === 0}
            onClick={() => {
              workspace.dialogs.closeAnd(() => void workspace.boilerplate.mark(chosen));
            }}
          >
            Mark {countOf(chosen.length, 'line')} as boilerplate
          </button>
        </>
      }
    >
      <ul className="plain-list article-lines-alike" aria-label="Lines like this">
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.start}>
            <Check
              isChecked={!left.has(line)}
              onChange={(isChosen) => {
                const others = new Set(left);
                if (isChosen) others.delete(line);
                else others.add(line);
                setLeft(others);
              }}
            >
              <bdi>{showHidden(inShort(article.text.slice(line.start, line.end), 120))}</bdi>{' '}
              <span className="hint">¶{article.paragraphNumber(line.start)}</span>
            </Check>
          </li>
        ))}
      </ul>
      {lines.length > SHOWN ? (
        <p className="hint">… and {countOf(lines.length - SHOWN, 'more line')} of the same form.</p>
      ) : null}
      <p className="hint">
        They stay in the text, greyed, and are left out of counts
        {tagged === 0 ? '' : `, as are the tags in ${countOf(tagged, 'of them', 'of them')}`}.
      </p>
    </Dialog>
  );
}
