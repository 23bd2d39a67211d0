import type { ReactNode } from 'react';

import type { ReportNames } from '#core/agreement/report/html-names.ts';
import { showHidden } from '#core/guards/labels.ts';

import { countOf } from '../model/messages.ts';
import { useWorkspace } from '../controls/use-workspace.ts';
import {
  listedItems,
  listedTags,
  type ListedItems,
  type WindowPair,
  type ShownAgreement,
} from '../model/agreement-view.ts';

interface AgreementLeftOutProps {
  readonly shown: ShownAgreement;
  readonly pair: WindowPair | null;
  readonly names: ReportNames;
  readonly onOpen: (listed: ListedItems) => void;
}

/** Everything that the figures do not count, by name; each opens what was left out. */
export function AgreementLeftOut({ shown, pair, names, onOpen }: AgreementLeftOutProps) {
  const { report, keptBack } = shown;
  const titleOf = (id: string): string => `“${showHidden(names.article(id))}”`;
  const nameOf = (id: string): string => showHidden(names.annotator(id));
  const opens = (text: string, listed: ListedItems): ReactNode => (
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
  const lines: ReactNode[] = keptBack.map(({ id, title }) => (
    <>
      <ArticleLink id={id} title={`“${showHidden(title)}”`} />: kept back until it is marked done.
    </>
  ));
  if (pair) {
    const [a, b] = [nameOf(pair.a), nameOf(pair.b)];
    lines.push(
      ...pair.leftOutArticles.map((id) => (
        <>
          <ArticleLink id={id} title={titleOf(id)} />: not read by both {a} and {b}.
        </>
      )),
    );
  }
  const ofPair = new Set(pair?.leftOutArticles);
  lines.push(
    ...(report?.group?.leftOutArticles ?? [])
      .filter((id) => !ofPair.has(id))
      .map((id) => (
        <>
          <ArticleLink id={id} title={titleOf(id)} />: not read by everybody.
        </>
      )),
  );
  for (const { article, boilerplate, excludedTags, clippedTags } of report?.articles ?? []) {
    if (boilerplate === 0) continue;
    const title = titleOf(article);
    const tags = (ids: readonly string[], words: string): ReactNode =>
      opens(countOf(ids.length, 'tag'), {
        // The report has ids only; whoever made them, they are listed.
        ...listedTags(
          ids.flatMap((id) =>
            shown.annotators.map(({ id: annotator }) => ({ article, annotator, id })),
          ),
          `${words} in ${title}`,
        ),
        count: ids.length,
      });
    lines.push(
      <>
        {title}: {countOf(boilerplate, 'character')} of boilerplate
        {excludedTags.length > 0 ? (
          <>, {tags(excludedTags, 'tags wholly in boilerplate')} wholly in it</>
        ) : null}
        {clippedTags.length > 0 ? (
          <>, the part within it of {tags(clippedTags, 'tags partly in boilerplate')}</>
        ) : null}
        .
      </>,
    );
  }
  const { mergedUnits = 0, mergedItems = [] } = pair?.pooled.all ?? {};
  if (pair && mergedUnits > 0) {
    lines.push(
      <>
        For u-α and α_U,{' '}
        {opens(
          countOf(mergedUnits, 'stretch', 'stretches'),
          listedItems(pair, mergedItems, 'joined for u-α and α_U'),
        )}{' '}
        overlapping another one of the same person and category {mergedUnits === 1 ? 'was' : 'were'}{' '}
        joined with it.
      </>,
    );
  }
  if (lines.length === 0) return null;
  return (
    <section aria-label="Left out">
      <h3 className="field-label">Left out</h3>
      <ul className="agreement-words">
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </section>
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
        workspace.closeDialogAnd(() => void workspace.openArticle(id));
      }}
    >
      <bdi>{title}</bdi>
    </button>
  );
}
