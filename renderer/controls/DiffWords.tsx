import { Fragment } from 'react';

import type { DiffPart } from '#core/compare/diff/word-diff.ts';
import { showHidden } from '#core/guards/labels.ts';

import './diff-words.css';

/** Keeps a sign on the line of its word. */
const JOINED = '\u2060';
/** Words that are shown at each end of what both have. */
const END = 4;

/** Words with what differs from the base: put in underlined behind a plus, missing struck behind a minus. */
export function DiffWords({
  parts,
  isWhole = false,
}: {
  readonly parts: readonly DiffPart[];
  /** Every word is shown, however many both have. */
  readonly isWhole?: boolean;
}) {
  return (
    <bdi className="diff-words">
      {parts.map(({ kind, words }, index) => {
        const space = index === 0 ? '' : ' ';
        if (kind === 'equal')
          return (
            <span key={index}>
              {space}
              {showHidden(
                isWhole ? words : shortened(words, index === 0, index === parts.length - 1),
              )}
            </span>
          );
        return kind === 'inserted' ? (
          <Fragment key={index}>
            {space}
            <ins>
              <span className="diff-sign">{`+${JOINED}`}</span>
              {showHidden(words)}
            </ins>
          </Fragment>
        ) : (
          <Fragment key={index}>
            {space}
            <del>
              <span className="diff-sign">{`−${JOINED}`}</span>
              {showHidden(isWhole ? words : shortened(words, false, false))}
            </del>
          </Fragment>
        );
      })}
    </bdi>
  );
}

/** Many words that both have: those next to a difference. */
function shortened(words: string, isFirst: boolean, isLast: boolean): string {
  const all = words.split(/\s+/u);
  if (all.length <= 2 * END + 2) return words;
  const head = isFirst && isLast ? all.slice(0, 2 * END) : isFirst ? [] : all.slice(0, END);
  const tail = isLast ? [] : all.slice(-END);
  const start = isFirst && !isLast ? all.slice(0, 2) : head;
  return [...start, '…', ...tail].join(' ');
}
