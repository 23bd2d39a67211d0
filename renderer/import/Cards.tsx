import { memo, useEffect, useRef, useState } from 'react';

import {
  choiceOf,
  isTable,
  type ImportChoice,
  type ImportForm,
} from '../model/forms/import-form.ts';
import { AnnotationsCard } from './tags/AnnotationsCard.tsx';
import { ArticleCard } from './ArticleCard.tsx';
import type { CardChanges } from './reading/use-import.ts';

/** Cards that are drawn at first, and then each time that somebody comes to their end. */
const SHOWN = 40;

interface CardsProps {
  readonly form: ImportForm;
  readonly changes: CardChanges;
}

/** One card for each file that can be opened; of many those that somebody scrolls to. */
export function Cards({ form, changes }: CardsProps) {
  const [shown, setShown] = useState(SHOWN);
  const items = form.items.filter((item) => item.type !== 'refused');
  const left = items.length - shown;
  const isShort = isTable(form);
  return (
    <div className={isShort ? 'import-cards is-many' : 'import-cards'}>
      {items.slice(0, shown).map((item) => (
        <Card
          key={item.key}
          item={item}
          choice={choiceOf(form, item)}
          isShort={isShort}
          outlet={form.outlet}
          published={form.published}
          changes={changes}
        />
      ))}
      {left > 0 ? (
        <More
          left={left}
          onMore={() => {
            setShown((before) => before + SHOWN);
          }}
        />
      ) : null}
    </div>
  );
}

interface ItemProps {
  readonly item: Exclude<ImportForm['items'][number], { readonly type: 'refused' }>;
  readonly choice: ImportChoice;
  readonly isShort: boolean;
  /** What is written for all. */
  readonly outlet: string;
  readonly published: string;
  readonly changes: CardChanges;
}

const Card = memo(function Card({ item, choice, isShort, outlet, published, changes }: ItemProps) {
  const { change, redecode, reconsider } = changes;
  const onChange = (patch: Partial<ImportChoice>): void => {
    change(item, patch);
  };
  return item.type === 'article' ? (
    <ArticleCard
      item={item}
      choice={choice}
      onChange={onChange}
      isShort={isShort}
      shared={{ outlet, published }}
      onEncoding={(encoding) => void redecode(item, encoding)}
    />
  ) : (
    <AnnotationsCard
      item={item}
      choice={choice}
      onChange={onChange}
      onDecide={(patch) => void reconsider(item, patch)}
      onEncoding={(encoding) => void redecode(item, encoding)}
    />
  );
});

/** Draws more as soon as it is seen; a button for those who come to it by key. */
function More({ left, onMore }: { readonly left: number; readonly onMore: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: '400px' },
    );
    if (button.current) observer.observe(button.current);
    return () => {
      observer.disconnect();
    };
    // Looked at anew after each time: it may still be in view.
  }, [left]);
  return (
    <button ref={button} type="button" className="import-more" onClick={onMore}>
      Show more of the {left.toLocaleString('en')} files that follow
    </button>
  );
}
