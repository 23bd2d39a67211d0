import { useEffect, useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../../controls/fields/Check.tsx';
import { Choice } from '../../controls/fields/Choice.tsx';
import { Dialog } from '../../controls/sheets/Dialog.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import {
  findPlaces,
  tagEverywhere,
  type FoundPlace,
  type SearchedIn,
} from '../../model/compare/tag-everywhere.ts';
import { inShort } from '../../model/state/messages.ts';

/** Every place where some words stand, each to be tagged or not; tagged in one step. */
export function TagEverywhereDialog({ words }: { readonly words: string }) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const event = useAppState((state) => state.article?.summary.details.event ?? null);
  const [where, setWhere] = useState<SearchedIn>(event === null ? 'library' : 'event');
  const [category, setCategory] = useState(
    workspace.tags.recent[0] ?? codebook.categories[0]?.id ?? '',
  );
  const [places, setPlaces] = useState<readonly FoundPlace[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let isWanted = true;
    void findPlaces(workspace, words, where).then((found) => {
      if (isWanted) setPlaces(found);
    });
    return () => {
      isWanted = false;
    };
  }, [workspace, words, where]);
  const chosen = places?.filter(({ key }) => !left.has(key)) ?? [];
  const label = codebook.categories.find(({ id }) => id === category)?.label ?? '';
  return (
    <Dialog
      title="Tag every place where these words stand"
      onClose={() => {
        workspace.dialogs.close();
      }}
      actions={
        <button
          type="button"
          className="primary"
          disabled={chosen.length === 0}
          onClick={() => {
            workspace.dialogs.close();
            void tagEverywhere(workspace, chosen, category);
          }}
        >
          Tag {countOf(chosen.length, 'place')} as {label}
        </button>
      }
    >
      <p>
        <bdi className="article-words">{showHidden(inShort(words, 120))}</bdi>
      </p>
      <div className="compare-everywhere-choices">
        <div className="compare-choice">
          <span aria-hidden>In</span>
          <Choice
            label="Where they are looked for"
            value={where}
            options={[
              ['event', 'The event of this article', { isDisabled: event === null }],
              ['library', 'All articles'],
            ]}
            onChange={setWhere}
          />
        </div>
        <div className="compare-choice">
          <span aria-hidden>As</span>
          <Choice
            label="Category"
            value={category}
            options={codebook.categories.map((each) => [each.id, each.label])}
            onChange={setCategory}
          />
        </div>
      </div>
      <Places places={places} left={left} onLeave={setLeft} />
    </Dialog>
  );
}

interface PlacesProps {
  /** `null` while they are looked for. */
  readonly places: readonly FoundPlace[] | null;
  /** Keys of those that are not to be tagged. */
  readonly left: ReadonlySet<string>;
  readonly onLeave: (left: ReadonlySet<string>) => void;
}

function Places({ places, left, onLeave }: PlacesProps) {
  if (places === null) return <p className="hint">Looking…</p>;
  return (
    <ul className="compare-everywhere" aria-label="Places">
      {places.map(({ key, title, snippet, isCut }) => (
        <li key={key}>
          <Check
            isChecked={!left.has(key)}
            onChange={(isChecked) => {
              const next = new Set(left);
              if (isChecked) next.delete(key);
              else next.add(key);
              onLeave(next);
            }}
          >
            <bdi className="article-words">{showHidden(snippet)}</bdi>
            <span className="hint">
              {' '}
              <bdi>{showHidden(inShort(title, 60))}</bdi>
              {isCut ? ' · further places of this article are not listed' : ''}
            </span>
          </Check>
        </li>
      ))}
    </ul>
  );
}
