import jsonld from 'jsonld';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Comment } from '../../../review/comment.ts';
import type { Decision } from '../../../review/decision.ts';
import { describeSpan } from '../../../text/selector.ts';
import { placeContent, toExchangeContent } from '../../placing/place.ts';
import type { ExchangeContent } from '../../content/content.ts';
import { ANNO_CONTEXT } from '../../testing/anno-context.ts';
import {
  ANNA,
  anyContent,
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../testing/contents.ts';
import { placesOf, testCodec, toInput, WRITE } from '../../testing/contract.ts';
import { W3C } from './w3c.ts';

const TEXT = 'a😀é “no” b and “no” c';
const SOURCE = `urn:sha256:${TOOLS.sha256(TEXT)}`;
const file = (value: unknown) => [
  { path: 'a.jsonld', content: typeof value === 'string' ? value : JSON.stringify(value) },
];
const textOf = (sha256: string) => (sha256 === TOOLS.sha256(TEXT) ? TEXT : undefined);
const annotation = (more: object) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  type: 'Annotation',
  motivation: 'classifying',
  body: { type: 'TextualBody', purpose: 'tagging', value: 'Quote' },
  target: {
    source: SOURCE,
    selector: { type: 'TextPositionSelector', start: 4, end: 8 },
  },
  ...more,
});

const quote = makeTag(TEXT, 1, [{ start: 5, end: 9 }], { note: 'see' });
const other = makeTag(TEXT, 2, [{ start: 0, end: 1 }], { creator: BORIS.id, category: 'claim' });
const uuid = (n: number) => `00000000-0000-4000-9000-${n.toString().padStart(12, '0')}`;
const decision: Decision = {
  id: uuid(1),
  about: [
    { annotator: ANNA.id, annotation: quote },
    { annotator: BORIS.id, annotation: other },
  ],
  passage: null,
  verdict: 'keep',
  kept: [{ annotator: ANNA.id, id: quote.id }],
  edited: null,
  reason: 'too short',
  note: 'It is “one” quote.',
  confidence: null,
  guidelineUnclear: false,
  rule: null,
  reviewer: BORIS.id,
  decided: '2026-02-01T00:00:00.000Z',
};
const checked: Decision = {
  ...decision,
  id: uuid(2),
  about: [],
  kept: [],
  passage: describeSpan(TEXT, { start: 12, end: 15 }),
  verdict: 'nothing-here',
  reason: null,
  note: '',
};
const comment: Comment = {
  id: uuid(3),
  about: { type: 'decision', id: decision.id },
  parent: null,
  author: ANNA.id,
  created: '2026-02-02T00:00:00.000Z',
  modified: '2026-02-02T00:00:00.000Z',
  text: 'No.\nReally?',
  contests: true,
};
const answer: Comment = {
  ...comment,
  id: uuid(4),
  parent: comment.id,
  author: BORIS.id,
  created: '2026-02-03T00:00:00.000Z',
  contests: false,
};
const onTag: Comment = {
  ...comment,
  id: uuid(5),
  about: { type: 'tag', tag: { annotator: ANNA.id, id: quote.id } },
  created: '2026-02-04T00:00:00.000Z',
  contests: false,
};
const review = {
  articleId: TOOLS.sha256(TEXT),
  decisions: [decision, checked],
  comments: [comment, answer, onTag],
  adjudicated: null,
};
const reviewed = makeContent(makeArticle(TEXT), [quote, other], { reviews: [review] });

const sort = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

testCodec({
  codec: W3C,
  carried: (tag, { articles }, articleId) => ({
    id: tag.id,
    text: articles.find(({ id }) => id === articleId)?.text,
    places: placesOf(tag),
    category: tag.category,
    attributes: sort(tag.attributes),
    attributeSpans: sort(tag.attributeSpans),
    note: tag.note,
    confidence: tag.confidence,
    times: [tag.created, tag.modified],
    author: tag.creator,
  }),
  assemble: { textOf },
  losses: [
    [
      'texts, details and what is beyond a decision on tags',
      {
        ...reviewed,
        articles: [makeArticle(TEXT, { outlet: 'The Paper' })],
        reviews: [
          {
            ...review,
            decisions: [
              { ...decision, confidence: 'low' },
              { ...decision, id: uuid(6), about: [], kept: [] },
            ],
            comments: [{ ...comment, about: { type: 'decision', id: uuid(7) } }],
          },
        ],
      },
      [
        { kind: 'article-text', count: 1 },
        { kind: 'decisions', count: 1 },
        { kind: 'decision-details', count: 1 },
        { kind: 'comments', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['a value of another kind', file('{"spans":[]}'), 'other-format'],
    ['a list of strings', file('["Annotation"]'), 'other-format'],
    ['a number', file('42'), 'other-format'],
    ['an empty list', file('[]'), 'other-format'],
    ['a list of addresses', file('["https://pages.example/1"]'), 'other-format'],
    [
      'a collection whose pages are elsewhere',
      file({ type: 'AnnotationCollection', first: 'https://pages.example/1' }),
      'other-format',
    ],
    ['lines without an annotation', file('{"text":"a"}\n{"text":"b"}\n'), 'other-format'],
    ['nesting without end', file('{"items":' + '['.repeat(5000)), 'unsafe'],
    ['a name that objects own', file('{"type":"Annotation","__proto__":{}}'), 'unsafe'],
    ['a name that is there twice', file('{"type":"Annotation","type":"b"}'), 'malformed'],
  ],
  leavesOut: [
    [
      'targets that cannot be found',
      file([
        annotation({}),
        annotation({ id: 'x', target: SOURCE }),
        annotation({ target: undefined }),
        annotation({
          target: { source: SOURCE, selector: { type: 'XPathSelector', value: '/p' } },
        }),
        annotation({
          target: { source: SOURCE, selector: { type: 'TextQuoteSelector', exact: '“no”' } },
        }),
        annotation({
          target: { source: SOURCE, selector: { type: 'TextQuoteSelector', exact: 'yes' } },
        }),
        annotation({
          target: {
            source: SOURCE,
            selector: [
              { type: 'TextPositionSelector', start: 6, end: 10 },
              { type: 'TextQuoteSelector', exact: '“no”' },
            ],
          },
        }),
        annotation({
          target: {
            source: SOURCE,
            selector: { type: 'TextPositionSelector', start: 'four', end: 8 },
          },
        }),
        annotation({
          target: [
            { source: SOURCE, selector: { type: 'TextPositionSelector', start: 0, end: 1 } },
            { source: 'urn:x', selector: { type: 'TextPositionSelector', start: 0, end: 1 } },
          ],
        }),
      ]),
      1,
      /no target.*\n.*nowhere in the text.*\n.*different texts.*\n.*whole numbers.*\n.*several places.*\n.*nowhere in just.*\n.*does not have the words ““no””/u,
    ],
  ],
});

function readBack(files: Parameters<typeof toInput>[0]) {
  const read = W3C.read?.(toInput(files), TOOLS);
  if (!read?.ok) throw new Error('It was not read.');
  return placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS, textOf });
}

const tagsIn = (value: unknown) =>
  readBack(file(value)).sets.flatMap(({ annotations }) => annotations);

describe('W3C Web Annotation', () => {
  it('counts in code points and gives the words beside', () => {
    const tags = [
      makeTag(SEED_001, 1, [{ start: 1219, end: 1254 }], { attributes: { quoteType: 'direct' } }),
    ];
    const { files } = W3C.write(makeContent(makeArticle(SEED_001), tags), WRITE, TOOLS);
    expect(JSON.parse(files[0]?.content as string)).toMatchObject({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationCollection',
      total: 1,
      first: {
        type: 'AnnotationPage',
        items: [
          {
            id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
            type: 'Annotation',
            motivation: 'classifying',
            creator: { id: `urn:uuid:${ANNA.id}`, type: 'Person', name: 'Anna Berg' },
            created: '2026-01-02T03:04:05.000Z',
            body: [
              { type: 'TextualBody', purpose: 'tagging', value: 'Quote' },
              { purpose: 'describing', label: 'Type of quote', value: 'Direct' },
            ],
            target: {
              source: `urn:sha256:${TOOLS.sha256(SEED_001)}`,
              selector: [
                { type: 'TextPositionSelector', start: 1218, end: 1253 },
                { type: 'TextQuoteSelector', exact: '“just, credible and durable peace.”' },
              ],
            },
          },
        ],
      },
    });
  });

  const expand = (content: ExchangeContent) =>
    jsonld.expand(JSON.parse(W3C.write(content, WRITE, TOOLS).files[0]?.content as string), {
      safe: true,
      documentLoader: (url) =>
        url === 'http://www.w3.org/ns/anno.jsonld'
          ? Promise.resolve({ contextUrl: null, documentUrl: url, document: ANNO_CONTEXT })
          : Promise.reject(new Error(`${url} is not fetched.`)),
    });

  it('says in JSON-LD nothing that its context does not know', async () => {
    await fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        await expect(expand(content)).resolves.toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  it('expands decisions and comments to the motivations of the vocabulary', async () => {
    const expanded = JSON.stringify(await expand(reviewed));
    for (const name of ['assessing', 'commenting', 'replying', 'questioning', 'hasSelector']) {
      expect(expanded).toContain(`http://www.w3.org/ns/oa#${name}`);
    }
  });

  it('carries what is known of the article, and reads it back', async () => {
    const details = {
      title: 'No to “no”',
      outlet: 'The Paper',
      author: 'Ann',
      url: 'https://a.example/1',
      published: '20 Aug 2025',
    };
    const content = { ...reviewed, articles: [makeArticle(TEXT, details)] };
    const { files } = W3C.write(content, WRITE, TOOLS);
    expect(readBack(files).articles[0]?.details).toMatchObject(details);
    const expanded = JSON.stringify(await expand(content));
    for (const name of ['headline', 'publisher', 'author', 'url', 'datePublished']) {
      expect(expanded).toContain(`http://schema.org/${name}`);
    }
    expect(expanded).toContain('2025-08-20');
  });

  it('brings decisions and comments back as they were', () => {
    const { files, losses } = W3C.write(reviewed, WRITE, TOOLS);
    const back = readBack(files);
    expect(losses.map(({ kind }) => kind)).toEqual(['article-text', 'codebook']);
    expect(back.refused).toEqual([]);
    expect(toExchangeContent(back).reviews).toEqual([review]);
    // And what was read can be written again to the same bytes.
    expect(W3C.write(toExchangeContent(back), WRITE, TOOLS).files).toEqual(files);
  });

  it('writes numbers in place of names', () => {
    const [written] = W3C.write(reviewed, { ...WRITE, hideNames: true }, TOOLS).files;
    expect(written?.content).toContain('"name":"annotator 2"');
    expect(written?.content).not.toContain(ANNA.name);
  });

  it.each<[string, object]>([
    ['one selector', {}],
    [
      'words alone',
      {
        target: {
          source: SOURCE,
          selector: { type: 'TextQuoteSelector', exact: '“no”', prefix: 'é ' },
        },
      },
    ],
    [
      'lists where one is enough',
      {
        type: ['Annotation'],
        motivation: ['oa:classifying'],
        body: [{ type: ['TextualBody'], purpose: ['tagging'], value: 'Quote' }],
        target: [
          { source: SOURCE, selector: [{ type: 'TextPositionSelector', start: 4, end: 8 }] },
        ],
      },
    ],
    ['a body of words', { motivation: 'tagging', body: 'Quote' }],
    ['a value of a body', { motivation: 'tagging', body: undefined, bodyValue: 'Quote' }],
    [
      'a source with details',
      {
        target: {
          source: { id: SOURCE, type: 'Text' },
          selector: { type: 'TextPositionSelector', start: 4, end: 8 },
        },
      },
    ],
    ['a creator who is an address', { creator: 'https://people.example/anna' }],
  ])('reads %s', (_, more) => {
    expect(tagsIn(annotation(more))).toMatchObject([
      { category: 'quote', fragments: [{ start: 5, end: 9, exact: '“no”' }] },
    ]);
  });

  it('reads a comment on words as a tag with a note', () => {
    const value = annotation({
      motivation: 'commenting',
      body: [{ type: 'TextualBody', value: 'Hm.' }],
    });
    expect(tagsIn(value)).toMatchObject([{ category: 'commenting', note: 'Hm.' }]);
  });

  it('reads an answer that is aimed at the comment alone', () => {
    const say = (id: string, motivation: string, target: string) => ({
      id,
      type: 'Annotation',
      motivation,
      bodyValue: `I am ${id}.`,
      target,
    });
    const back = readBack(
      file([
        say('c', 'replying', 'b'),
        say('b', 'replying', 'a'),
        say('a', 'commenting', 'tag'),
        annotation({ id: 'tag' }),
        say('x', 'replying', 'y'),
        say('y', 'replying', 'x'),
      ]),
    );
    const { comments = [] } = back.reviews[0] ?? {};
    const id = (text: string) => comments.find((each) => each.text === `I am ${text}.`)?.id ?? null;
    expect(comments.map(({ about, parent }) => [about.type, parent])).toEqual([
      ['tag', id('b')],
      ['tag', id('a')],
      ['tag', null],
    ]);
    expect(back.refused.map(({ tags }) => tags)).toEqual([0, 0]);
  });

  it('reports what it does not read', () => {
    const back = readBack(
      file({
        type: 'AnnotationCollection',
        first: {
          type: 'AnnotationPage',
          next: 'https://pages.example/2',
          items: [
            annotation({ id: 'a' }),
            annotation({ motivation: 'linking', target: ['a', 'b'] }),
            annotation({ motivation: 'assessing', body: '5 stars', target: 'a' }),
            annotation({ target: 'https://news.example/1' }),
            'https://pages.example/3',
            5,
          ],
        },
      }),
    );
    expect(back.ignored).toEqual([
      { kind: 'elsewhere', count: 2 },
      { kind: 'decisions', count: 1 },
      { kind: 'links', count: 1 },
      { kind: 'unknown', count: 1 },
      { kind: 'unknown', count: 1, what: 'notes on whole pages or texts' },
    ]);
  });

  it('leaves a text that is not at hand to the person', () => {
    const at = {
      source: 'https://news.example/1',
      selector: { type: 'TextPositionSelector', start: 4, end: 8 },
    };
    expect(readBack(file(annotation({ target: at })))).toMatchObject({
      articles: [],
      withoutText: [{ sha256: null, details: { url: 'https://news.example/1' } }],
    });
  });
});
