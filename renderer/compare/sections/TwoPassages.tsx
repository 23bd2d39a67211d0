import { Fragment, useLayoutEffect, useRef } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import type { Span } from '#core/text/span.ts';

import { articleName, fullName, paragraphsAt } from '../../model/compare/rows/article-names.ts';
import { hullOf, type ShownPlace } from '../../model/compare/rows/shown-places.ts';
import type { ShownEvent } from '../../model/state/compare-state.ts';

interface TwoPassagesProps {
  readonly shown: ShownEvent;
  readonly places: readonly ShownPlace[];
}

/** The words that are compared, each in its paragraph. */
export function TwoPassages({ shown, places }: TwoPassagesProps) {
  return (
    <div className="compare-passages">
      {places.slice(0, 2).map((place, index) => (
        <Passage key={index} shown={shown} place={place} />
      ))}
    </div>
  );
}

const ROLES: Readonly<Record<ShownPlace['role'], string>> = { here: '', base: 'base: ', there: '' };

function Passage({ shown, place }: { readonly shown: ShownEvent; readonly place: ShownPlace }) {
  const article = shown.comparison.articles[place.article];
  const marked = useRef<HTMLElement>(null);
  const hull = hullOf(place);
  const key = `${place.article}:${hull?.start ?? -1}`;
  useLayoutEffect(() => {
    const scroller = marked.current?.closest('.compare-passage-text');
    if (!scroller || !marked.current) return;
    const { top } = marked.current.getBoundingClientRect();
    scroller.scrollTop += top - scroller.getBoundingClientRect().top - 24;
  }, [key]);
  if (!article) return null;
  const at = hull && paragraphsAt(article, hull);
  return (
    <article className="compare-passage" aria-label={articleName(article)}>
      <h2 className="compare-passage-head">
        <span className="clip" title={fullName(article)}>
          {ROLES[place.role]}
          <bdi>{fullName(article)}</bdi>
        </span>
        {at ? <span className="count">¶{at.number}</span> : null}
      </h2>
      <div
        className="compare-passage-text"
        role="region"
        aria-label={`Words in ${articleName(article)}`}
        tabIndex={0}
        data-comparison
      >
        {at ? (
          <p>
            <MarkedText
              text={article.text}
              within={at.span}
              marks={place.fragments}
              first={marked}
            />
          </p>
        ) : (
          <p className="hint">Nothing of this was found in this article.</p>
        )}
      </div>
    </article>
  );
}

interface MarkedTextProps {
  readonly text: string;
  readonly within: Span;
  /** In order, within the stretch. */
  readonly marks: readonly Span[];
  readonly first?: React.RefObject<HTMLElement | null>;
}

/** A stretch of a text with some of its words marked. */
export function MarkedText({ text, within, marks, first }: MarkedTextProps) {
  const startOf = (index: number): number => marks[index - 1]?.end ?? within.start;
  const parts = marks.map(({ start, end }, index) => (
    <Fragment key={start}>
      {showHidden(text.slice(startOf(index), start))}
      <mark className="compare-mark" ref={index === 0 ? first : undefined}>
        {showHidden(text.slice(start, end))}
      </mark>
    </Fragment>
  ));
  return (
    <bdi className="compare-text">
      {parts}
      {showHidden(text.slice(startOf(marks.length), within.end))}
    </bdi>
  );
}
