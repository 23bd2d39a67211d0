import { memo, useMemo, useState } from 'react';

import { compareText } from '#core/collections/order.ts';
import { showHidden } from '#core/guards/labels.ts';
import { nameAttributes } from '#core/people/names-in-tags.ts';

import { Check } from '../controls/fields/Check.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { Option } from '../controls/fields/options.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import {
  countKinds,
  KINDS,
  kindInWords,
  namesIn,
  type ListItem,
  type ReviewFilter,
} from '../model/state/review-state.ts';
import { whoIs } from '../model/review/review-words.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

const DECIDED: readonly Option<ReviewFilter['decided']>[] = [
  ['all', 'Decided or not'],
  ['open', 'Not decided'],
  ['decided', 'Decided'],
  ['contested', 'Contested'],
];

interface FiltersProps {
  readonly article: ArticleModel;
  readonly items: readonly ListItem[];
  readonly filter: ReviewFilter;
}

/** Which differences the list shows. Drawn again only with the list, not with every step in it. */
export const ReviewFilters = memo(function ReviewFilters({ article, items, filter }: FiltersProps) {
  const workspace = useWorkspace();
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const isBlind = useAppState((state) => state.isBlind);
  const [hasMore, setHasMore] = useState(false);
  const inForce = [filter.annotator !== null, filter.named !== null, isAnonymous, isBlind];
  const count = inForce.filter(Boolean).length;
  return (
    <div className="review-filters">
      <KindChoice items={items} kind={filter.kind} />
      <Choice
        label="Decided or not"
        value={filter.decided}
        options={DECIDED}
        onChange={(decided) => {
          workspace.review.changeFilter({ decided });
        }}
      />
      <CategoryChoice category={filter.category} />
      <button
        type="button"
        className="review-filter-more"
        aria-expanded={hasMore}
        onClick={() => {
          setHasMore(!hasMore);
        }}
      >
        {count > 0 ? `More filters (${count} set)` : 'More filters'}
        <Icon name={hasMore ? 'up' : 'down'} />
      </button>
      {hasMore ? (
        <RarerFilters
          article={article}
          items={items}
          filter={filter}
          isAnonymous={isAnonymous}
          isBlind={isBlind}
        />
      ) : null}
    </div>
  );
});

/** What is chosen now and then, out of the way of the rows until it is asked for. */
function RarerFilters({
  article,
  items,
  filter,
  isAnonymous,
  isBlind,
}: FiltersProps & { readonly isAnonymous: boolean; readonly isBlind: boolean }) {
  const workspace = useWorkspace();
  return (
    <>
      <PersonChoice article={article} annotator={filter.annotator} />
      <NamedChoice items={items} named={filter.named} />
      <div className="review-filter-checks">
        <Check
          isChecked={isAnonymous}
          onChange={(isChecked) => {
            workspace.review.setAnonymous(isChecked);
          }}
        >
          Hide names
        </Check>
        <Check
          isChecked={isBlind}
          onChange={(isChecked) => {
            workspace.review.setBlind(isChecked);
          }}
        >
          Blind until mine is done
        </Check>
      </div>
    </>
  );
}

function KindChoice({
  items,
  kind: chosen,
}: Pick<FiltersProps, 'items'> & Pick<ReviewFilter, 'kind'>) {
  const workspace = useWorkspace();
  const counts = countKinds(items);
  return (
    <Choice
      label="Kind of difference"
      value={chosen}
      options={[
        ['differences', `Differences (${items.length - (counts.get('identical') ?? 0)})`],
        ['all', `Everything (${items.length})`],
        ...KINDS.filter((kind) => counts.has(kind)).map(
          (kind) => [kind, `${kindInWords(kind)} (${counts.get(kind)})`] as const,
        ),
      ]}
      onChange={(kind) => {
        workspace.review.changeFilter({ kind });
      }}
    />
  );
}

function CategoryChoice({ category: chosen }: Pick<ReviewFilter, 'category'>) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  return (
    <Choice
      label="Category"
      value={chosen ?? ''}
      options={[
        ['', 'Every category'],
        ...codebook.categories.map(({ id, label }) => [id, showHidden(label)] as const),
      ]}
      onChange={(category) => {
        workspace.review.changeFilter({ category: category === '' ? null : category });
      }}
    />
  );
}

/** Whom the tags name, as speaker or otherwise: each of the people once, by whatever spelling. */
function NamedChoice({ items, named }: Pick<FiltersProps, 'items'> & Pick<ReviewFilter, 'named'>) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  useAppState((state) => state.library.aliases);
  const book = workspace.people.book();
  const names = useMemo(() => {
    const said = namesIn(items, nameAttributes(codebook));
    return [...new Set(said.map((name) => book.personOf(name)?.name ?? name))].sort(compareText);
  }, [items, codebook, book]);
  // With nothing to choose between, the rows have its room.
  if (names.length < 2 && named === null) return null;
  return (
    <Choice
      label="Who is named"
      value={named?.[0] ?? ''}
      otherwise={named?.[0] ?? ''}
      options={[['', 'Anyone named'], ...names.map((name) => [name, showHidden(name)] as const)]}
      onChange={(name) => {
        const spellings = [name, ...workspace.people.spellingsOf(name)];
        workspace.review.changeFilter({ named: name === '' ? null : spellings });
      }}
    />
  );
}

function PersonChoice({
  article,
  annotator: chosen,
}: Pick<FiltersProps, 'article'> & Pick<ReviewFilter, 'annotator'>) {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self);
  return (
    <Choice
      label="Whose tags"
      value={chosen ?? ''}
      options={[
        ['', 'Everybody'],
        ...[self, ...article.sets.map(({ annotator }) => annotator)].map(
          ({ id }) => [id, whoIs(workspace, id, self.id)] as const,
        ),
      ]}
      onChange={(annotator) => {
        workspace.review.changeFilter({ annotator: annotator === '' ? null : annotator });
      }}
    />
  );
}
