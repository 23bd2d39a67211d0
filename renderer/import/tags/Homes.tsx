import { useState } from 'react';

import type { ArticleHome } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { foundInWords, homeInWords, homesInWords } from '../../model/forms/import-words.ts';
import { ArticlePicker } from './ArticlePicker.tsx';
import type { TagsProps } from './People.tsx';

/** Lines that are drawn before somebody asks for more. */
const SHOWN = 12;

/** Articles without a text in the file: where each of them goes, how that was found, and another choice. */
export function Homes({ item, choice, onDecide }: TagsProps) {
  const [shown, setShown] = useState(SHOWN);
  const [picking, setPicking] = useState<ArticleHome | null>(null);
  const { homes } = item;
  if (homes.length === 0) return null;
  const put = (article: string, id: string | null): void => {
    onDecide({ homes: new Map(choice.homes).set(article, id) });
  };
  // Those that wait for somebody come first.
  const sorted = homes.toSorted((a, b) => Number(a.target !== null) - Number(b.target !== null));
  const isWaiting = homes.some(({ target }) => target === null);
  return (
    <section aria-label="Articles without a text" className="import-homes">
      <p className={isWaiting ? 'notice-line' : undefined}>{homesInWords(homes)}</p>
      <ul>
        {sorted.slice(0, shown).map((home) => (
          <HomeLine
            key={home.article}
            home={home}
            onPick={() => {
              setPicking(home);
            }}
            onLeaveOut={() => {
              put(home.article, null);
            }}
          />
        ))}
      </ul>
      {homes.length > shown ? (
        <button
          type="button"
          onClick={() => {
            setShown(shown + 10 * SHOWN);
          }}
        >
          Show more of the {homes.length.toLocaleString('en')} articles
        </button>
      ) : null}
      {picking ? (
        <ArticlePicker
          title={`Article for “${showHidden(picking.title)}”`}
          first={picking.candidates}
          onChoose={(id) => {
            setPicking(null);
            put(picking.article, id);
          }}
          onClose={() => {
            setPicking(null);
          }}
        />
      ) : null}
    </section>
  );
}

function HomeLine({
  home,
  onPick,
  onLeaveOut,
}: {
  readonly home: ArticleHome;
  readonly onPick: () => void;
  readonly onLeaveOut: () => void;
}) {
  const { title, tags, target, candidates } = home;
  const shownTitle = showHidden(title);
  return (
    <li className="list-line">
      <div className="grow">
        {target ? (
          <>
            <p className="import-home-title">
              <bdi>{showHidden(target.title)}</bdi>
            </p>
            <p>
              {foundInWords(target.by)} {homeInWords(tags, target)}
            </p>
            {title === target.title ? null : (
              <p className="hint clip" title={shownTitle}>
                In the file: <bdi>{shownTitle}</bdi>
              </p>
            )}
          </>
        ) : (
          <>
            <p className="import-home-title">
              <bdi>{shownTitle}</bdi>
            </p>
            <p>
              No article chosen. {countOf(tags, 'tag')} left out.
              {candidates.length > 1
                ? ` It may be one of ${candidates.length} here, which come first in the choice.`
                : null}
            </p>
          </>
        )}
      </div>
      <button
        type="button"
        aria-label={`${target ? 'Choose another article' : 'Choose article'} for ${shownTitle}`}
        onClick={onPick}
      >
        {target ? 'Choose another…' : 'Choose article…'}
      </button>
      {target ? (
        <button type="button" aria-label={`Leave out ${shownTitle}`} onClick={onLeaveOut}>
          Leave out
        </button>
      ) : null}
    </li>
  );
}
