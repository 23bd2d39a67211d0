import type { ArticleSummary } from '#core/article/article.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { OpenCount } from '#core/review/open-count.ts';

import { Icon } from '../controls/Icon.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { initialsOf } from '../model/window/shown-tags.ts';
import './review-marks.css';

/** People whose initials are shown; more are counted. */
const SHOWN = 3;

/** What the row of an article says of its review; `null` where nobody else's tags are on it. */
export function useReviewOf({ id, details }: ArticleSummary): OpenCount | null {
  const count = useAppState((state) => state.openCounts?.get(id)) ?? null;
  const isBlind = useAppState((state) => state.isBlind);
  // Whose tags are there is no secret; how they differ from one's own is, until those are done.
  return count && isBlind && !details.done ? { ...count, open: 0, contested: 0 } : count;
}

/** The same in words, for those who hear the row. */
export function useReviewInWords(review: OpenCount | null): readonly string[] {
  const workspace = useWorkspace();
  useAppState((state) => state.isAnonymous);
  if (!review) return [];
  const names = review.people.map((each) => showHidden(workspace.names.nameOfAnnotator(each)));
  return [
    `tags by ${names.join(' and ')}`,
    ...(review.open > 0 ? [`${review.open.toLocaleString('en')} open`] : []),
    ...(review.contested > 0 ? [`${review.contested.toLocaleString('en')} contested`] : []),
  ];
}

/**
 * Whose tags are on an article, and how much of their review is open or contested. Said in full in the
 * row's name; as text it would stand in the middle of its label.
 */
export function ReviewMarks({ review }: { readonly review: OpenCount }) {
  const workspace = useWorkspace();
  useAppState((state) => state.isAnonymous);
  const { people, open, contested } = review;
  return (
    <span className="articles-marks">
      {people.slice(0, SHOWN).map((each) => {
        const name = workspace.names.nameOfAnnotator(each);
        return (
          <span
            key={each}
            className="articles-mark"
            title={showHidden(name)}
            data-words={initialsOf(name)}
          />
        );
      })}
      {people.length > SHOWN ? <span data-words={`+${people.length - SHOWN}`} /> : null}
      {open > 0 ? (
        <span className="articles-open" data-words={`${open.toLocaleString('en')} open`} />
      ) : null}
      {contested > 0 ? (
        <span
          className="articles-contested"
          title={`${contested.toLocaleString('en')} contested`}
          data-words={contested.toLocaleString('en')}
        >
          <Icon name="flag" />
        </span>
      ) : null}
    </span>
  );
}
