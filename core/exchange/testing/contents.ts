import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import fc from 'fast-check';

import type { Annotation } from '../../tags/tag.ts';
import { emptyDetails } from '../../article/article.ts';
import { Codebook, type Category } from '../../codebook/codebook.ts';
import { snapToGraphemes } from '../../text/graphemes.ts';
import { describeSpan } from '../../text/selector.ts';
import { compareSpans, spansOverlap, type Span } from '../../text/span.ts';
import { makeCodecTools } from '../content/codec-tools.ts';
import type { ArticleWithText, ExchangeContent } from '../content/content.ts';

/** What codecs get from outside, made with Node. */
export const TOOLS = makeCodecTools(hash, TextDecoder, TextEncoder);

const read = (name: string): string =>
  readFileSync(new URL(`../../../seeds/${name}`, import.meta.url), 'utf8');

const looks = { line: 'solid', color: { light: '#0072b2', dark: '#56b4e9' } } as const;

/** A codebook with every kind of attribute, and names that some formats cannot write. */
export const CODEBOOK = Codebook.parse({
  id: 'test',
  version: '1.2.0',
  name: 'Quotes & “claims”',
  categories: [
    {
      id: 'quote',
      label: 'Quote',
      letter: 'Q',
      ...looks,
      attributes: [
        {
          id: 'quoteType',
          label: 'Type of quote',
          type: 'enum',
          required: true,
          default: 'direct',
          values: [
            { id: 'direct', label: 'Direct' },
            { id: 'not_direct', label: 'Not direct, | “indirect”' },
          ],
        },
        { id: 'speaker', label: 'Speaker', type: 'entity', required: false },
        { id: 'cue', label: 'Cue', type: 'text', required: false },
      ],
    },
    {
      id: 'claim',
      label: 'Claim (checkable)',
      letter: 'C',
      ...looks,
      attributes: [{ id: 'verdictNote', label: 'Verdict note', type: 'text', required: false }],
    },
    { id: 'other-frame', label: 'Фрейм', letter: 'F', ...looks, attributes: [] },
  ],
  relations: [],
});

/** Sample 001: it has five characters outside the basic plane. */
export const SEED_001 = read('001_c577037625e26c98.txt');

export const ANNA = { id: '11111111-1111-4111-8111-111111111111', name: 'Anna Berg' };
export const BORIS = { id: '22222222-2222-4222-8222-222222222222', name: 'Борис “B”, Ltd.' };

/** An article with nothing but its text and title. */
export function makeArticle(
  text: string,
  details: Partial<ArticleWithText['details']> = {},
): ArticleWithText {
  return {
    id: TOOLS.sha256(text),
    text,
    sources: [],
    boilerplate: [],
    details: { ...emptyDetails('A title'), ...details },
  };
}

/** A tag with nothing but its places and category. */
export function makeTag(
  text: string,
  n: number,
  spans: readonly Span[],
  more: Partial<Annotation> = {},
): Annotation {
  return {
    id: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    fragments: spans.map((span) => describeSpan(text, span)),
    category: 'quote',
    attributes: {},
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
    creator: ANNA.id,
    created: '2026-01-02T03:04:05.000Z',
    modified: '2026-01-03T03:04:05.000Z',
    ...more,
  };
}

/** Content of one article and its tags, by whoever made them. */
export function makeContent(
  article: ArticleWithText,
  annotations: readonly Annotation[],
  more: Partial<ExchangeContent> = {},
): ExchangeContent {
  const creators = [...new Set(annotations.map(({ creator }) => creator))].sort();
  return {
    returnFor: null,
    from: null,
    codebook: CODEBOOK,
    annotators: [ANNA, BORIS].filter(({ id }) => creators.includes(id)),
    events: [],
    articles: [article],
    sets: creators.map((annotator) => ({
      annotator,
      articleId: article.id,
      annotations: annotations.filter(({ creator }) => creator === annotator),
    })),
    reviews: [],
    links: [],
    aliases: [],
    ...more,
  };
}

/** Everything that has broken an exporter somewhere: each of them stands in a text or a value. */
const AWKWARD = [
  'The minister said ',
  '“We cannot agree,” ',
  '😀',
  '👩‍👩‍👧',
  '🇺🇦',
  'é',
  'e\u0301',
  'नि',
  'שלום ',
  'العربية ',
  '\u202eevil\u202c',
  '\n',
  '\r\n',
  '\n\n',
  '\t',
  ' ',
  '  ',
  '|',
  '\\',
  '"',
  "'",
  '<b>&amp;</b>',
  ';',
  ',',
  '[1]',
  '_',
  '*',
  '->',
  '=SUM(A1)',
  '+1',
  '-1',
  '@x',
  '＝1',
  '#',
  '//',
  '\u00a0',
  '\u2028',
  '\u200b',
  '漢字',
  '.',
  'a',
] as const;

const awkward = (min: number, max: number) =>
  fc
    .array(fc.constantFrom(...AWKWARD), { minLength: min, maxLength: max })
    .map((parts) => parts.join(''));

const text = awkward(3, 40).map((body) => `Headline. ${body} End.`);

const value = awkward(1, 6).filter((each) => each.trim() !== '');

/** A tag on `on`; fragments do not overlap. */
const tagOn = (on: string) =>
  fc
    .record({
      ends: fc.array(fc.nat(on.length), { minLength: 2, maxLength: 6 }),
      category: fc.constantFrom<Category>(...CODEBOOK.categories),
      seed: fc.nat(0xffffff),
      byBoris: fc.boolean(),
      note: fc.oneof(fc.constant(''), value),
      confidence: fc.constantFrom(null, 'low' as const, 'high' as const),
      free: value,
      choice: fc.nat(100),
      withSpan: fc.boolean(),
    })
    .map(({ ends, category, seed, byBoris, note, confidence, free, choice, withSpan }) => {
      const spans: Span[] = [];
      for (let index = 0; index + 1 < ends.length; index += 2) {
        const [a = 0, b = 0] = [ends[index], ends[index + 1]];
        if (a === b) continue;
        const span = snapToGraphemes(on, { start: Math.min(a, b), end: Math.max(a, b) });
        if (!spans.some((other) => spansOverlap(other, span))) spans.push(span);
      }
      if (spans.length === 0) spans.push({ start: 0, end: 8 });
      const attributes: Record<string, string> = {};
      const attributeSpans: Record<string, Span> = {};
      for (const { id, type, values = [] } of category.attributes) {
        if (type === 'enum') attributes[id] = values[choice % values.length]?.id ?? '';
        else if (choice % 3 !== 0) attributes[id] = free;
        if (type === 'entity' && withSpan) attributeSpans[id] = { start: 0, end: 8 };
      }
      return makeTag(on, seed, spans.sort(compareSpans), {
        category: category.id,
        attributes,
        attributeSpans: Object.fromEntries(
          Object.entries(attributeSpans).map(([id, span]) => [id, describeSpan(on, span)]),
        ),
        note,
        confidence,
        creator: (byBoris ? BORIS : ANNA).id,
      });
    });

/** Content as the application exports it: several articles, two annotators, everything that breaks. */
export const anyContent: fc.Arbitrary<ExchangeContent> = fc
  .uniqueArray(text, { minLength: 1, maxLength: 3 })
  .chain((texts) =>
    fc.tuple(
      ...texts.map((each) =>
        fc
          .uniqueArray(tagOn(each), { maxLength: 8, selector: ({ id }) => id })
          .map((tags) => ({ each, tags })),
      ),
    ),
  )
  .map((articles) => {
    let n = 0;
    const contents = articles.map(({ each, tags }) =>
      makeContent(
        makeArticle(each),
        // Ids are unique in a file, whatever article they are on.
        tags.map((tag) => ({ ...tag, id: makeTag(each, (n += 1), [{ start: 0, end: 1 }]).id })),
      ),
    );
    const people = new Map(contents.flatMap(({ annotators }) => annotators.map((a) => [a.id, a])));
    return {
      returnFor: null,
      from: null,
      codebook: CODEBOOK,
      annotators: [...people.values()],
      events: [],
      articles: contents.flatMap((content) => content.articles),
      sets: contents.flatMap((content) => content.sets),
      reviews: [],
      links: [],
      aliases: [],
    };
  });
