import type { ReactNode } from 'react';

import type { Tag } from '#core/tags/tag.ts';
import { showHidden } from '#core/guards/labels.ts';

import { CategoryMark } from '../../controls/CategoryMark.tsx';
import { quoted } from '../../model/state/messages.ts';
import { useWorkspace } from '../../controls/use-workspace.ts';

interface OpinionProps {
  readonly who: string;
  /** What is said behind the name. */
  readonly hints?: readonly string[];
  readonly tag: Pick<Tag, 'category'>;
  /** The words that it marks, in quotation marks. */
  readonly words: string;
  readonly isKept?: boolean;
  readonly children?: ReactNode;
}

/** What one person made of a stretch of the text. */
export function Opinion({ who, hints = [], tag, words, isKept = false, children }: OpinionProps) {
  const category = useWorkspace().names.categoryOf(tag);
  return (
    <li className={`review-opinion ${isKept ? 'is-kept' : ''}`}>
      <span className="review-opinion-who">
        <bdi>{showHidden(who)}</bdi>
        {hints.map((hint) => (
          <span key={hint} className="hint">
            {' '}
            · {hint}
          </span>
        ))}
      </span>
      <span className="review-opinion-tag">
        <CategoryMark category={category} /> {category?.label ?? tag.category}
      </span>
      <blockquote>
        <bdi>{showHidden(words)}</bdi>
      </blockquote>
      {children}
    </li>
  );
}

interface NoTagProps {
  readonly who: string;
  readonly words?: string;
}

/** Somebody who made nothing of it, which is no fault. */
export function NoTag({ who, words = 'not tagged here' }: NoTagProps) {
  return (
    <li className="review-opinion is-missing">
      <span className="review-opinion-who">
        <bdi>{showHidden(who)}</bdi>
      </span>
      <span className="hint">{words}</span>
    </li>
  );
}

/** What its author noted beside a tag. */
export function OpinionNote({ note }: { readonly note: string }) {
  return note === '' ? null : (
    <p className="hint">
      Note: <bdi>{showHidden(quoted(note, 120))}</bdi>
    </p>
  );
}
