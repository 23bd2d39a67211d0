// What the list of differences and a return both show: rows, opinions and comments.
// What only one of them shows stands with it.

import type { ReactNode } from 'react';

import type { Tag } from '#core/tags/tag.ts';
import { showHidden } from '#core/guards/labels.ts';

import { CategoryMark } from '../../controls/CategoryMark.tsx';
import { Icon, type IconName } from '../../controls/Icon.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';

interface ReviewRowProps {
  /** The whole row in words. */
  readonly label: string;
  /** Whose category is marked. */
  readonly tag: Pick<Tag, 'category'>;
  /** What kind of line it is. */
  readonly kind: ReactNode;
  readonly words: string;
  /** What has become of it; empty for nothing. */
  readonly state: string;
  readonly isDecided: boolean;
  /** Drawn before what has become of it, where there is something to tell apart. */
  readonly sign?: IconName;
  readonly focused: boolean;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

/** A line of a list of the review. */
export function ReviewRow({
  label,
  tag,
  kind,
  words,
  state,
  isDecided,
  sign,
  focused,
  isCurrent,
  onChoose,
}: ReviewRowProps) {
  const workspace = useWorkspace();
  useAppState(({ library }) => library.codebook);
  return (
    <button
      type="button"
      className={`tag-row review-row ${isDecided ? 'is-decided' : ''}`}
      tabIndex={focused ? 0 : -1}
      aria-pressed={isCurrent}
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={showHidden(label)}
      onClick={onChoose}
    >
      <CategoryMark category={workspace.names.categoryOf(tag)} />
      <span className="tag-row-who">{kind}</span>{' '}
      <bdi className="tag-row-words">{showHidden(words)}</bdi>{' '}
      <span className={`tag-row-more ${isDecided ? 'is-decided' : ''}`}>
        {sign ? <Icon name={sign} /> : null}
        {state === '' ? null : <bdi>{showHidden(state)}</bdi>}
      </span>
    </button>
  );
}
