import { describe, expect, it } from 'vitest';

import type { Annotation } from '../../tags/tag.ts';
import { describeSpan } from '../../text/selector.ts';
import type { Codec, OutputFile } from '../content/codec.ts';
import type { ContentOf, ExchangeContent, ExchangeOutcome } from '../content/content.ts';
import type { LossKind } from '../content/losses.ts';
import type { Decision } from '../../review/decision.ts';
import { placeContent, toExchangeContent } from '../placing/place.ts';
import {
  ANNA,
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  TOOLS,
} from '../testing/contents.ts';
import { toInput, WRITE } from '../testing/contract.ts';
import { CODECS } from './codecs.ts';
import { readContent } from './read-content.ts';

const CLARA = { id: '33333333-3333-4333-8333-333333333333', name: 'Clara' };
const EVENT = { id: '44444444-4444-4444-8444-444444444444', title: 'The vote' };
const SHA = 'a'.repeat(64);

const TEXT =
  'A vote\n\nThe mayor said “we wait” on Monday. The bridge costs 5 million. Nobody knows. Or do they?';
const OTHER = 'Nothing to see\n\nNobody has said anything here.';
const at = (words: string) => ({
  start: TEXT.indexOf(words),
  end: TEXT.indexOf(words) + words.length,
});

const BOOK: ExchangeContent['codebook'] = {
  ...CODEBOOK,
  categories: CODEBOOK.categories.map((category) =>
    category.id === 'claim'
      ? {
          ...category,
          definition: 'Can be checked.',
          attributes: [
            ...category.attributes,
            { id: 'sure-of', label: 'Sure of', type: 'text', required: false },
          ],
        }
      : category,
  ),
};

const QUOTE = makeTag(TEXT, 1, [at('“we wait”')], {
  attributes: { quoteType: 'direct', speaker: 'The mayor' },
  attributeSpans: { speaker: describeSpan(TEXT, at('The mayor')) },
  note: 'Heard twice.',
  confidence: 'high',
});
const CLAIM = makeTag(TEXT, 2, [at('The bridge costs 5 million')], {
  category: 'claim',
  attributes: { verdictNote: 'It does.', 'sure-of': 'the sum' },
  aside: { cue: 'said' },
  creator: BORIS.id,
});
const FRAME = makeTag(TEXT, 3, [at('Monday'), at('Nobody')], { category: 'other-frame' });
const TRIMMED = makeTag(TEXT, 4, [at('knows. ')], { creator: BORIS.id, category: 'other-frame' });
const SPACED = makeTag(TEXT, 5, [{ start: at(' knows').start, end: at(' knows').end }], {
  creator: BORIS.id,
  category: 'claim',
});

const DECISION: Decision = {
  id: '55555555-5555-4555-8555-555555555555',
  about: [{ annotator: BORIS.id, annotation: CLAIM }],
  passage: null,
  verdict: 'keep',
  kept: [],
  edited: null,
  reason: 'not checkable',
  note: 'As said before.',
  confidence: 'low',
  guidelineUnclear: true,
  rule: null,
  reviewer: ANNA.id,
  decided: '2026-01-05T00:00:00.000Z',
};

const OUTCOME: ExchangeOutcome = {
  tags: [
    {
      annotation: { ...QUOTE, id: '66666666-6666-4666-8666-666666666666' },
      provenance: {
        decision: DECISION.id,
        verdict: 'keep',
        about: [{ annotator: ANNA.id, id: QUOTE.id }],
        from: { annotator: ANNA.id, id: QUOTE.id },
        rule: null,
        reviewer: ANNA.id,
        decided: DECISION.decided,
      },
    },
  ],
  unresolved: [],
};

/** Something of everything that a file can hold. */
const EVERYTHING: ExchangeContent = {
  ...makeContent(makeArticle(TEXT), [QUOTE, CLAIM, FRAME, TRIMMED, SPACED]),
  codebook: BOOK,
  annotators: [ANNA, BORIS, CLARA],
  events: [EVENT],
  articles: [
    {
      ...makeArticle(TEXT, {
        title: 'What the mayor said',
        outlet: 'The Paper',
        author: 'D. Writer',
        url: 'https://example.org/1',
        published: '2026-01-01',
        event: EVENT.id,
        done: true,
      }),
      sources: [
        {
          ...{ name: 'mayor.txt', encoding: 'utf-8', bom: false, bytesSha256: SHA },
          receipt: '9'.repeat(64),
        },
        { name: 'copy-of-mayor.txt', encoding: 'windows-1252', bom: false, bytesSha256: SHA },
      ],
      boilerplate: [at('A vote')],
    },
    {
      ...makeArticle(OTHER, { title: 'Nothing', flagged: true, versionOf: makeArticle(TEXT).id }),
      sources: [{ name: 'nothing.txt', encoding: 'utf-8', bom: false, bytesSha256: SHA }],
    },
  ],
  sets: [
    ...makeContent(makeArticle(TEXT), [QUOTE, CLAIM, FRAME, TRIMMED, SPACED]).sets,
    { annotator: CLARA.id, articleId: makeArticle(TEXT).id, annotations: [] },
  ],
  reviews: [
    {
      articleId: makeArticle(TEXT).id,
      decisions: [DECISION],
      comments: [
        {
          id: '77777777-7777-4777-8777-777777777777',
          about: { type: 'tag', tag: { annotator: ANNA.id, id: QUOTE.id } },
          parent: null,
          author: BORIS.id,
          created: '2026-01-06T00:00:00.000Z',
          modified: '2026-01-06T00:00:00.000Z',
          text: 'Is it?',
          contests: false,
        },
      ],
      adjudicated: OUTCOME,
    },
  ],
};

const alone = (words: string, more: Partial<Annotation> = {}, n = 1): Annotation =>
  makeTag(TEXT, n, [at(words)], more);
const named = (title: string): ExchangeContent['articles'][number] => makeArticle(TEXT, { title });
const plain = (...tags: readonly Annotation[]): ExchangeContent =>
  makeContent(named('A vote'), tags);

/** One thing at a time, so that no loss hides another. */
const CONTENTS: readonly (readonly [string, ExchangeContent])[] = [
  ['everything', EVERYTHING],
  ['a title', makeContent(named('What the mayor said'), [alone('Monday')])],
  ['a space at the end of a tag', plain(alone('Monday. '))],
  ['a space before a tag', plain(alone(' Monday'))],
  ['a line end in a tag', plain(alone('A vote\n\nThe mayor'))],
  ['a part of a word', plain(alone('onda'))],
  ['several parts', plain(FRAME)],
  ['a note', plain(alone('Monday', { note: 'On that day.' }))],
  ['a note on several lines', plain(alone('Monday', { note: 'On\r\nthat\tday.' }))],
  ['a value with control characters', plain(alone('Monday', { attributes: { cue: 'a\u0001b' } }))],
  [
    'where a value stands, with the space after it',
    plain(alone('Monday', { attributeSpans: { speaker: describeSpan(TEXT, at('The mayor ')) } })),
  ],
  ['an attribute that the codebook lacks', plain(alone('Monday', { attributes: { 'a-b': 'x' } }))],
  [
    'attributes that differ in one sign',
    plain(alone('Monday', { attributes: { 'a-b': 'x', a_b: 'y' } })),
  ],
  ['a category that the codebook lacks', plain(alone('Monday', { category: 'not-there' }))],
  ['tags one over the other', plain(alone('The mayor said'), alone('mayor', {}, 2))],
  ['the same tag by two people', plain(alone('Monday'), alone('Monday', { creator: BORIS.id }, 2))],
  ['the same tag twice', plain(alone('Monday'), alone('Monday', {}, 2))],
  [
    'two people of one name',
    {
      ...plain(alone('Monday'), alone('bridge', { creator: BORIS.id }, 2)),
      annotators: [ANNA, { ...BORIS, name: ANNA.name }],
    },
  ],
];

/** What each tag says, with where it begins; spaces at its beginning aside. */
function ofTags(
  { sets }: ContentOf,
  say: (tag: Annotation, annotator: string) => readonly unknown[],
): string[] {
  return sets.flatMap(({ annotator, annotations }) =>
    annotations.flatMap((tag) => {
      const [first] = tag.fragments;
      const start = (first?.end ?? 0) - (first?.exact.trimStart().length ?? 0);
      return say(tag, annotator).map((each) => `${start} ${JSON.stringify(each)}`);
    }),
  );
}

const LOOKS = ({ categories }: ContentOf['codebook']): string[] =>
  categories.map((category) => JSON.stringify(Object.entries(category).sort()));

/** A fact of some content as text, and the losses of which one must be named where it is gone. */
const FACTS: readonly (readonly [
  string,
  readonly LossKind[],
  (content: ContentOf) => readonly string[],
])[] = [
  [
    'titles',
    ['titles', 'untagged'],
    ({ articles }) => articles.map(({ details }) => details.title),
  ],
  ...(['outlet', 'author', 'url', 'published'] as const).map((name): (typeof FACTS)[number] => [
    name,
    ['article-details'],
    ({ articles }) => articles.flatMap(({ details }) => details[name] ?? []),
  ]),
  ['events', ['events'], ({ events }) => events.map(({ title }) => title)],
  [
    'which event an article reports',
    ['events'],
    ({ articles }) => articles.flatMap(({ details }) => details.event ?? []),
  ],
  [
    'what is done and flagged',
    ['article-marks'],
    ({ articles }) =>
      articles.flatMap(({ id, details: { done, flagged } }) =>
        done || flagged ? `${id} ${done} ${flagged}` : [],
      ),
  ],
  [
    'which article is a later version of which',
    ['versions'],
    ({ articles }) =>
      articles.flatMap(({ id, details: { versionOf = null } }) =>
        versionOf === null ? [] : `${id} ${versionOf}`,
      ),
  ],
  [
    'names of files',
    ['sources'],
    ({ articles }) => articles.flatMap(({ sources }) => sources.map(({ name }) => name)),
  ],
  [
    'receipts',
    ['receipts'],
    ({ articles }) =>
      articles.flatMap(({ sources }) => sources.flatMap(({ receipt }) => receipt ?? [])),
  ],
  [
    'boilerplate',
    ['boilerplate'],
    ({ articles }) => articles.flatMap(({ boilerplate }) => boilerplate.map(({ end }) => `${end}`)),
  ],
  ['texts', ['article-text'], ({ articles }) => articles.map(({ text }) => text ?? '')],
  ['articles without tags', ['untagged'], ({ articles }) => articles.map(({ id }) => id)],
  ['the codebook', ['codebook'], ({ codebook }) => LOOKS(codebook)],
  ['people', ['authors', 'empty-sets'], ({ annotators }) => annotators.map(({ name }) => name)],
  [
    'ids of people',
    ['authors', 'author-ids'],
    ({ sets }) =>
      sets.filter(({ annotations }) => annotations.length > 0).map(({ annotator }) => annotator),
  ],
  [
    'who read and tagged nothing',
    ['empty-sets', 'authors', 'author-ids'],
    ({ sets }) => sets.map(({ annotator, articleId }) => `${annotator} ${articleId}`),
  ],
  [
    'tags',
    ['other-categories', 'empty-spans', 'overlaps', 'duplicates', 'names', 'boundaries'],
    (content) => ofTags(content, (tag) => [tag.category]),
  ],
  [
    'who made a tag',
    ['authors', 'author-ids', 'other-categories', 'boundaries', 'overlaps'],
    (content) => ofTags(content, (_, annotator) => [annotator]),
  ],
  ['ids of tags', ['ids'], (content) => ofTags(content, ({ id }) => [id])],
  [
    'places',
    ['boundaries', 'fragments', 'other-categories', 'overlaps'],
    (content) =>
      ofTags(content, ({ fragments }) => [fragments.map(({ start, end }) => `${start}-${end}`)]),
  ],
  [
    'times',
    ['times'],
    (content) => ofTags(content, ({ created, modified }) => [[created, modified]]),
  ],
  [
    'notes',
    ['notes', 'other-categories', 'unicode'],
    (content) => ofTags(content, ({ note }) => (note === '' ? [] : [note])),
  ],
  [
    'confidence',
    ['confidence', 'other-categories'],
    (content) => ofTags(content, ({ confidence }) => (confidence === null ? [] : [confidence])),
  ],
  [
    'attributes',
    ['attributes', 'names', 'unicode'],
    (content) => ofTags(content, ({ attributes }) => Object.entries(attributes)),
  ],
  [
    'places of attributes',
    ['attribute-spans', 'boundaries', 'other-categories'],
    (content) =>
      ofTags(content, ({ attributeSpans }) =>
        Object.entries(attributeSpans).map(([id, { start, end }]) => [id, start, end]),
      ),
  ],
  [
    'values put aside',
    ['parked-attributes'],
    (content) => ofTags(content, ({ aside }) => Object.entries(aside)),
  ],
  [
    'decisions',
    ['decisions'],
    ({ reviews }) =>
      reviews.flatMap(({ decisions }) =>
        decisions.map(({ id, verdict, kept, reason, reviewer, decided }) =>
          JSON.stringify([id, verdict, kept, reason, reviewer, decided]),
        ),
      ),
  ],
  [
    'what decisions say besides',
    ['decisions', 'decision-details'],
    ({ reviews }) =>
      reviews.flatMap(({ decisions }) =>
        decisions.map(({ note, confidence, guidelineUnclear }) =>
          JSON.stringify([note, confidence, guidelineUnclear]),
        ),
      ),
  ],
  [
    'comments',
    ['comments'],
    ({ reviews }) =>
      reviews.flatMap(({ comments }) =>
        comments.map(({ text, author, created }) => `${author} ${created} ${text}`),
      ),
  ],
  [
    'outcomes',
    ['adjudicated'],
    ({ reviews }) =>
      reviews.flatMap(
        ({ adjudicated }) => adjudicated?.tags.map(({ provenance }) => provenance.decision) ?? [],
      ),
  ],
];

const NOTHING = {
  events: [],
  annotators: [],
  articles: [],
  sets: [],
  reviews: [],
  links: [],
  aliases: [],
};

/** What comes back of some content; its texts are at hand only where the format has none. */
function backFrom(codec: Codec, files: readonly OutputFile[], content: ExchangeContent): ContentOf {
  const noCodebook = { ...content.codebook, categories: [] };
  if (!codec.read) return { ...content, ...NOTHING, codebook: noCodebook };
  const read = readContent(codec, toInput(files), TOOLS);
  if (!read.ok) throw new Error(read.error.detail);
  const placed = placeContent(read.value, {
    codebook: content.codebook,
    tools: TOOLS,
    textOf: (sha256) => content.articles.find(({ id }) => id === sha256)?.text,
  });
  return {
    ...toExchangeContent(placed),
    sets: placed.sets,
    // A file without a codebook is read with the one that is at hand, one without texts likewise.
    codebook: read.value.codebook ?? noCodebook,
    articles: placed.articles.map((article) =>
      read.value.articles.some(({ text }) => text === article.text)
        ? article
        : { ...article, text: null },
    ),
  };
}

describe('The losses of a format', () => {
  describe.each(CODECS.map((codec) => [codec.title, codec] as const))('%s', (_, codec) => {
    // What is only written has claims alone.
    it.each(codec.read ? CONTENTS : CONTENTS.slice(0, 1))(
      'name all that its files lack of %s',
      (_name, content) => {
        const { files, losses } = codec.write(content, WRITE, TOOLS);
        const kinds = new Set(losses.map(({ kind }) => kind));
        const back = backFrom(codec, files, content);
        // A format that is only written is searched for the words themselves.
        const written = codec.read ? '' : files.map((file) => String(file.content)).join();
        const unsaid = FACTS.flatMap(([name, reasons, factsOf]) => {
          const here = new Set(factsOf(back));
          const isGone = (fact: string): boolean => !here.has(fact) && !written.includes(fact);
          return reasons.some((kind) => kinds.has(kind))
            ? []
            : factsOf(content)
                .filter(isGone)
                .map((fact) => `${name}: ${fact}`);
        });
        expect(unsaid).toEqual([]);
      },
    );
  });
});
