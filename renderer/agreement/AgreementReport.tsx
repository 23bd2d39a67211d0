import { useState } from 'react';

import { written, type Child } from '#core/agreement/report/page/html.ts';
import { comparisonContent } from '#core/agreement/report/page/html-comparison.ts';
import {
  categoryConfusion,
  MATRIX_MEASURES,
  pairMatrix,
} from '#core/agreement/report/page/html-figures.ts';
import type { ReportNames } from '#core/agreement/report/page/html-names.ts';
import { MEASURES_EXPLAINED } from '#core/agreement/report/page/html-page.ts';
import { summarizeCounts } from '#core/agreement/report/words.ts';
import type { DescribedComparison } from '#core/agreement/report/report.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import type { AgreementFigures } from '#core/contract/agreement.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Choice } from '../controls/fields/Choice.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { asSentence } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { AgreementLeftOut } from './AgreementLeftOut.tsx';
import {
  countRows,
  createReportLinks,
  foundRows,
  groupRows,
  listedItems,
  listedTags,
  matchesByArticle,
  namedRows,
  publishedRows,
  requestedRows,
  shownNames,
  type ItemsTarget,
  type ListedItems,
  type WindowPair,
  type ShownAgreement,
} from '../model/state/agreement-view.ts';
import { ReportElements } from './ReportElements.tsx';
import { ItemsButton } from '../controls/ItemsButton.tsx';
import { FigureTable, FigureRows } from './FigureTable.tsx';

const ALL = 'All tags';

interface AgreementReportProps {
  readonly shown: ShownAgreement;
  /** Newer figures are on their way. */
  readonly isStale: boolean;
  /** Place of the pair that is looked at. */
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
}

/** Every figure of a report; each opens the items that it was computed from. */
export function AgreementReport({ shown, isStale, chosen, onChoose }: AgreementReportProps) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const self = useAppState((state) => state.library.self.id);
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const { report, keptBack } = shown;
  const names = reportNames(shown, codebook, shownNames(shown.annotators, self, isAnonymous));
  const pair = report?.pairs[chosen] ?? report?.pairs[0];
  const open = (listed: ListedItems): void => {
    workspace.dialogs.closeAnd(() => void workspace.review.list(listed));
  };
  if (!report || !pair) {
    return (
      <>
        <p>
          {keptBack.length > 0
            ? 'Blind: their tags are kept from view until an article is marked done.'
            : 'Comparing needs the tags of two people on the same article. Open a colleague’s file first.'}
        </p>
        <AgreementLeftOut shown={shown} pair={null} names={names} onOpen={open} />
      </>
    );
  }
  const openTarget = ({ owner, indexes, words }: ItemsTarget): void => {
    const of = owner === 'group' ? undefined : report.pairs[owner];
    if (of) {
      const who = `${showHidden(names.annotator(of.a))} and ${showHidden(names.annotator(of.b))}`;
      open(listedItems(of, indexes, report.pairs.length > 1 ? `${words}, ${who}` : words));
    } else if (report.group) {
      const { tags } = report.group;
      open(
        listedTags(
          indexes.flatMap((index) => tags[index] ?? []),
          `${words}, everybody`,
        ),
      );
    }
  };
  const parts: PartProps = { report, shown, names, onOpen: openTarget };
  return (
    <div className="agreement-report" aria-busy={isStale}>
      {report.pairs.length > 1 ? (
        <>
          <Matrix {...parts} />
          <Field label="Between">
            {(id) => (
              <Choice
                id={id}
                value={String(report.pairs.indexOf(pair))}
                options={report.pairs.map(({ a, b }, index) => [
                  String(index),
                  `${asSentence(showHidden(names.annotator(a)))} and ${showHidden(names.annotator(b))}`,
                ])}
                onChange={(index) => {
                  onChoose(Number(index));
                }}
              />
            )}
          </Field>
        </>
      ) : null}
      <Pair {...parts} pair={pair} />
      {report.group ? <Group {...parts} group={report.group} /> : null}
      <AgreementLeftOut shown={shown} pair={pair} names={names} onOpen={open} />
      <details>
        <summary>How to read the measures</summary>
        <ReportElements
          content={[MEASURES_EXPLAINED]}
          links={createReportLinks()}
          onOpen={openTarget}
        />
      </details>
    </div>
  );
}

/** What the ids of a report stand for in the window. */
function reportNames(
  { articles }: ShownAgreement,
  codebook: Codebook,
  people: ReadonlyMap<string, string>,
): ReportNames {
  const categoryOf = (id: string) => codebook.categories.find((category) => category.id === id);
  const attributeOf = (category: string, id: string) =>
    categoryOf(category)?.attributes.find((attribute) => attribute.id === id);
  return {
    annotator: (id) => people.get(id) ?? 'somebody',
    category: (id) => categoryOf(id)?.label ?? id,
    attribute: (category, id) => attributeOf(category, id)?.label ?? id,
    value: (category, attribute, id) =>
      attributeOf(category, attribute)?.values?.find((value) => value.id === id)?.label ?? id,
    article: (id) => articles.find((article) => article.id === id)?.title ?? '',
    tagText: () => null,
  };
}

interface PartProps {
  readonly report: AgreementFigures;
  readonly shown: ShownAgreement;
  readonly names: ReportNames;
  readonly onOpen: (target: ItemsTarget) => void;
}

interface PairProps extends PartProps {
  readonly pair: WindowPair;
}

function Pair(props: PairProps) {
  const { report, shown, pair, names, onOpen } = props;
  const [a, b] = [showHidden(names.annotator(pair.a)), showHidden(names.annotator(pair.b))];
  const owner = report.pairs.indexOf(pair);
  const columns = [...pair.pooled.byCategory, pair.pooled.all].filter(
    ({ counts, category }) => counts.all.length > 0 || category === null,
  );
  const labels = columns.map(({ category }) => categoryLabel(names, category));
  if (pair.pooled.all.counts.all.length === 0) {
    return (
      <p>
        {pair.articles.length === 0
          ? `There is no article that ${a} and ${b} have both read.`
          : `Neither ${a} nor ${b} tagged anything.`}
      </p>
    );
  }
  const requested = requestedRows(columns, shown.request.measures);
  const rowsProps = { heads: labels, owner, onOpen };
  return (
    <>
      <ul className="agreement-words">
        {columns.map((one, place) => (
          <li key={one.category ?? ''}>
            {summarizeCounts(one.counts, { subject: labels[place] ?? '', a, b })}
          </li>
        ))}
      </ul>
      <FigureTable caption={`${asSentence(a)} and ${b}`} heads={labels}>
        <FigureRows
          title="In counts; every number opens its items"
          rows={countRows(columns, a, b)}
          {...rowsProps}
        />
        <FigureRows
          title="Found the same text"
          rows={[...foundRows(columns), ...publishedRows(columns)]}
          {...rowsProps}
        />
        <FigureRows
          title="Gave it the same name and details, where both found it"
          rows={namedRows(columns, (category, attribute) =>
            showHidden(`${names.category(category)}: ${names.attribute(category, attribute)}`),
          )}
          {...rowsProps}
        />
        {requested.length > 0 ? (
          <FigureRows title="On request" rows={requested} {...rowsProps} />
        ) : null}
      </FigureTable>
      <Closely {...props} columns={columns} />
      {pair.articles.length > 1 ? <ByArticle {...props} columns={columns} /> : null}
    </>
  );
}

function categoryLabel(names: ReportNames, category: string | null): string {
  return category === null ? ALL : showHidden(names.category(category));
}

interface ColumnsProps extends PairProps {
  readonly columns: readonly DescribedComparison[];
}

/** One category with everything that there is on it: plots, and values against each other. */
function Closely({ report, pair, names, onOpen, columns }: ColumnsProps) {
  const [category, setCategory] = useState<string | null>(columns[0]?.category ?? null);
  const one = columns.find((column) => column.category === category) ?? columns[0];
  if (!one) return null;
  const links = createReportLinks();
  const about: Child = one.category === null ? ALL : written(names.category(one.category));
  const linking = {
    lists: links,
    scope: { owner: report.pairs.indexOf(pair), key: '', about: [about] },
  };
  const people = [written(names.annotator(pair.a)), written(names.annotator(pair.b))] as const;
  const confusion =
    one.category === null
      ? categoryConfusion(linking, pair.items, report.categories, names, people)
      : null;
  return (
    <section aria-label="In detail">
      <div className="agreement-detail-choice">
        <h3>In detail</h3>
        <Choice
          label="Category in detail"
          value={one.category ?? ''}
          options={columns.map((column) => [
            column.category ?? '',
            categoryLabel(names, column.category),
          ])}
          onChange={(value) => {
            setCategory(value === '' ? null : value);
          }}
        />
      </div>
      <ReportElements
        content={comparisonContent(names, { comparison: one, linking, about }, people, confusion)}
        links={links}
        onOpen={onOpen}
      />
    </section>
  );
}

/** How many items match, article by article and category by category. */
function ByArticle({ report, pair, names, onOpen, columns }: ColumnsProps) {
  const owner = report.pairs.indexOf(pair);
  const labels = columns.map(({ category }) => categoryLabel(names, category));
  const categories = columns.map(({ category }) => category);
  return (
    <FigureTable caption="Matches, article by article" heads={labels}>
      <tbody>
        {matchesByArticle(pair, categories).map(({ article, cells }) => {
          const title = showHidden(names.article(article));
          return (
            <tr key={article}>
              <th scope="row">
                <bdi>{title}</bdi>
              </th>
              {cells.map(({ category, items, words }, place) => (
                <td key={category ?? ''}>
                  {items.length === 0 ? (
                    <span className="hint">nobody tagged any</span>
                  ) : (
                    <ItemsButton
                      shown={words}
                      words={`${labels[place] ?? ''} in “${title}”`}
                      indexes={items}
                      owner={owner}
                      onOpen={onOpen}
                    />
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </FigureTable>
  );
}

/** Every two of three or more people side by side. */
function Matrix({ report, shown, names, onOpen }: PartProps) {
  const [measure, setMeasure] = useState(0);
  const [category, setCategory] = useState<string | null>(null);
  const chosen = MATRIX_MEASURES[measure];
  if (!chosen) return null;
  const links = createReportLinks();
  const about: Child = category === null ? ALL : written(names.category(category));
  const people = shown.annotators.map(({ id }) => ({ id, name: written(names.annotator(id)) }));
  const matrix = pairMatrix(
    chosen.name,
    [about, `: ${chosen.name} of every two people`],
    people,
    report.pairs.map(({ a, b, pooled }, owner) => {
      const one = category === null ? pooled.all : of(pooled.byCategory, category);
      const figure = one && chosen.figureOf(one);
      const linking = { lists: links, scope: { owner, key: '', about: [about] } };
      return { a, b, linked: figure ? { linking, figure } : null };
    }),
  );
  return (
    <>
      <div className="agreement-matrix-choices">
        <Choice
          label="Measure of the matrix"
          value={String(measure)}
          options={MATRIX_MEASURES.map(({ name }, index) => [String(index), name])}
          onChange={(value) => {
            setMeasure(Number(value));
          }}
        />
        <Choice
          label="Category of the matrix"
          value={category ?? ''}
          options={[
            ['', ALL],
            ...report.categories.map((id) => [id, categoryLabel(names, id)] as const),
          ]}
          onChange={(value) => {
            setCategory(value === '' ? null : value);
          }}
        />
      </div>
      <ReportElements content={[matrix]} links={links} onOpen={onOpen} />
    </>
  );
}

function of<C extends { readonly category: string | null }>(
  all: readonly C[],
  category: string,
): C | undefined {
  return all.find((one) => one.category === category);
}

interface GroupProps extends PartProps {
  readonly group: NonNullable<AgreementFigures['group']>;
}

/** Three or more people as one group. */
function Group({ shown, group, names, onOpen }: GroupProps) {
  const { annotators, articles, tags, pooled } = group;
  const columns = [...pooled.byCategory, pooled.all].filter(
    ({ barUAlpha, category }) => barUAlpha.of > 0 || category === null,
  );
  const heads = columns.map(({ category }) => categoryLabel(names, category));
  return (
    <FigureTable caption={`All ${annotators.length} people together`} heads={heads}>
      <FigureRows
        title={`${countOf(tags.length, 'tag')} in ${countOf(articles.length, 'article')} that all have read`}
        rows={groupRows(columns, shown.request.measures)}
        heads={heads}
        owner="group"
        onOpen={onOpen}
      />
    </FigureTable>
  );
}
