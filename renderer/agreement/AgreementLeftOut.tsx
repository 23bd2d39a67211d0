import type { ReportNames } from '#core/agreement/report/page/html-names.ts';
import type { AgreementFigures } from '#core/contract/agreement.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { useWorkspace } from '../controls/use-workspace.ts';
import {
  listedItems,
  tagsOfAnybody,
  type ListedItems,
  type WindowPair,
  type ShownAgreement,
} from '../model/state/agreement-view.ts';

interface AgreementLeftOutProps {
  readonly shown: ShownAgreement;
  readonly pair: WindowPair | null;
  readonly names: ReportNames;
  readonly onOpen: (listed: ListedItems) => void;
}

/** Everything that the figures do not count, by name; each opens what was left out. */
export function AgreementLeftOut({ shown, pair, names, onOpen }: AgreementLeftOutProps) {
  const ofPair = new Set(pair?.leftOutArticles);
  const ofGroup = shown.report?.group?.leftOutArticles.filter((id) => !ofPair.has(id)) ?? [];
  const boilerplate = shown.report?.articles.filter((each) => each.boilerplate > 0) ?? [];
  const joined = pair?.pooled.all.mergedUnits ?? 0;
  if (shown.keptBack.length + ofPair.size + ofGroup.length + boilerplate.length + joined === 0) {
    return null;
  }
  const titleOf = (id: string): string => `“${showHidden(names.article(id))}”`;
  const nameOf = (id: string): string => showHidden(names.annotator(id));
  return (
    <section aria-label="Left out">
      <h3 className="field-label">Left out</h3>
      <ul className="agreement-words">
        {shown.keptBack.map(({ id, title }) => (
          <li key={`kept back ${id}`}>
            <ArticleLink id={id} title={`“${showHidden(title)}”`} />: kept back until it is marked
            done.
          </li>
        ))}
        {pair?.leftOutArticles.map((id) => (
          <li key={`pair ${id}`}>
            <ArticleLink id={id} title={titleOf(id)} />: not read by both {nameOf(pair.a)} and{' '}
            {nameOf(pair.b)}.
          </li>
        ))}
        {ofGroup.map((id) => (
          <li key={`group ${id}`}>
            <ArticleLink id={id} title={titleOf(id)} />: not read by everybody.
          </li>
        ))}
        {boilerplate.map((left) => (
          <Boilerplate
            key={`boilerplate ${left.article}`}
            left={left}
            title={titleOf(left.article)}
            annotators={shown.annotators}
            onOpen={onOpen}
          />
        ))}
        {pair && joined > 0 ? <Joined pair={pair} onOpen={onOpen} /> : null}
      </ul>
    </section>
  );
}

interface BoilerplateProps {
  readonly left: AgreementFigures['articles'][number];
  /** Of the article, in quotation marks. */
  readonly title: string;
  readonly annotators: ShownAgreement['annotators'];
  readonly onOpen: (listed: ListedItems) => void;
}

/** How much of an article is boilerplate, and the tags that lie in it. */
function Boilerplate({ left, title, annotators, onOpen }: BoilerplateProps) {
  const { article, boilerplate, excludedTags, clippedTags } = left;
  const link = (ids: readonly string[], words: string) => (
    <OpenItems
      text={countOf(ids.length, 'tag')}
      listed={tagsOfAnybody(ids, article, annotators, `${words} in ${title}`)}
      onOpen={onOpen}
    />
  );
  return (
    <li>
      {title}: {countOf(boilerplate, 'character')} of boilerplate
      {excludedTags.length > 0 ? (
        <>, {link(excludedTags, 'tags wholly in boilerplate')} wholly in it</>
      ) : null}
      {clippedTags.length > 0 ? (
        <>, the part within it of {link(clippedTags, 'tags partly in boilerplate')}</>
      ) : null}
      .
    </li>
  );
}

interface JoinedProps {
  readonly pair: WindowPair;
  readonly onOpen: (listed: ListedItems) => void;
}

/** Overlapping stretches of one person, which two of the measures count as one. */
function Joined({ pair, onOpen }: JoinedProps) {
  const { mergedUnits, mergedItems } = pair.pooled.all;
  return (
    <li>
      For u-α and α_U,{' '}
      <OpenItems
        text={countOf(mergedUnits, 'stretch', 'stretches')}
        listed={listedItems(pair, mergedItems, 'joined for u-α and α_U')}
        onOpen={onOpen}
      />{' '}
      overlapping another one of the same person and category {mergedUnits === 1 ? 'was' : 'were'}{' '}
      joined with it.
    </li>
  );
}

interface OpenItemsProps {
  readonly text: string;
  readonly listed: ListedItems;
  readonly onOpen: (listed: ListedItems) => void;
}

/** A number that opens what it counts in the list of differences. */
function OpenItems({ text, listed, onOpen }: OpenItemsProps) {
  return (
    <button
      type="button"
      className="link"
      aria-label={`${text}: ${listed.words}. Show them`}
      onClick={() => {
        onOpen(listed);
      }}
    >
      {text}
    </button>
  );
}

/** A title that leaves the sheet for its article. */
function ArticleLink({ id, title }: { readonly id: string; readonly title: string }) {
  const workspace = useWorkspace();
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        workspace.dialogs.closeAnd(() => void workspace.articles.open(id));
      }}
    >
      <bdi>{title}</bdi>
    </button>
  );
}
