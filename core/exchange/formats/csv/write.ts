import { addToGroup, compareText, sortedEntries } from '../../../collections/order.ts';
import { isoPublished } from '../../../article/published-date.ts';
import { compareTags, type Annotation } from '../../../tags/tag.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import { numberParagraphs, paragraphIndexAt, splitParagraphs } from '../../../text/paragraphs.ts';
import type { Span } from '../../../text/span.ts';
import {
  compareDecisions,
  referenceKey,
  referenceOf,
  type Decision,
  type TagReference,
} from '../../../review/decision.ts';
import type { WriteOptions, Written } from '../../content/codec.ts';
import {
  codebookWords,
  annotatorNames,
  attributeNames,
  categoryNames,
  setsByArticle,
  type NameAttribute,
} from '../../content/content-lookup.ts';
import { countLosses, hasDetails } from '../../content/count-losses.ts';
import { countLinkLosses, linksOfTags } from '../../content/tag-links.ts';
import { LineWriter } from '../../containers/line-writer.ts';
import type { LossCounter } from '../../content/losses.ts';
import type { ArticleWithText, ExchangeContent } from '../../content/content.ts';
import {
  attributeColumn,
  ATTRIBUTE,
  type Column,
  FIRST_COLUMNS,
  guardCell,
  LAST_COLUMNS,
  type State,
} from './columns.ts';

/** What is in no column. */
const LACKS = [
  'attribute-spans',
  'parked-attributes',
  'empty-sets',
  'untagged',
  'article-marks',
  'versions',
  'article-text',
  'sources',
  'receipts',
  'boilerplate',
  'events',
  'comments',
  'adjudicated',
  'link-words',
  'aliases',
  'codebook',
] as const;

export function writeTable(content: ExchangeContent, options: WriteOptions): Written {
  const { codebook } = content;
  const losses = countLosses(content, LACKS);
  const nameAttribute = attributeNames(codebook);
  const attributes = attributeColumns(content, nameAttribute);
  const names = categoryNames(codebook);
  const people = annotatorNames(content, options);
  const words = lastWords(content, losses);
  const families = familiesOf(content, losses);
  const outcomes = outcomesOf(content);
  const sets = setsByArticle(content);
  const row = new RowForm(attributes);
  const lines = new LineWriter('\r\n');
  lines.add(
    [...Object.values(FIRST_COLUMNS), ...attributes, ...Object.values(LAST_COLUMNS)]
      .map(quoteCell)
      .join(','),
  );
  for (const article of content.articles) {
    const { id, text, details } = article;
    const tags = (sets.get(id) ?? [])
      .flatMap(({ annotator, annotations }) =>
        annotations.map((annotation) => ({ annotator, annotation })),
      )
      .sort((a, b) => compareTags(a.annotation, b.annotation));
    if (tags.length === 0 && hasDetails(details)) losses.add('article-details');
    const place = placesIn(text);
    const ofArticle = row.with(row.empty, articleCells(article, codebookWords(codebook)));
    for (const { annotator, annotation } of tags) {
      const word = words.get(referenceKey({ annotator, id: annotation.id }));
      const ofTag = row.with(
        ofArticle,
        {
          category: names.get(annotation.category) ?? annotation.category,
          ...tagCells(annotation, people),
          quote_family: families.get(referenceKey({ annotator, id: annotation.id })) ?? '',
        },
        reviewCells(word ?? outcomes.get(annotation.id), people),
      );
      row.putValues(ofTag, columnsOf(annotation, nameAttribute));
      for (const [index, fragment] of annotation.fragments.entries()) {
        const part = { exact: fragment.exact, fragment: String(index + 1) };
        lines.add(row.with(ofTag, part, place(fragment)).join(','));
      }
    }
  }
  if (content.articles.length === 0) return { files: [], losses: losses.list() };
  const mark = options.spreadsheet === true ? '\ufeff' : '';
  return {
    files: [{ path: 'annotations.csv', content: mark + lines.toString() }],
    losses: losses.list(),
  };
}

/**
 * Where the cells of a row stand. A row is filled in place, first with what all tags of an article
 * share, each cell as it is written: most cells of a table are the same as in the row above.
 */
class RowForm {
  readonly empty: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: ReadonlyMap<string, number>;

  constructor(attributes: readonly string[]) {
    const first = Object.keys(FIRST_COLUMNS);
    const behind = first.length + attributes.length;
    this.#places = new Map([
      ...first.map((column, at) => [column, at] as const),
      ...Object.keys(LAST_COLUMNS).map((column, at) => [column, behind + at] as const),
    ]);
    this.#values = new Map(attributes.map((column, at) => [column, first.length + at]));
    this.empty = Array<string>(this.#places.size + attributes.length).fill(quoteCell(''));
  }

  /** A copy of a row with these cells in it. */
  with(row: readonly string[], ...parts: readonly Partial<Record<Column, string>>[]): string[] {
    const copy = row.slice();
    for (const part of parts) {
      for (const [column, cell] of Object.entries(part))
        this.#put(copy, this.#places, column, cell);
    }
    return copy;
  }

  /** Puts the values of attributes into a row, by their columns. */
  putValues(row: string[], values: ReadonlyMap<string, string>): void {
    for (const [column, value] of values) this.#put(row, this.#values, column, value);
  }

  #put(row: string[], places: ReadonlyMap<string, number>, column: string, cell: string): void {
    const place = places.get(column);
    if (place !== undefined && cell !== '') row[place] = quoteCell(guardCell(cell));
  }
}

/** Where a stretch of a text is, in every way in which a row says it. */
function placesIn(
  text: string,
): (
  span: Span,
) => Record<
  'paragraph' | 'start_utf16' | 'end_utf16' | 'start_codepoints' | 'end_codepoints',
  string
> {
  const map = new CodePointMap(text);
  const paragraphs = splitParagraphs(text);
  const numbers = numberParagraphs(text, paragraphs);
  return ({ start, end }) => ({
    paragraph: String(numbers[paragraphIndexAt(paragraphs, start)] ?? 1),
    start_utf16: String(start),
    end_utf16: String(end),
    start_codepoints: String(map.toCodePoint(start)),
    end_codepoints: String(map.toCodePoint(end)),
  });
}

function articleCells({ id, details }: ArticleWithText, codebook: string) {
  const { title, outlet, author, url, published } = details;
  return {
    title,
    outlet: outlet ?? '',
    author: author ?? '',
    url: url ?? '',
    published: published ?? '',
    date: isoPublished(published) ?? '',
    codebook,
    sha256: id,
  };
}

function tagCells(annotation: Annotation, people: ReadonlyMap<string, string>) {
  return {
    note: annotation.note,
    confidence: annotation.confidence ?? '',
    annotator: people.get(annotation.creator) ?? '',
    annotator_id: annotation.creator,
    created: annotation.created,
    modified: annotation.modified,
    fragments: String(annotation.fragments.length),
    tag_id: annotation.id,
  };
}

/** The ids of the families of each tag, by the tag's key; what of families is on no row is counted. */
function familiesOf(content: ExchangeContent, losses: LossCounter): ReadonlyMap<string, string> {
  const links = linksOfTags(content);
  countLinkLosses(content, new Set(links.map(({ family }) => family)), losses);
  const ids = new Map<string, string[]>();
  for (const { family, members } of links) {
    for (const { annotator, tag } of members) {
      addToGroup(ids, referenceKey({ annotator, id: tag.id }), family.id);
    }
  }
  return new Map(Array.from(ids, ([key, list]) => [key, list.join(' ')]));
}

/**
 * A cell in quotation marks. Written here: as no cell goes without, there is nothing to decide, and
 * a library that puts a whole table together takes five times as long.
 */
function quoteCell(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/**
 * The columns of all attributes: those of the codebook in its order, then others that tags have. A
 * tag has the attributes of one category, so that those of one label share a column.
 */
function attributeColumns(
  { codebook, sets }: ExchangeContent,
  nameAttribute: NameAttribute,
): string[] {
  const columns = new Set<string>();
  for (const { id: category, attributes } of codebook.categories) {
    for (const { id } of attributes) {
      columns.add(attributeColumn(nameAttribute(category, id, '').name, id));
    }
  }
  const others = new Set<string>();
  for (const { annotations } of sets) {
    for (const tag of annotations) {
      for (const column of columnsOf(tag, nameAttribute).keys()) {
        if (!columns.has(column)) others.add(column);
      }
    }
  }
  return [...columns, ...[...others].sort(compareText)];
}

/** The columns of a tag's values; where two attributes have one name, both have their ids. */
function columnsOf(
  { category, attributes }: Annotation,
  nameAttribute: NameAttribute,
): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  for (const [id, written] of sortedEntries(attributes)) {
    if (written === '') continue;
    const { name, value } = nameAttribute(category, id, written);
    const column = attributeColumn(name, id);
    columns.set(columns.has(column) ? ATTRIBUTE + id : column, value);
  }
  return columns;
}

/** The last decision about each tag, by the tag's key; what of decisions is on no row is counted. */
function lastWords(
  { reviews, sets }: ExchangeContent,
  losses: LossCounter,
): ReadonlyMap<string, Reviewed> {
  const decisions = reviews.flatMap((review) => review.decisions).sort(compareDecisions);
  if (decisions.length === 0) return new Map();
  const tags = new Set(
    sets.flatMap(({ annotator, annotations }) =>
      annotations.map(({ id }) => referenceKey({ annotator, id })),
    ),
  );
  const words = new Map<string, Word>();
  for (const decision of decisions) {
    for (const reference of decision.about.map(referenceOf)) {
      const key = referenceKey(reference);
      if (tags.has(key)) words.set(key, { decision, reference });
    }
  }
  const rows = new Map<Decision, number>();
  for (const { decision } of words.values()) rows.set(decision, (rows.get(decision) ?? 0) + 1);
  for (const decision of decisions) {
    const { about, note, edited, rule, confidence, guidelineUnclear } = decision;
    const isPart = [edited, rule, confidence].some((each) => each !== null) || guidelineUnclear;
    if (!rows.has(decision)) losses.add('decisions');
    else if (rows.get(decision) !== about.length || note !== '' || isPart) {
      losses.add('decision-details');
    }
  }
  return new Map(Array.from(words, ([key, word]) => [key, toReviewed(word)]));
}

interface Word {
  readonly decision: Decision;
  readonly reference: TagReference;
}

function stateOf({ decision: { verdict, kept }, reference }: Word): State {
  if (verdict === 'edit') return 'changed';
  if (verdict === 'defer') return 'deferred';
  const key = referenceKey(reference);
  return kept.some((each) => referenceKey(each) === key) ? 'accepted' : 'rejected';
}

/** What a row says of the review. */
interface Reviewed {
  readonly state: State;
  readonly reviewer: string;
  readonly decided: string;
  readonly reason: string;
  readonly decision: string;
}

function toReviewed(word: Word): Reviewed {
  const { id, reviewer, reason, decided } = word.decision;
  return { state: stateOf(word), reviewer, decided, reason: reason ?? '', decision: id };
}

/** By the ids of the tags that a review came to: by which decision each is there. */
function outcomesOf({ reviews }: ExchangeContent): ReadonlyMap<string, Reviewed> {
  return new Map(
    reviews.flatMap(({ decisions, adjudicated }) => {
      const reasons = new Map(decisions.map(({ id, reason }) => [id, reason ?? '']));
      return (adjudicated?.tags ?? []).map(({ annotation, provenance }) => {
        const { decision, verdict, reviewer, decided } = provenance;
        const state = verdict === 'edit' ? ('changed' as const) : ('accepted' as const);
        const reason = reasons.get(decision) ?? '';
        return [annotation.id, { state, reviewer, decided, reason, decision }] as const;
      });
    }),
  );
}

function reviewCells(
  word: Reviewed | undefined,
  people: ReadonlyMap<string, string>,
): Record<
  'review_state' | 'reviewer' | 'reviewer_id' | 'reviewed' | 'reason' | 'decision_id',
  string
> {
  return {
    review_state: word?.state ?? '',
    reviewer: word ? (people.get(word.reviewer) ?? '') : '',
    reviewer_id: word?.reviewer ?? '',
    reviewed: word?.decided ?? '',
    reason: word?.reason ?? '',
    decision_id: word?.decision ?? '',
  };
}
