import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import type { Span } from '#core/text/span.ts';

import { ActionButton } from '../../commands/ActionButton.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName, fullName } from '../../model/compare/rows/article-names.ts';
import {
  besidePlaces,
  hullOf,
  linkedPairs,
  type LinkedPair,
} from '../../model/compare/rows/shown-places.ts';
import { tiedTop, type Anchor } from '../../model/compare/rows/tied-scrolling.ts';
import type { ShownEvent } from '../../model/state/compare-state.ts';

const NO_PAIRS: readonly LinkedPair[] = [];

type Scroller = RefObject<HTMLDivElement | null>;

/** Two articles beside each other: what they share is joined by bands, and they scroll together. */
export function SideBySide() {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const { shown, isTied, linked } = compare;
  const [here, there] = besidePlaces(compare, workspace.compare.looker);
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  const [a, b] = [here?.article ?? 0, there?.article ?? 0];
  const pairs = shown ? linkedPairs(shown, a, b) : NO_PAIRS;
  useTied(left, right, pairs, isTied);
  useFirstPlace(
    left,
    right,
    pairs[linked]?.here ?? (here && hullOf(here)),
    pairs[linked]?.there ?? (there && hullOf(there)),
  );
  if (!shown || !here || !there) return null;
  return (
    <div className="compare-beside" data-pane="comparison" data-comparison>
      <div className="compare-beside-texts">
        <Text
          shown={shown}
          article={a}
          spans={pairs.map((pair) => pair.here)}
          current={linked}
          scroller={left}
          isFirst
        />
        <Bands left={left} right={right} pairs={pairs} current={linked} />
        <Text
          shown={shown}
          article={b}
          spans={pairs.map((pair) => pair.there)}
          current={linked}
          scroller={right}
        />
      </div>
      <div className="compare-actions" role="toolbar" aria-label="What can be done">
        <ActionButton command="next-undecided" words="Next linked place" />
        <ActionButton command="previous-undecided" words="Previous" />
        <ActionButton
          command="tie-scrolling"
          words={isTied ? 'Scroll each alone' : 'Scroll together'}
        />
        <ActionButton command="open-cell" words="Open" />
        <ActionButton command="side-by-side" words="Back to the table" />
        <span className="hint">{countOf(pairs.length, 'linked place')}</span>
      </div>
    </div>
  );
}

interface TextProps {
  readonly shown: ShownEvent;
  readonly article: number;
  /** By the number of the pair. */
  readonly spans: readonly Span[];
  readonly current: number;
  readonly scroller: Scroller;
  readonly isFirst?: boolean;
}

/** A whole text with the linked stretches marked; where they lie over each other, a part is of them all. */
function Text({ shown, article, spans, current, scroller, isFirst = false }: TextProps) {
  const { articles } = shown.comparison;
  const text = articles[article]?.text ?? '';
  const parts = useMemo(() => cut(text, spans), [text, spans]);
  return (
    <article className="compare-beside-text" aria-label={articleName(articles[article])}>
      <h2 className="compare-beside-head">
        <bdi>{fullName(articles[article])}</bdi>
      </h2>
      <div
        ref={scroller}
        className="compare-beside-scroller"
        data-list={isFirst ? 'comparison' : undefined}
        role="region"
        aria-label={`Text of ${articleName(articles[article])}`}
        tabIndex={0}
      >
        <p className="compare-text">
          {parts.map(({ words, pairs, start }) =>
            pairs.length === 0 ? (
              <span key={start}>{showHidden(words)}</span>
            ) : (
              <mark
                key={start}
                data-pair={pairs.join(' ')}
                className={`compare-mark ${pairs.includes(current) ? 'is-current' : ''}`}
              >
                {showHidden(words)}
              </mark>
            ),
          )}
        </p>
      </div>
    </article>
  );
}

interface Part {
  readonly start: number;
  readonly words: string;
  /** Numbers of the pairs that mark it. */
  readonly pairs: readonly number[];
}

function cut(text: string, spans: readonly Span[]): readonly Part[] {
  const edges = new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const places = [...edges].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? text.length;
    return {
      start,
      words: text.slice(start, end),
      pairs: spans.flatMap((span, pair) => (span.start <= start && end <= span.end ? [pair] : [])),
    };
  });
}

/** Where each pair stands in both texts, from the top of each, in CSS pixels. */
function anchorsOf(left: HTMLElement, right: HTMLElement, pairs: readonly LinkedPair[]): Anchor[] {
  const topIn = (scroller: HTMLElement, pair: number): number | undefined => {
    const mark = scroller.querySelector(`mark[data-pair~="${pair}"]`);
    if (!mark) return undefined;
    const { top } = mark.getBoundingClientRect();
    return top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  };
  return pairs.flatMap((_, index) => {
    const [here, there] = [topIn(left, index), topIn(right, index)];
    return here === undefined || there === undefined ? [] : [{ here, there }];
  });
}

/** What a person scrolls a text with. */
const GRIPS = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const;

/** The nearest linked place stands at the same height in both: the text that a person scrolls leads. */
function useTied(
  left: Scroller,
  right: Scroller,
  pairs: readonly LinkedPair[],
  isTied: boolean,
): void {
  useEffect(() => {
    const [first, second] = [left.current, right.current];
    if (!first || !second || !isTied) return;
    let leader: HTMLElement | null = null;
    const take = ({ currentTarget }: Event): void => {
      leader = currentTarget instanceof HTMLElement ? currentTarget : null;
    };
    const follow = ({ currentTarget: from }: Event): void => {
      if (from !== leader || !leader) return;
      const to = leader === first ? second : first;
      const anchors = anchorsOf(first, second, pairs).map((anchor) =>
        leader === first ? anchor : { here: anchor.there, there: anchor.here },
      );
      to.scrollTop = tiedTop(anchors, leader.scrollTop, leader.clientHeight);
    };
    for (const scroller of [first, second]) {
      for (const grip of GRIPS) scroller.addEventListener(grip, take, { passive: true });
      scroller.addEventListener('scroll', follow, { passive: true });
    }
    return () => {
      for (const scroller of [first, second]) {
        for (const grip of GRIPS) scroller.removeEventListener(grip, take);
        scroller.removeEventListener('scroll', follow);
      }
    };
  }, [left, right, pairs, isTied]);
}

/** Brings both places into view, a third below the top. */
function useFirstPlace(
  left: Scroller,
  right: Scroller,
  here: Span | undefined,
  there: Span | undefined,
): void {
  const key = `${here?.start ?? ''} ${there?.start ?? ''}`;
  const spans = useRef({ here, there });
  useLayoutEffect(() => {
    spans.current = { here, there };
  });
  useLayoutEffect(() => {
    const show = (scroller: HTMLElement | null, span: Span | undefined): void => {
      const paragraph = scroller?.querySelector('p');
      if (!scroller || !paragraph || !span) return;
      const top = topOf(paragraph, span.start) - scroller.getBoundingClientRect().top;
      scroller.scrollTop += top - scroller.clientHeight / 3;
    };
    show(left.current, spans.current.here);
    show(right.current, spans.current.there);
  }, [left, right, key]);
}

/** Where a character of a text stands on screen, in CSS pixels. */
function topOf(element: Element, offset: number): number {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left < length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      return range.getBoundingClientRect().top;
    }
    left -= length;
  }
  return element.getBoundingClientRect().top;
}

interface Band {
  readonly pair: number;
  readonly from: readonly [top: number, bottom: number];
  readonly to: readonly [top: number, bottom: number];
}

/** What joins the same words in both texts. */
function Bands({
  left,
  right,
  pairs,
  current,
}: {
  readonly left: Scroller;
  readonly right: Scroller;
  readonly pairs: readonly LinkedPair[];
  readonly current: number;
}) {
  const box = useRef<SVGSVGElement>(null);
  const [bands, setBands] = useState<readonly Band[]>([]);
  useEffect(() => {
    const [first, second, svg] = [left.current, right.current, box.current];
    if (!first || !second || !svg) return;
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const { top, height } = svg.getBoundingClientRect();
      const rectIn = (scroller: HTMLElement, pair: number): readonly [number, number] | null => {
        const marks = [...scroller.querySelectorAll(`mark[data-pair~="${pair}"]`)];
        const rects = marks.map((mark) => mark.getBoundingClientRect());
        const [one] = rects;
        const last = rects.at(-1);
        return one && last ? [one.top - top, last.bottom - top] : null;
      };
      setBands(
        pairs.flatMap((_, pair) => {
          const [from, to] = [rectIn(first, pair), rectIn(second, pair)];
          if (!from || !to) return [];
          const isSeen = [from, to].some(([start, end]) => end > 0 && start < height);
          return isSeen ? [{ pair, from, to }] : [];
        }),
      );
    };
    const ask = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const observer = new ResizeObserver(ask);
    observer.observe(first);
    observer.observe(svg);
    first.addEventListener('scroll', ask, { passive: true });
    second.addEventListener('scroll', ask, { passive: true });
    ask();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      first.removeEventListener('scroll', ask);
      second.removeEventListener('scroll', ask);
    };
  }, [left, right, pairs, current]);
  return (
    <svg ref={box} className="compare-bands" aria-hidden>
      {bands.map(({ pair, from, to }) => (
        <path
          key={pair}
          className={pair === current ? 'is-current' : undefined}
          d={`M0 ${from[0]} C24 ${from[0]} 24 ${to[0]} 48 ${to[0]} L48 ${to[1]} C24 ${to[1]} 24 ${from[1]} 0 ${from[1]} Z`}
        />
      ))}
    </svg>
  );
}
