// Formats with one article to a line of JSON. What they share is how labelled spans are written; each
// format has its own file.
import { CodePointMap } from '../../../text/code-points.ts';
import { ok, type Result } from '../../../result.ts';
import type {
  CodecError,
  CodecTools,
  InputFile,
  OutputFile,
  Written,
} from '../../content/codec.ts';
import { categoryNames, codebookWords, setsByArticle } from '../../content/content-lookup.ts';
import { countLosses } from '../../content/count-losses.ts';
import {
  readRecords,
  writeJsonLines,
  type AsRecord,
  type JsonRecord,
} from '../../containers/json-records.ts';
import {
  countLinkLosses,
  LINK_NAMES,
  tagLinksByArticle,
  type TagLink,
} from '../../content/tag-links.ts';
import type { Family } from '../../../event/records.ts';
import type { Annotation } from '../../../tags/tag.ts';
import { labelledSpans, type LabelledSpan } from './labelled-spans.ts';
import { LossCounter } from '../../content/losses.ts';
import { CONTENT_LIMITS, type ExchangeContent } from '../../content/content.ts';
import { isRecord, moreThan } from '../../content/read-file.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseContent,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';

/** A labelled stretch as lines of JSON have it; in code points, half-open. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** Two stretches of one line that belong together, by their indexes. */
export interface LineRelation {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

type ToRelated = (
  text: string,
  spans: readonly LineSpan[],
  relations: readonly LineRelation[],
) => object;

/** One line for each article, of which a tag is a stretch with a label and nothing else. */
export function writeLabelledLines(
  content: ExchangeContent,
  toLine: (text: string, spans: readonly LineSpan[]) => object,
  /** The form of every line where tags of one article belong together, in formats that have one. */
  toRelated: ToRelated | null = null,
): Written {
  const links = toRelated ? tagLinksByArticle(content) : null;
  const linked = new Set<Family>();
  const losses = countLosses(content, [
    'attributes',
    'attribute-spans',
    'parked-attributes',
    'notes',
    'confidence',
    'authors',
    'times',
    'ids',
    'empty-sets',
    'titles',
    'article-details',
    'article-marks',
    'versions',
    'sources',
    'receipts',
    'boilerplate',
    'events',
    'decisions',
    'comments',
    'adjudicated',
    'link-words',
    'aliases',
    'codebook',
  ]);
  const sets = setsByArticle(content);
  const names = categoryNames(content.codebook);
  const parts = content.articles.map(({ id, text }) => {
    const map = new CodePointMap(text);
    const tags = (sets.get(id) ?? []).flatMap(({ annotations }) => annotations);
    const labelled = labelledSpans(tags, names, losses);
    const spans = labelled.map(({ start, end, name }) => ({
      start: map.toCodePoint(start),
      end: map.toCodePoint(end),
      label: name,
    }));
    return { text, spans, relations: relationsIn(labelled, links?.get(id) ?? [], linked) };
  });
  countLinkLosses(content, linked, losses);
  const toAny = toRelated && linked.size > 0 ? toRelated : toLine;
  const codebook = codebookWords(content.codebook);
  const lines = parts.map(({ text, spans, relations }) => ({
    ...toAny(text, spans, relations),
    codebook,
  }));
  return { files: lineFiles(lines), losses: losses.list() };
}

/** The tags of one article that belong together, each with the next; notes the families that have some. */
function relationsIn(
  spans: readonly LabelledSpan[],
  links: readonly TagLink[],
  linked: Set<Family>,
): LineRelation[] {
  if (links.length === 0) return [];
  const indexOf = new Map<Annotation, number>();
  for (const [index, { annotation }] of spans.entries()) {
    if (!indexOf.has(annotation)) indexOf.set(annotation, index);
  }
  return links.flatMap(({ family, members }) => {
    const here = members.flatMap(({ tag }) => indexOf.get(tag) ?? []);
    if (here.length > 1) linked.add(family);
    const name = LINK_NAMES[family.kind];
    return here.slice(1).map((to, at) => ({ from: here[at] ?? 0, to, name }));
  });
}

/** The one file of a format with a line for each text; none where there is no text. */
export function lineFiles(lines: readonly object[]): OutputFile[] {
  return lines.length > 0 ? [{ path: 'annotations.jsonl', content: writeJsonLines(lines) }] : [];
}

/** A text with its tags, or why it is none. */
export type ReadText = LooseArticle | ReadRefusal;

/** Reads files with one text in each record as a rule: a line, or an entry of a list. */
export function readLabelledLines(
  files: readonly InputFile[],
  tools: CodecTools,
  readRecord: (record: JsonRecord, ignored: LossCounter) => ReadText | readonly ReadText[],
  asRecord?: AsRecord,
): Result<LooseContent, CodecError> {
  const ignored = new LossCounter();
  const articles: LooseArticle[] = [];
  const refused: ReadRefusal[] = [];
  let tags = 0;
  const take = (record: JsonRecord): CodecError | null => {
    for (const found of [readRecord(record, ignored)].flat()) {
      if ('reason' in found) refused.push(found);
      else if (found.text === '') {
        const { place, tags: left } = found;
        refused.push({ place, reason: 'Its text is missing or empty.', tags: left.length });
      } else {
        articles.push(isAsWritten(record) ? { ...found, isAligned: true } : found);
        tags += found.tags.length;
      }
    }
    // More would be held in memory for nothing.
    return tags > CONTENT_LIMITS.annotations
      ? moreThan(record.place, CONTENT_LIMITS.annotations, 'tags')
      : null;
  };
  const read = readRecords(files, tools, take, asRecord);
  if (!read.ok) return read;
  refused.unshift(...read.value);
  return ok({ ...NOTHING_READ, articles, refused, ignored: ignored.list() });
}

/** What other programs add to each line that they are given. */
const ADDED = ['id', '_task_hash'];

/** Whether a line is as this program wrote it, and was in no other since. */
function isAsWritten({ value }: JsonRecord): boolean {
  const isOurs = [value, value['meta']].some(
    (each) => isRecord(each) && typeof each['codebook'] === 'string',
  );
  return isOurs && ADDED.every((name) => value[name] === undefined);
}

/** A text as a line has it. */
export function lineArticle(
  place: string,
  text: unknown,
  tags: readonly LooseTag[],
  more: Partial<LooseArticle> = {},
): LooseArticle {
  return {
    place,
    text: typeof text === 'string' ? text : '',
    sha256: null,
    details: {},
    unit: 'code-points',
    boilerplate: [],
    tags,
    ...more,
  };
}
