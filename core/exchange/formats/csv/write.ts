import { compareText } from '../../../collections/order.ts';
import { compareTags } from '../../../tags/tag.ts';
import { CodePointMap } from '../../../text/code-points.ts';
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
} from '../../content/content-lookup.ts';
import { countLosses, hasDetails } from '../../content/count-losses.ts';
import { LineWriter } from '../../containers/line-writer.ts';
import type { LossCounter } from '../../content/losses.ts';
import type { ExchangeContent } from '../../content/content.ts';
import type { ARTICLE_COLUMNS, PART_COLUMNS, TAG_COLUMNS, REVIEW_COLUMNS } from './columns.ts';
import {
  type Cells,
  FIRST_COLUMNS,
  LAST_COLUMNS,
  ATTRIBUTE,
  guardCell,
  type State,
} from './columns.ts';

/** What is in no column. */
const LACKS = [
  'attribute-spans',
  'parked-attributes',
  'empty-sets',
  'untagged',
  'article-marks',
  'article-text',
  'sources',
  'boilerplate',
  'events',
  'comments',
  'adjudicated',
  'codebook',
] as const;

export function writeTable(content: ExchangeContent, options: WriteOptions): Written {
  const { codebook } = content;
  const losses = countLosses(content, LACKS);
  const attributes = attributeColumns(content);
  const names = categoryNames(codebook);
  const nameAttribute = attributeNames(codebook);
  const people = annotatorNames(content, options);
  const words = lastWords(content, losses);
  const sets = setsByArticle(content);
  const columns = [...FIRST_COLUMNS, ...attributes.map((id) => ATTRIBUTE + id), ...LAST_COLUMNS];
  const lines = new LineWriter('\r\n');
  lines.add(quoteCells(columns));
  for (const { id, text, details } of content.articles) {
    const tags = (sets.get(id) ?? [])
      .flatMap(({ annotator, annotations }) =>
        annotations.map((annotation) => ({ annotator, annotation })),
      )
      .sort((a, b) => compareTags(a.annotation, b.annotation));
    if (tags.length === 0 && hasDetails(details)) losses.add('article-details');
    const map = new CodePointMap(text);
    const ofArticle: Cells<typeof ARTICLE_COLUMNS> = [
      id,
      id,
      details.title,
      details.outlet ?? '',
      details.author ?? '',
      details.url ?? '',
      details.published ?? '',
      codebookWords(codebook),
    ];
    const article = quoteCells(ofArticle.map(guardCell));
    for (const { annotator, annotation } of tags) {
      const { id: tag, fragments, category } = annotation;
      const values = attributes.map((attribute) => {
        const value = annotation.attributes[attribute] ?? '';
        return value === '' ? '' : nameAttribute(category, attribute, value).value;
      });
      const ofTag: Cells<typeof TAG_COLUMNS> = [
        annotation.note,
        annotation.confidence ?? '',
        annotation.creator,
        people.get(annotation.creator) ?? '',
        annotation.created,
        annotation.modified,
      ];
      const word = words.size === 0 ? undefined : words.get(referenceKey({ annotator, id: tag }));
      const rest = quoteCells(
        [...values, ...ofTag, ...reviewCells(word, people), ''].map(guardCell),
      );
      for (const [index, fragment] of fragments.entries()) {
        const ofPart: Cells<typeof PART_COLUMNS> = [
          tag,
          guardCell(names.get(category) ?? category),
          String(index + 1),
          String(fragments.length),
          String(fragment.start),
          String(fragment.end),
          String(map.toCodePoint(fragment.start)),
          String(map.toCodePoint(fragment.end)),
          guardCell(fragment.exact),
        ];
        lines.add(`${article},${quoteCells(ofPart)},${rest}`);
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
 * Cells side by side, each in quotation marks. Written here: as no cell goes without, there is
 * nothing to decide, and a library that puts a whole table together takes five times as long.
 */
function quoteCells(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** Ids of all attributes: the codebook's in its order, then others that tags have. */
function attributeColumns({ codebook, sets }: ExchangeContent): string[] {
  const known = codebook.categories.flatMap(({ attributes }) => attributes.map(({ id }) => id));
  const used = sets.flatMap(({ annotations }) =>
    annotations.flatMap(({ attributes }) => Object.keys(attributes)),
  );
  return [...new Set([...known, ...[...new Set(used)].sort(compareText)])];
}

/** The last decision about each tag, by the tag's key; what of decisions is on no row is counted. */
function lastWords({ reviews, sets }: ExchangeContent, losses: LossCounter): Map<string, Word> {
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
  return words;
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

function reviewCells(
  word: Word | undefined,
  people: ReadonlyMap<string, string>,
): Cells<typeof REVIEW_COLUMNS> {
  if (!word) return ['', '', '', '', '', ''];
  const { id, reviewer, reason, decided } = word.decision;
  return [stateOf(word), reviewer, people.get(reviewer) ?? '', decided, reason ?? '', id];
}
