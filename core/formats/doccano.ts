import { CodePointMap } from '../code-points.ts';
import { ok } from '../result.ts';
import {
  isRecord,
  NOTHING_READ,
  type Codec,
  type ExchangeContent,
  type LooseArticle,
  type LooseTag,
} from './codec.ts';
import { countLosses } from './count-losses.ts';
import { firstObject, readJsonLines, writeJsonLines, type JsonLine } from './jsonl.ts';
import { LossCounter } from './losses.ts';

/**
 * doccano's lines of JSON for sequence labelling, as its export and import of *JSONL* have them:
 * `{"text": …, "label": [[start, end, label], …]}`, offsets in code points; its older and newer
 * forms `labels` and `entities` (with `relations`) are read as well.
 */
export const DOCCANO: Codec = {
  name: 'doccano',
  title: 'doccano (JSON lines)',
  extension: 'jsonl',
  output: 'file',
  unit: 'code points',
  text: 'always',
  write: (content) => {
    const losses = countLosses(content, [
      'attributes',
      'attribute-spans',
      'parked-attributes',
      'notes',
      'confidence',
      'authors',
      'times',
      'ids',
      'article-details',
      'boilerplate',
      'events',
      'decisions',
      'comments',
      'adjudicated',
    ]);
    const lines = content.articles.map(({ id, text }) => {
      const map = new CodePointMap(text);
      const label = labelled(content, id, losses).map(({ start, end, name }) => [
        map.toCodePoint(start),
        map.toCodePoint(end),
        name,
      ]);
      return { text, label };
    });
    const path = 'annotations.jsonl';
    return {
      files: lines.length > 0 ? [{ path, content: writeJsonLines(lines) }] : [],
      losses: losses.list(),
    };
  },
  recognise: ([file, ...others]) => {
    const first = file && others.length === 0 ? firstObject(file) : null;
    if (typeof first?.['text'] !== 'string') return 0;
    if ('spans' in first || 'tokens' in first) return 0.1;
    return ['label', 'labels', 'entities'].some((key) => Array.isArray(first[key])) ? 0.9 : 0;
  },
  read: (files, tools) => {
    const read = readJsonLines(files, tools);
    if (!read.ok) return read;
    const ignored = new LossCounter();
    const articles = read.value.lines.map((line) => readLine(line, ignored));
    return ok({
      ...NOTHING_READ,
      articles,
      refused: read.value.refused,
      ignored: ignored.list(),
    });
  },
};

/** A stretch with the name of its category; UTF-16, half-open. */
interface Labelled {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Every fragment of every tag on an article, in document order; what is lost by that is counted. */
export function labelled(
  { sets, codebook }: ExchangeContent,
  articleId: string,
  losses: LossCounter,
): Labelled[] {
  const labels = new Map(codebook.categories.map(({ id, label }) => [id, label]));
  const seen = new Set<string>();
  return sets
    .filter((set) => set.articleId === articleId)
    .flatMap(({ annotations }) => annotations)
    .flatMap(({ fragments, category }) => {
      if (fragments.length > 1) losses.add('fragments');
      const name = labels.get(category) ?? category;
      return fragments.map(({ start, end }) => ({ start, end, name }));
    })
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.name < b.name ? -1 : 1))
    .filter(({ start, end, name }) => {
      const key = `${start} ${end} ${name}`;
      if (seen.has(key)) losses.add('duplicates');
      return !seen.has(key) && seen.add(key);
    });
}

function readLine({ place, value }: JsonLine, ignored: LossCounter): LooseArticle {
  const { text, relations } = value;
  if (Array.isArray(relations)) ignored.add('links', relations.length);
  const list = value['label'] ?? value['labels'] ?? value['entities'];
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return {
    place,
    text: typeof text === 'string' ? text : '',
    sha256: null,
    details: {},
    unit: 'code-points',
    boilerplate: [],
    tags: entries.map((entry, index) => readEntry(entry, `${place}, label ${index + 1}`)),
  };
}

function readEntry(entry: unknown, place: string): LooseTag {
  const [start, end, label] = Array.isArray(entry)
    ? (entry as unknown[])
    : isRecord(entry)
      ? [entry['start_offset'], entry['end_offset'], entry['label']]
      : [];
  return plainTag(place, start, end, label);
}

/** A tag of which a file says nothing but place and label. */
export function plainTag(place: string, start: unknown, end: unknown, label: unknown): LooseTag {
  return {
    place,
    id: null,
    label: typeof label === 'string' ? label : '',
    fragments: [
      {
        start: typeof start === 'number' ? start : Number.NaN,
        end: typeof end === 'number' ? end : Number.NaN,
        exact: null,
      },
    ],
    attributes: {},
    attributeSpans: {},
    note: '',
    confidence: null,
    author: null,
    created: null,
    modified: null,
  };
}
