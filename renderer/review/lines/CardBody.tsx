import { useLayoutEffect, useRef, type ReactNode } from 'react';

/** What scrolls of a card, from its beginning for each line of the list. `of`: id of the line. */
export function CardBody({
  of,
  children,
}: {
  readonly of: string | null;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLDivElement>(null);
  const isScrolled = useRef(false);
  useLayoutEffect(() => {
    if (element.current && isScrolled.current) element.current.scrollTop = 0;
  }, [of]);
  return (
    <div
      ref={element}
      className="review-card-body"
      onScroll={(event) => {
        isScrolled.current = event.currentTarget.scrollTop > 0;
      }}
    >
      {children}
    </div>
  );
}
