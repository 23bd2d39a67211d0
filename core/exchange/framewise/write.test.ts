import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import type { Annotation } from '../../tags/tag.ts';
import type { ArticleDetails } from '../../article/article.ts';
import { Codebook } from '../../codebook/codebook.ts';
import { snapToGraphemes } from '../../text/graphemes.ts';
import { describeSpan } from '../../text/selector.ts';
import { checkText } from '../../text/encoding/decode.ts';
import type { Span } from '../../text/span.ts';
import { makeCodecTools } from '../content/codec-tools.ts';
import { normalizeFramewise, sampleFramewise, serializeFramewise } from './write.ts';
import { adjudicate } from '../../review/adjudication.ts';
import { compareReferences, referenceOf, type Decision } from '../../review/decision.ts';
import { framewiseJsonSchema } from './schema.ts';
import { readFramewise, type SoundFile } from './read.ts';
import { placeContent } from '../placing/place.ts';
import { toLooseContent } from './codec.ts';
import type {
  ArticleWithText,
  ContentOf,
  ExchangeReview,
  ExchangeSet,
} from '../content/content.ts';
import type { ReadTools } from '../content/codec.ts';

const tools: ReadTools = makeCodecTools(hash, TextDecoder, TextEncoder);
const read = (name: string): string =>
  readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const codebook = Codebook.parse(JSON.parse(read('seeds/codebook.json')));
const seed001 = read('seeds/001_c577037625e26c98.txt');
const ANNA = '11111111-1111-4111-8111-111111111111';
const BORIS = '22222222-2222-4222-8222-222222222222';
const EVENT = '33333333-3333-4333-8333-333333333333';

const plainDetails: ArticleDetails = {
  title: 'A title',
  outlet: null,
  author: null,
  url: null,
  published: '2025-08-20',
  event: null,
  done: false,
  flagged: false,
};

function article(text: string, details: Partial<ArticleDetails> = {}): ArticleWithText {
  return {
    id: tools.sha256(text),
    details: { ...plainDetails, ...details },
    sources: [{ name: 'a.txt', encoding: 'utf-8', bom: false, bytesSha256: tools.sha256(text) }],
    boilerplate: [],
    text,
  };
}

function tag(
  text: string,
  id: number,
  spans: readonly Span[],
  more: Partial<Annotation> = {},
): Annotation {
  return {
    id: `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`,
    fragments: spans.map((span) => describeSpan(text, span)),
    category: 'quote',
    attributes: {},
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
    creator: ANNA,
    created: '2026-01-02T03:04:05.000Z',
    modified: '2026-01-02T03:04:05.000Z',
    ...more,
  };
}

const options = {
  includeText: true,
  hideNames: false,
  exportedAt: '2026-01-02T03:04:05.000Z',
  generator: 'Framewise 0.1.0',
};

function reread(json: string): SoundFile {
  const parsed = readFramewise(new TextEncoder().encode(json), tools);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(parsed.value.refused).toEqual([]);
  return parsed.value;
}

function contentOf(parsed: SoundFile): ContentOf {
  if (!parsed.codebook) throw new Error('no codebook');
  const { returnFor, from, annotators, events, articles } = parsed;
  const reviews = parsed.reviews.map(({ articleId, decisions, comments, adjudicated }) => ({
    articleId,
    decisions: decisions.map(({ value }) => value),
    comments,
    adjudicated: adjudicated?.value ?? null,
  }));
  const sets = parsed.sets.map(({ annotator, articleId, records }) => ({
    annotator,
    articleId,
    annotations: records.map((record) => record.annotation),
  }));
  return {
    returnFor,
    from,
    codebook: parsed.codebook,
    annotators,
    events,
    articles,
    sets,
    reviews,
    links: parsed.links.map(({ places: _, ...links }) => links),
    aliases: parsed.aliases,
  };
}

const GOLDEN = [
  { words: '“Road to Nowhere”', codePoints: [55, 72], utf16: [55, 72] },
  { words: '“cannot agree”', codePoints: [644, 658], utf16: [644, 658] },
  { words: '🌐', codePoints: [1063, 1064], utf16: [1063, 1065] },
  { words: 'Admiral Giuseppe Cavo Dragone', codePoints: [1132, 1161], utf16: [1133, 1162] },
  { words: '“just, credible and durable peace.”', codePoints: [1218, 1253], utf16: [1219, 1254] },
  { words: 'veto power', codePoints: [2583, 2593], utf16: [2587, 2597] },
  { words: 'Latest Videos', codePoints: [2943, 2956], utf16: [2948, 2961] },
] as const;

describe('serializeFramewise', () => {
  it('gives the golden positions of article 001 in both units', () => {
    const content = {
      codebook,
      annotators: [{ id: ANNA, name: 'Anna' }],
      returnFor: null,
      from: null,
      reviews: [],
      links: [],
      aliases: [],
      events: [],
      articles: [article(seed001)],
      sets: [
        {
          annotator: ANNA,
          articleId: tools.sha256(seed001),
          annotations: GOLDEN.map(({ utf16: [start, end] }, index) =>
            tag(seed001, index, [{ start, end }]),
          ),
        },
      ],
    };
    const file = JSON.parse(serializeFramewise(content, options));
    expect(file.articles[0].length).toEqual({ utf16: 2961, codePoints: 2956 });
    const points = [...seed001];
    expect(
      file.annotationSets[0].annotations.map(
        (each: {
          target: { fragments: Record<string, { start: number; end: number } & string>[] };
        }) => {
          const [fragment] = each.target.fragments;
          const { utf16, codePoints, exact } = fragment ?? {};
          if (!utf16 || !codePoints) throw new Error('no position');
          expect(seed001.slice(utf16.start, utf16.end)).toBe(exact);
          expect(points.slice(codePoints.start, codePoints.end).join('')).toBe(exact);
          return {
            words: exact,
            codePoints: [codePoints.start, codePoints.end],
            utf16: [utf16.start, utf16.end],
          };
        },
      ),
    ).toEqual(GOLDEN);
  });

  it('leaves the text out, keeps hashes and quotes, and hides names', () => {
    const content = {
      codebook,
      annotators: [
        { id: BORIS, name: 'Boris' },
        { id: ANNA, name: 'Anna' },
      ],
      returnFor: null,
      from: null,
      reviews: [],
      links: [],
      aliases: [],
      events: [],
      articles: [article(seed001)],
      sets: [
        {
          annotator: ANNA,
          articleId: tools.sha256(seed001),
          annotations: [tag(seed001, 1, [{ start: 644, end: 658 }])],
        },
      ],
    };
    const json = serializeFramewise(content, { ...options, includeText: false, hideNames: true });
    expect(json).not.toContain('NATO leaders held');
    expect(json).not.toMatch(/Anna|Boris/u);
    const parsed = reread(json);
    expect(parsed.annotators).toEqual([
      { id: ANNA, name: 'annotator 1' },
      { id: BORIS, name: 'annotator 2' },
    ]);
    expect(parsed.articles[0]).toMatchObject({ id: tools.sha256(seed001), text: null });
    const { sets } = placeContent(toLooseContent(parsed), {
      codebook,
      textOf: () => seed001,
      tools,
    });
    expect(sets.map(({ annotations }) => annotations)).toEqual([content.sets[0]?.annotations]);
  });

  it('shows the first tag, or the first article, as a sample', () => {
    const content = {
      codebook,
      annotators: [],
      returnFor: null,
      from: null,
      reviews: [],
      links: [],
      aliases: [],
      events: [],
      articles: [article(seed001)],
      sets: [],
    };
    expect(JSON.parse(sampleFramewise(content, options))).toMatchObject({ title: 'A title' });
    const sets = [
      {
        annotator: ANNA,
        articleId: tools.sha256(seed001),
        annotations: [tag(seed001, 1, [{ start: 644, end: 658 }])],
      },
    ];
    const sample = JSON.parse(sampleFramewise({ ...content, sets }, options));
    expect(sample.target.fragments[0].exact).toBe('“cannot agree”');
  });
});

/** Texts with everything that makes offsets differ, cut into words to put tags on. */
const textArbitrary = fc
  .array(
    fc.constantFrom(
      ...[
        'peace',
        '“no”',
        '🌐',
        '👩‍👩‍👧‍👦',
        '🇺🇦',
        'e\u0301te\u0301',
        'שלום עולם',
        '\u202eabc',
        '\r\n',
        '\n\n',
        '\u2028',
      ],
      ...[
        'नमस्ते',
        '가각',
        'a\u0300\u0301\u0302',
        '𝔘𝔫𝔦',
        '\u200d',
        '\ufeff',
        '‘road to nowhere’',
        'x',
      ],
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((words) => words.join(' '));

const nameArbitrary = fc.constantFrom('Anna', 'שרה', '🌐 desk', 'Ann\u202ea', '"quoted" \\ name');

const tagArbitrary = (text: string, creator: string): fc.Arbitrary<Annotation> =>
  fc
    .record({
      id: fc.uuid({ version: 4 }),
      cuts: fc.uniqueArray(fc.nat(text.length), { minLength: 2, maxLength: 6 }),
      category: fc.constantFrom('quote', 'claim', 'framing', 'unknown-one'),
      note: fc.string({ unit: 'binary', maxLength: 40 }),
      attributes: fc.dictionary(
        fc.constantFrom('speaker', 'cue', 'zeta'),
        fc.string({ unit: 'grapheme' }),
      ),
      confidence: fc.constantFrom('low' as const, 'high' as const, null),
      span: fc.tuple(fc.nat(text.length - 1), fc.nat(text.length)),
    })
    .map(({ cuts, span, note, ...rest }) => {
      const spans: Span[] = [];
      const sorted = cuts.toSorted((a, b) => a - b);
      for (let index = 0; index + 1 < sorted.length; index += 2) {
        const whole = snapToGraphemes(text, {
          start: sorted[index] ?? 0,
          end: sorted[index + 1] ?? 0,
        });
        const last = spans.at(-1);
        if (whole.start < whole.end && (!last || last.end <= whole.start)) spans.push(whole);
      }
      const speaker = snapToGraphemes(text, {
        start: span[0],
        end: Math.max(span[0] + 1, span[1]),
      });
      return tag(text, 0, spans.length > 0 ? spans : [{ start: 0, end: text.length }], {
        ...rest,
        creator,
        note: note.toWellFormed(),
        attributeSpans: span[1] % 2 === 0 ? { speaker: describeSpan(text, speaker) } : {},
      });
    });

const when = '2026-02-03T04:05:06.000Z';

/** Decisions and comments on tags of one article, and the set that follows from them. */
const reviewArbitrary = (sets: readonly ExchangeSet[], articleId: string, text: string) =>
  fc
    .record({
      picks: fc.array(
        fc.record({
          id: fc.uuid({ version: 4 }),
          about: fc.nat(3),
          verdict: fc.constantFrom('keep' as const, 'edit' as const, 'defer' as const),
          reason: fc.constantFrom(null, 'too wide', 'lone \ud800'),
          note: fc.string({ unit: 'grapheme', maxLength: 20 }),
          confidence: fc.constantFrom('medium' as const, null),
          guidelineUnclear: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
      comment: fc.uuid({ version: 4 }),
      said: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      withOutcome: fc.boolean(),
    })
    .map(({ picks, comment, said, withOutcome }): ExchangeReview => {
      const tags = sets.flatMap(({ annotator, annotations }) =>
        annotations.map((annotation) => ({ annotator, annotation })),
      );
      const decisions = picks.map(({ about: from, ...pick }): Decision => {
        const about = tags
          .slice(from, from + 2)
          .sort((a, b) => compareReferences(referenceOf(a), referenceOf(b)));
        const verdict = about.length === 0 ? 'nothing-here' : pick.verdict;
        const first = about[0];
        return {
          ...pick,
          about,
          passage: first ? null : describeSpan(text, { start: 0, end: text.length }),
          verdict,
          kept: verdict === 'keep' && first ? [referenceOf(first)] : [],
          edited: verdict === 'edit' && first ? { ...first.annotation, id: pick.id } : null,
          rule: pick.guidelineUnclear ? { type: 'n-of-m', least: 1, of: 2 } : null,
          reviewer: BORIS,
          decided: when,
        };
      });
      const first = decisions[0];
      const outcome = adjudicate(
        sets.map(({ annotator, annotations }) => ({ annotator, tags: annotations })),
        decisions,
        ANNA,
        tools.sha1,
      );
      return {
        articleId,
        decisions,
        comments: first
          ? [
              {
                id: comment,
                about: { type: 'decision', id: first.id },
                parent: null,
                author: ANNA,
                created: when,
                modified: when,
                text: said,
                contests: true,
              },
            ]
          : [],
        adjudicated: withOutcome
          ? {
              tags: outcome.tags,
              unresolved: outcome.open.map(({ kind, members }) => ({
                kind,
                tags: members.map((member) => ({
                  annotator: member.annotator,
                  annotation: member.tag,
                })),
              })),
            }
          : null,
      };
    });

const contentArbitrary: fc.Arbitrary<ContentOf<ArticleWithText>> = fc
  .uniqueArray(textArbitrary, { minLength: 1, maxLength: 3 })
  .chain((texts) =>
    fc
      .tuple(
        ...texts.map((text) =>
          fc
            .tuple(
              ...[ANNA, BORIS].map((annotator) =>
                fc
                  .uniqueArray(tagArbitrary(text, annotator), {
                    maxLength: 5,
                    selector: ({ id }) => id,
                  })
                  .map((annotations): ExchangeSet => ({
                    annotator,
                    articleId: tools.sha256(text),
                    annotations,
                  })),
              ),
            )
            .chain((sets) =>
              reviewArbitrary(sets, tools.sha256(text), text).map((review) => ({ sets, review })),
            ),
        ),
      )
      .chain((parts) =>
        fc
          .tuple(nameArbitrary, nameArbitrary, fc.constantFrom(null, ANNA))
          .map(([anna, boris, returnFor]) => ({
            returnFor,
            from: returnFor === null ? null : BORIS,
            codebook,
            annotators: [
              { id: ANNA, name: anna },
              { id: BORIS, name: boris },
            ],
            events: [{ id: EVENT, title: 'An event ‮' }],
            articles: texts.map((text, index) => ({
              ...article(text, { event: index === 0 ? EVENT : null, done: index === 1 }),
              boilerplate: [snapToGraphemes(text, { start: 0, end: 1 })],
            })),
            sets: parts.flatMap(({ sets }) => sets),
            reviews: parts.map(({ review }) => review),
            links: [],
            aliases: [],
          })),
      ),
  );

describe('readFramewise', () => {
  it('reads back what was written, whatever the scripts, fragments and overlaps', () => {
    fc.assert(
      fc.property(
        contentArbitrary,
        fc.boolean(),
        fc.boolean(),
        (content, includeText, hideNames) => {
          const chosen = { ...options, includeText, hideNames };
          const parsed = reread(serializeFramewise(content, chosen));
          expect(contentOf(parsed)).toEqual(normalizeFramewise(content, chosen));
          const texts = new Map(content.articles.map(({ id, text }) => [id, text]));
          const placed = placeContent(toLooseContent(parsed), {
            codebook: content.codebook,
            textOf: (id) => texts.get(id),
            tools,
          });
          // A text of nothing but blanks can be written, and is no article.
          const isArticle = (id: string): boolean => !checkText(texts.get(id) ?? '');
          expect(placed.refused).toHaveLength(
            [...texts.keys()].filter((id) => !isArticle(id)).length,
          );
          expect(placed.sets.flatMap(({ misplaced }) => misplaced)).toEqual([]);
          expect(placed.sets.map(({ annotations }) => annotations)).toEqual(
            parsed.sets
              .filter(({ articleId }) => isArticle(articleId))
              .map(({ records }) => records.map(({ annotation }) => annotation)),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('writes the same bytes for the same content in any order, and again after reading', () => {
    fc.assert(
      fc.property(contentArbitrary, (content) => {
        const json = serializeFramewise(content, options);
        const shuffled = {
          ...content,
          annotators: content.annotators.toReversed(),
          articles: content.articles.toReversed(),
          sets: content.sets
            .map((set) => ({ ...set, annotations: set.annotations.toReversed() }))
            .toReversed(),
          reviews: content.reviews
            .map((review) => ({ ...review, decisions: review.decisions.toReversed() }))
            .toReversed(),
        };
        expect(serializeFramewise(shuffled, options)).toBe(json);
        const again = contentOf(reread(json)) as ContentOf<ArticleWithText>;
        expect(serializeFramewise(again, options)).toBe(json);
      }),
      { numRuns: 80 },
    );
  });
});

describe('a file with random damage', () => {
  const content: ContentOf<ArticleWithText> = {
    codebook: { ...codebook, categories: codebook.categories.slice(0, 1), relations: [] },
    annotators: [{ id: ANNA, name: 'Anna' }],
    returnFor: null,
    from: null,
    reviews: [],
    links: [],
    aliases: [],
    events: [{ id: EVENT, title: 'An event' }],
    articles: [article('A “text” 🌐 of few words.', { event: EVENT })],
    sets: [
      {
        annotator: ANNA,
        articleId: tools.sha256('A “text” 🌐 of few words.'),
        annotations: [tag('A “text” 🌐 of few words.', 1, [{ start: 2, end: 8 }])],
      },
    ],
  };
  const sound = new TextEncoder().encode(serializeFramewise(content, options));
  const values: unknown[] = [null, true, -1, 0.5, 1e300, '', 'x', '\u0000', '\ud800', [], {}, [[]]];

  it('is read or refused, never thrown at, when bytes change', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(sound.length),
        (changes, length) => {
          const bytes = sound.slice(0, length % 3 === 0 ? length : sound.length);
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          expect(readFramewise(bytes, tools)).toHaveProperty('ok');
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('is read or refused, and places only tags with the right words, when values change', () => {
    const text = content.articles[0]?.text ?? '';
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...values), fc.boolean(), (which, value, remove) => {
        const file = JSON.parse(new TextDecoder().decode(sound));
        const places: [Record<string, unknown>, string][] = [];
        const walk = (node: unknown): void => {
          if (typeof node !== 'object' || node === null) return;
          for (const key of Object.keys(node)) {
            places.push([node as Record<string, unknown>, key]);
            walk((node as Record<string, unknown>)[key]);
          }
        };
        walk(file);
        const [node, key] = places[which % places.length] ?? [{}, ''];
        if (remove) Reflect.deleteProperty(node, key);
        else node[key] = value;
        const parsed = readFramewise(new TextEncoder().encode(JSON.stringify(file)), tools);
        if (!parsed.ok) return;
        const records = parsed.value.sets.flatMap((set) => set.records);
        const left = parsed.value.refused.reduce((sum, { tags }) => sum + tags, 0);
        expect(records.length + left).toBe(parsed.value.read);
        const placed = placeContent(toLooseContent(parsed.value), {
          codebook,
          textOf: () => text,
          tools,
        });
        for (const { fragments } of placed.sets.flatMap(({ annotations }) => annotations)) {
          for (const { start, end, exact } of fragments) expect(text.slice(start, end)).toBe(exact);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

const publishedSchema = (name: string) =>
  z.fromJSONSchema(JSON.parse(read(name)) as Parameters<typeof z.fromJSONSchema>[0]);

describe('the published schema', () => {
  it('accepts what is written and nothing with a field more', () => {
    // What has no families is written as version 2.
    const schema = publishedSchema('schema/framewise-2.schema.json');
    const content = {
      codebook,
      annotators: [{ id: ANNA, name: 'Anna' }],
      returnFor: null,
      from: null,
      reviews: [],
      links: [],
      aliases: [],
      events: [{ id: EVENT, title: 'An event' }],
      articles: [article(seed001)],
      sets: [
        {
          annotator: ANNA,
          articleId: tools.sha256(seed001),
          annotations: [tag(seed001, 1, [{ start: 644, end: 658 }])],
        },
      ],
    };
    for (const includeText of [true, false]) {
      const file = JSON.parse(serializeFramewise(content, { ...options, includeText }));
      expect(schema.safeParse(file).error).toBeUndefined();
      expect(schema.safeParse({ ...file, more: 1 }).success).toBe(false);
      file.annotationSets[0].annotations[0].target.fragments[0].utf16.start = -1;
      expect(schema.safeParse(file).success).toBe(false);
    }
  });

  it('goes with an example that is written, and read, today as it was when it was published', async () => {
    const quote = codebook.categories.filter(({ id }) => id === 'quote');
    const [start, end] = GOLDEN[1].utf16;
    const example: ContentOf<ArticleWithText> = {
      codebook: { ...codebook, categories: quote, relations: [] },
      annotators: [
        { id: ANNA, name: 'Anna' },
        { id: BORIS, name: 'Boris' },
      ],
      returnFor: null,
      from: null,
      reviews: [],
      links: [],
      aliases: [],
      events: [{ id: EVENT, title: 'Lavrov – security guarantees' }],
      articles: [
        {
          ...article(seed001, {
            title: 'Moscow: Excluding Russia From Security Guarantees is a “Road to Nowhere”',
            event: EVENT,
          }),
          boilerplate: [{ start: 2948, end: 2961 }],
        },
      ],
      sets: [
        {
          annotator: ANNA,
          articleId: tools.sha256(seed001),
          annotations: [
            tag(seed001, 1, [{ start, end }], {
              attributes: { quoteType: 'direct', speaker: 'Lavrov' },
              attributeSpans: { speaker: describeSpan(seed001, { start: 625, end: 631 }) },
              note: 'Only two words are quoted.',
              confidence: 'high',
            }),
            tag(seed001, 2, [
              { start: 1133, end: 1162 },
              { start: 1219, end: 1254 },
            ]),
          ],
        },
      ],
    };
    const [first] = example.sets[0]?.annotations ?? [];
    if (!first) throw new Error('no tag');
    const about = [{ annotator: ANNA, annotation: first }];
    const decision: Decision = {
      id: '44444444-4444-4444-8444-444444444444',
      about,
      passage: null,
      verdict: 'keep',
      kept: about.map(referenceOf),
      edited: null,
      reason: null,
      note: 'Agreed.',
      confidence: 'high',
      guidelineUnclear: false,
      rule: null,
      reviewer: BORIS,
      decided: when,
    };
    const { tags } = adjudicate(
      example.sets.map(({ annotator, annotations }) => ({ annotator, tags: annotations })),
      [decision],
      BORIS,
      tools.sha1,
    );
    const reviews: ExchangeReview[] = [
      {
        articleId: tools.sha256(seed001),
        decisions: [decision],
        comments: [
          {
            id: '55555555-5555-4555-8555-555555555555',
            about: { type: 'decision', id: decision.id },
            parent: null,
            author: ANNA,
            created: when,
            modified: when,
            text: 'Thank you.',
            contests: false,
          },
        ],
        adjudicated: { tags, unresolved: [] },
      },
    ];
    const reviewed = { ...example, reviews };
    const json = serializeFramewise(reviewed, options);
    await expect(json).toMatchFileSnapshot('../../../schema/framewise-2.example.json');
    const schema = publishedSchema('schema/framewise-2.schema.json');
    expect(schema.safeParse(JSON.parse(json)).error).toBeUndefined();
    expect(contentOf(reread(json))).toEqual(normalizeFramewise(reviewed, options));
    const before = read('core/exchange/testing/framewise-2-codebook-first.json');
    const earlier = { ...reviewed, codebook: { ...reviewed.codebook, version: '1.0.0' } };
    expect(contentOf(reread(before))).toEqual(normalizeFramewise(earlier, options));
  });

  it('begins with the articles and the tags, and ends with the codebook', () => {
    const names = Object.keys(JSON.parse(read('schema/framewise-2.example.json')) as object);
    expect(names.indexOf('articles')).toBeLessThan(names.indexOf('annotationSets'));
    expect(names.indexOf('annotationSets')).toBeLessThan(names.indexOf('annotators'));
    expect(names.at(-1)).toBe('codebook');
  });

  it('is the one in the repository', () => {
    // To renew it: node scripts/generate-schema.mjs
    expect(JSON.parse(read('schema/framewise-3.schema.json'))).toEqual(
      JSON.parse(framewiseJsonSchema()),
    );
  });
});
