import type { AgreementTag } from '#core/agreement/pairing/comparable-tag.ts';
import type { AttributeFigures, LabelFigure } from '#core/agreement/measures/comparison.ts';
import { agreementCsv } from '#core/agreement/report/csv.ts';
import { agreementHtml } from '#core/agreement/report/page/html-page.ts';
import type { PairLinks } from '#core/agreement/report/link-figures.ts';
import type { ReportNames } from '#core/agreement/report/page/html-names.ts';
import {
  computeAgreement,
  type AgreementReport,
  type AgreementRequest,
  type ComparisonSet,
  type DescribedComparison,
} from '#core/agreement/report/report.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import type { AgreementFigures, AgreementFormat } from '#core/contract/agreement.ts';
import { toJsonText, type JsonText } from '#core/guards/transfer.ts';
import type { Result } from '#core/result.ts';
import { byId } from '#core/collections/order.ts';

import { writeTarget, type CannotWrite } from '../files/write-target.ts';

/** What is to be compared; plain data, so that another process can do it. */
export type AgreementJob = AgreementRequest;

/** A report that is to be written, with everything that its ids stand for. */
export interface AgreementFileJob {
  readonly request: AgreementRequest;
  readonly format: AgreementFormat;
  /** Absolute path of the file to be made or replaced. */
  readonly path: string;
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly articles: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
  }[];
  readonly links: readonly PairLinks[];
  readonly codebook: Codebook;
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  /** Name and version of the program. */
  readonly generator: string;
}

/** Version of the JSON form of a report. */
const REPORT_VERSION = 1;

/** Computes a report for the window. */
export function runAgreementJob(job: AgreementJob): JsonText<AgreementFigures> {
  const { pairs, ...report } = computeAgreement(job);
  return toJsonText<AgreementFigures>({
    ...report,
    pairs: pairs.map(({ byArticle: _left, ...pair }) => pair),
  });
}

/** Computes a report and writes it as a file; an old file is replaced only by a whole new one. */
export function writeAgreement(
  job: AgreementFileJob,
): Promise<Result<{ readonly bytes: number }, CannotWrite>> {
  return writeTarget(job.path, Buffer.from(serializeAgreement(job), 'utf8'));
}

/** The file's text. */
function serializeAgreement(job: AgreementFileJob): string {
  const { request, format, annotators, articles, links, codebook, generatedAt, generator } = job;
  const names = namesOf(job);
  switch (format) {
    case 'csv':
      // Rows of a table are read by people: names stand in it, not ids.
      return agreementCsv(withNames(computeAgreement(request), names));
    case 'json': {
      const head = { format: 'framewise-agreement', version: REPORT_VERSION };
      const titles = articles.map(({ id, title }) => ({ id, title }));
      const { id, name, version } = codebook;
      return `${JSON.stringify(
        {
          ...head,
          ...{ generator, generatedAt, codebook: { id, name, version } },
          ...{ annotators, articles: titles, links, report: computeAgreement(request) },
        },
        null,
        2,
      )}\n`;
    }
    case 'html':
      return agreementHtml(computeAgreement(request), {
        names,
        links,
        generatedAt: `${generatedAt.slice(0, 16).replace('T', ' ')} UTC`,
        generator,
        codebook: `${codebook.name} ${codebook.version}`,
        allItems: 'All of them are in the report exported as JSON.',
        allFigures: 'All of them are in the report exported as CSV or JSON.',
      });
  }
}

function namesOf({ annotators, articles, codebook, request }: AgreementFileJob): ReportNames {
  const people = new Map(annotators.map(({ id, name }) => [id, name]));
  const byArticle = byId(articles);
  const categories = byId(codebook.categories);
  const attributeOf = (category: string, id: string) =>
    categories.get(category)?.attributes.find((each) => each.id === id);
  const tags = new Map(
    request.articles.map(({ id, tags: all }): [string, ReadonlyMap<string, AgreementTag>] => [
      id,
      byId(all),
    ]),
  );
  return {
    annotator: (id) => people.get(id) ?? id,
    category: (id) => categories.get(id)?.label ?? id,
    attribute: (category, id) => attributeOf(category, id)?.label ?? id,
    value: (category, attribute, id) =>
      attributeOf(category, attribute)?.values?.find((each) => each.id === id)?.label ?? id,
    article: (id) => byArticle.get(id)?.title ?? id,
    tagText: (article, tag) => {
      const text = byArticle.get(article)?.text;
      const fragments = tags.get(article)?.get(tag)?.fragments;
      if (text === undefined || !fragments) return null;
      return fragments.map(({ start, end }) => text.slice(start, end)).join(' … ');
    },
  };
}

/** The report with names in the place of ids, for a table that people read. */
function withNames(report: AgreementReport, names: ReportNames): AgreementReport {
  const named = <C extends Named>(one: C): C => ({
    ...one,
    category: one.category === null ? null : names.category(one.category),
    labels: one.labels.map((label) => ({
      ...label,
      categories: label.categories.map(names.category),
    })),
  });
  const categoryName = (id: string | null): string | null => id && names.category(id);
  const valueName = ({ category, attribute }: AttributeFigures, id: string | null): string | null =>
    id && names.value(category, attribute, id);
  const pairwise = (set: ComparisonSet<DescribedComparison>): ComparisonSet<DescribedComparison> =>
    mapSet(set, (one) => ({
      ...named(one),
      attributes: one.attributes.map((figures) => ({
        ...figures,
        category: names.category(figures.category),
        attribute: names.attribute(figures.category, figures.attribute),
        confusion: figures.confusion.map((cell) => ({
          ...cell,
          a: valueName(figures, cell.a),
          b: valueName(figures, cell.b),
        })),
      })),
    }));
  return {
    ...report,
    articles: report.articles.map((one) => ({ ...one, article: names.article(one.article) })),
    pairs: report.pairs.map((pair) => ({
      ...pair,
      a: names.annotator(pair.a),
      b: names.annotator(pair.b),
      leftOutArticles: pair.leftOutArticles.map(names.article),
      items: pair.items.map((item) => ({
        ...item,
        categoryA: categoryName(item.categoryA),
        categoryB: categoryName(item.categoryB),
      })),
      pooled: pairwise(pair.pooled),
      byArticle: pair.byArticle.map((one) => ({
        ...pairwise(one),
        article: names.article(one.article),
      })),
    })),
    group: report.group && {
      ...report.group,
      annotators: report.group.annotators.map(names.annotator),
      leftOutArticles: report.group.leftOutArticles.map(names.article),
      pooled: mapSet(report.group.pooled, named),
    },
  };
}

interface Named {
  readonly category: string | null;
  readonly labels: readonly LabelFigure[];
}

function mapSet<C>({ byCategory, all }: ComparisonSet<C>, change: (one: C) => C): ComparisonSet<C> {
  return { byCategory: byCategory.map(change), all: change(all) };
}
