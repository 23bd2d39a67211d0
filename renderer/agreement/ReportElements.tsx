import { createElement, type KeyboardEvent, type ReactNode } from 'react';

import { plainText, type Attributes, type Child } from '#core/agreement/report/page/html.ts';
import { showHidden } from '#core/guards/labels.ts';

import type { ReportLinks, ItemsTarget } from '../model/state/agreement-view.ts';

interface ReportElementsProps {
  /** What the report as a page would hold. */
  readonly content: readonly Child[];
  readonly links: ReportLinks;
  readonly onOpen: (target: ItemsTarget) => void;
}

/** A part of the report as the page has it; its links open their items in the list of differences. */
export function ReportElements({ content, links, onOpen }: ReportElementsProps) {
  const draw = (child: Child, key: number, isInPlot: boolean): ReactNode => {
    if (child === null) return null;
    if (typeof child !== 'object') return showHidden(String(child));
    const { name, attributes, children } = child;
    const within = isInPlot || name === 'svg';
    const drawn = children.map((one, index) => draw(one, index, within));
    const target = attributes.href === undefined ? undefined : links.targetOf(attributes.href);
    if (!target) return createElement(name, { ...propsOf(attributes), key }, ...drawn);
    const shared = {
      'aria-label': `${showHidden(plainText(children))}: ${target.words}. Show them`,
      onClick: () => {
        onOpen(target);
      },
    };
    return isInPlot ? (
      <g
        key={key}
        role="button"
        tabIndex={0}
        {...shared}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onOpen(target);
        }}
      >
        {drawn}
      </g>
    ) : (
      <button key={key} type="button" className="link count-button" {...shared}>
        {drawn}
      </button>
    );
  };
  return (
    <div className="agreement-drawn">
      {content.map((child, index) => draw(child, index, false))}
    </div>
  );
}

/** Attributes of a page under the names that React has for them. */
function propsOf({
  class: className,
  colspan: colSpan,
  'text-anchor': textAnchor,
  ...rest
}: Attributes): object {
  return { ...rest, className, colSpan, textAnchor };
}
