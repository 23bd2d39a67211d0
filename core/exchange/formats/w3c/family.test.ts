// What programs of the family write, in small files made for these tests.
import { describe, expect, it } from 'vitest';

import { recogniseFormat } from '../../pipeline/codecs.ts';
import { describeLoss } from '../../content/losses.ts';
import { placeContent } from '../../placing/place.ts';
import { CODEBOOK, TOOLS } from '../../testing/contents.ts';
import { toInput } from '../../testing/contract.ts';
import { W3C } from './w3c.ts';

const TEXT = 'The ferry company said “no boat leaves today” at noon.\nUnions called it a bluff.\n';
const PAGE = 'https://news.example/ferry';
const inputs = (content: unknown) =>
  toInput([
    { path: 'a.json', content: typeof content === 'string' ? content : JSON.stringify(content) },
  ]);

/** What a file says, with its tags placed on the one text that there is. */
function read(content: unknown) {
  const loose = W3C.read?.(inputs(content), TOOLS);
  if (!loose?.ok) throw new Error(loose?.error.detail ?? 'It is not read.');
  const articles = loose.value.articles.map((each) => ({ ...each, text: TEXT }));
  const placed = placeContent({ ...loose.value, articles }, { codebook: CODEBOOK, tools: TOOLS });
  const labels = new Map(placed.codebook.categories.map(({ id, label }) => [id, label]));
  const people = new Map(placed.annotators.map(({ id, name }) => [id, name]));
  const tags = placed.sets.flatMap(({ annotations }) => annotations);
  return {
    articles: loose.value.articles.map(({ details }) => details),
    tags: tags.map(({ category, fragments, creator }) => [
      labels.get(category),
      fragments.map(({ exact }) => exact).join(' … '),
      people.get(creator),
    ]),
    notes: tags.map(({ note }) => note),
    annotations: tags,
    misplaced: placed.sets.flatMap(({ misplaced }) => misplaced),
    refused: placed.refused,
    ignored: placed.ignored.map(describeLoss),
  };
}

const QUOTE = '“no boat leaves today”';
const quoted = (exact: string, prefix?: string) => ({ type: 'TextQuoteSelector', exact, prefix });
const positioned = (start: number, end: number) => ({ type: 'TextPositionSelector', start, end });
const leftOut = (what: string, count = 1) =>
  `Left out, as there is no place for it here: ${what} (${count}).`;

describe('Hypothesis', () => {
  const row = (more: object = {}) => ({
    id: 'aB-1',
    created: '2024-03-01T08:00:00.000000+00:00',
    updated: '2024-03-01T09:00:00.000000+00:00',
    user: 'acct:mira@annotate.example',
    uri: PAGE,
    text: 'their words',
    tags: ['Quote'],
    group: '__world__',
    target: [
      {
        source: PAGE,
        selector: [
          { type: 'RangeSelector', startContainer: '/p[1]', endContainer: '/p[1]' },
          positioned(23, 45),
          quoted(QUOTE, 'The ferry company said '),
        ],
      },
    ],
    document: { title: ['No ferries'] },
    links: { html: 'https://annotate.example/a/aB-1' },
    flagged: false,
    hidden: false,
    ...more,
  });

  it.each<[string, unknown]>([
    ['the answer of its interface', { total: 1, rows: [row()] }],
    ['its export', { export_date: '2024-03-02', client_version: '1', annotations: [row()] }],
    ['a list of rows', [row()]],
    ['a single row', row()],
    ['lines of rows', `${JSON.stringify(row())}\n${JSON.stringify(row({ id: 'b', tags: [] }))}\n`],
    [
      'its JSON-LD',
      {
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        type: 'Annotation',
        id: 'https://annotate.example/a/aB-1',
        creator: 'acct:mira@annotate.example',
        document: { title: 'No ferries' },
        body: [
          { type: 'TextualBody', value: 'their words', format: 'text/markdown' },
          { type: 'TextualBody', purpose: 'tagging', value: 'Quote' },
        ],
        target: row().target,
      },
    ],
    [
      'rows of the program before it, with a quote',
      {
        rows: [{ ...row(), target: undefined, quote: QUOTE, ranges: [{ start: '/p', end: '/p' }] }],
      },
    ],
  ])('is recognised and read: %s', (_, content) => {
    expect(recogniseFormat(inputs(content))?.codec.name).toBe('w3c');
    const { tags, notes, articles, refused } = read(content);
    expect(tags[0]).toEqual(['Quote', QUOTE, 'mira']);
    expect(notes[0]).toBe('their words');
    expect(articles).toEqual([{ url: PAGE, title: 'No ferries' }]);
    expect(refused).toEqual([]);
  });

  it('keeps people of one name on two servers apart, and each the same in every file', () => {
    const creatorOf = (user: string) => read([row({ user })]).annotations[0]?.creator;
    const mira = creatorOf('acct:mira@annotate.example');
    expect(creatorOf('acct:mira@annotate.example')).toBe(mira);
    expect(creatorOf('acct:mira@other.example')).not.toBe(mira);
  });

  it('keeps when a row was made and changed', () => {
    expect(read([row()]).annotations).toMatchObject([
      { created: '2024-03-01T08:00:00.000000+00:00', modified: '2024-03-01T09:00:00.000000+00:00' },
    ]);
  });

  it.each<[string, object, unknown[], string[]]>([
    [
      'each tag a tag of its own',
      { tags: ['Quote', 'official', 'Quote'] },
      ['Quote', 'official'],
      ['their words', 'their words'],
    ],
    ['a text without a tag as a comment', { tags: [] }, ['commenting'], ['their words']],
    ['neither as a highlight', { tags: [], text: '' }, ['highlighting'], ['']],
    ['a blank tag as none', { tags: [' '], text: '' }, ['highlighting'], ['']],
  ])('makes of its tags and its text: %s', (_, more, labels, notes) => {
    const { tags, notes: given, refused } = read([row(more)]);
    expect(tags.map(([label]) => label)).toEqual(labels);
    expect(given).toEqual(notes);
    expect(refused).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'a note on the page',
      { target: [{ source: PAGE }] },
      leftOut('notes on whole pages or texts'),
    ],
    [
      'a note on the page with no selector in a list',
      { target: [{ source: PAGE, selector: [] }] },
      leftOut('notes on whole pages or texts'),
    ],
    ['a row without a target', { target: [] }, leftOut('notes on whole pages or texts')],
    ['a reply', { target: [{ source: PAGE }], references: ['aB-1'] }, leftOut('replies')],
    ['a reply that repeats the place', { references: ['aB-1', 'aB-2'] }, leftOut('replies')],
    ...[{ hidden: true }, { deleted: true }, { moderation_status: 'DENIED' }].map(
      (more): [string, object, string] => [
        `a row that says ${JSON.stringify(more)}`,
        more,
        '1 annotation that is hidden, deleted or not approved was left out.',
      ],
    ),
    [
      'a shape on a page of a PDF',
      {
        target: [{ source: PAGE, selector: [{ type: 'PageSelector' }, { type: 'ShapeSelector' }] }],
      },
      '1 mark on pictures, sound, video, web pages or PDF was left out: it is on no plain text.',
    ],
  ])('counts and names %s', (_, more, sentence) => {
    const { tags, refused, ignored } = read({ total: 2, rows: [row(), row({ id: 'x', ...more })] });
    expect(tags).toHaveLength(1);
    expect(refused).toEqual([]);
    expect(ignored).toEqual([sentence]);
  });

  it('reads rows that were flagged or approved, and replies kept apart', () => {
    const { tags, ignored } = read({
      total: 2,
      rows: [row({ flagged: true }), row({ id: 'b', moderation_status: 'APPROVED' })],
      replies: [row({ id: 'c', references: ['b'] })],
    });
    expect(tags).toHaveLength(2);
    expect(ignored).toEqual([leftOut('replies')]);
  });

  it('takes rows that two pages of answers both have for one', () => {
    const { tags, ignored } = read([
      { total: 3, rows: [row(), row({ id: 'b', tags: ['Claim'] })] },
      { total: 3, rows: [row({ id: 'b', tags: ['Claim'] })] },
    ]);
    expect(tags).toHaveLength(2);
    expect(ignored).toEqual(['1 annotation that the file has a second time was read once.']);
  });

  it.each<[string, unknown, number]>([
    ['in one answer', { total: 7, rows: [row()] }, 6],
    [
      'in answers one after the other',
      [
        { total: 7, rows: [row(), row({ id: 'b' })] },
        { total: 7, rows: [row({ id: 'c' })] },
      ],
      4,
    ],
    [
      'in answers to two questions, of which one is whole',
      [
        { total: 2, rows: [row(), row({ id: 'b' })] },
        { total: 7, rows: [row({ id: 'c' })] },
      ],
      6,
    ],
  ])('says how many rows are not in the file: %s', (_, content, missing) => {
    expect(read(content).ignored).toEqual([
      `The file says that there are ${missing} more annotations, which it does not have: save them as well.`,
    ]);
  });

  it('joins what is on one page, and keeps pages apart', () => {
    const at = (source: string) => row({ id: source, target: [{ ...row().target[0], source }] });
    const { articles } = read([at(PAGE), at(`${PAGE}#comments`), at('https://news.example/2')]);
    expect(articles.map(({ url }) => url)).toEqual([PAGE, 'https://news.example/2']);
  });
});

describe('Recogito and Annotorious', () => {
  const old = (more: object = {}) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    id: '#5e1c',
    body: [
      { type: 'TextualBody', value: 'their words' },
      { type: 'TextualBody', value: 'Quote', purpose: 'tagging' },
    ],
    target: { selector: [quoted(QUOTE), positioned(23, 45)] },
    ...more,
  });
  const state = (more: object = {}) => ({
    id: 'c0ffee',
    bodies: [
      { id: 'b1', annotation: 'c0ffee', purpose: 'tagging', value: 'Quote' },
      { id: 'b2', annotation: 'c0ffee', purpose: 'commenting', value: 'their words' },
    ],
    target: {
      annotation: 'c0ffee',
      selector: [{ quote: QUOTE, start: 23, end: 45, range: {} }],
      creator: { id: 'u7', name: 'mira' },
      created: '2025-01-01T10:00:00.000Z',
      updated: '2025-01-02T10:00:00.000Z',
    },
    ...more,
  });
  const target = (selector: unknown) => ({ target: { annotation: 'c0ffee', selector } });

  it.each<[string, unknown]>([
    ['the model without a source', [old()]],
    ['their own state', [state()]],
    ['their own state with one selector', [state(target({ quote: QUOTE, start: 23, end: 45 }))]],
    [
      'their own state beside bodies of the model',
      [state({ body: [{ type: 'TextualBody', value: 'other' }] })],
    ],
    [
      'terms and formatted comments in JSON of their own',
      [
        state({
          bodies: [
            { id: 'b1', purpose: 'tagging', value: '{"label":"Quote","id":"https://v.example/q"}' },
            { id: 'b2', value: '{"ops":[{"insert":"their "},{"insert":"words\\n"}]}' },
          ],
        }),
      ],
    ],
    [
      'an export of the server, with terms taken apart',
      [
        {
          '@context': 'http://www.w3.org/ns/anno.jsonld',
          type: 'Annotation',
          id: 'c0ffee',
          motivation: 'commenting',
          body: [
            {
              purpose: 'tagging',
              value: { label: 'Quote', id: 'https://v.example/q' },
              format: 'application/json',
            },
            { type: 'TextualBody', value: 'their words' },
          ],
          target: [
            {
              annotation: 'c0ffee',
              source: 'project-1',
              selector: [quoted(QUOTE), positioned(23, 45)],
            },
          ],
        },
      ],
    ],
    [
      'positions in a page of a PDF',
      [state(target([{ quote: QUOTE, start: 2, end: 24, pageNumber: 4 }]))],
    ],
  ])('are recognised and read: %s', (_, content) => {
    expect(recogniseFormat(inputs(content))?.codec.name).toBe('w3c');
    const { tags, notes, refused, ignored, articles } = read(content);
    expect(tags.map((tag) => tag.slice(0, 2))).toEqual([['Quote', QUOTE]]);
    expect(notes).toEqual(['their words']);
    expect([...refused, ...ignored]).toEqual([]);
    // The text can only be the one that is named.
    expect(articles).toEqual([{}]);
  });

  it('keep whose a state is, and when it was made', () => {
    const { tags, annotations } = read([state()]);
    expect(tags).toEqual([['Quote', QUOTE, 'mira']]);
    expect(annotations).toMatchObject([
      { created: '2025-01-01T10:00:00.000Z', modified: '2025-01-02T10:00:00.000Z' },
    ]);
  });

  it('have several stretches in one annotation', () => {
    const selector = [
      { quote: 'The ferry company', start: 0, end: 17 },
      { quote: QUOTE, start: 23, end: 45 },
    ];
    expect(read([state(target(selector))]).tags).toEqual([
      ['Quote', `The ferry company … ${QUOTE}`, 'unknown'],
    ]);
  });

  it('have tags and comments of several people in one annotation', () => {
    const by = (name: string) => ({ creator: { id: name, name } });
    const { tags, notes } = read([
      old({
        ...by('mira'),
        body: [
          { purpose: 'tagging', value: 'Quote', ...by('mira') },
          { purpose: 'tagging', value: 'Quote', ...by('tom') },
          { purpose: 'commenting', value: 'Is it?', ...by('tom') },
          { purpose: 'replying', value: 'It is.', ...by('mira') },
        ],
      }),
    ]);
    expect(tags).toEqual(
      expect.arrayContaining([
        ['Quote', QUOTE, 'mira'],
        ['Quote', QUOTE, 'tom'],
      ]),
    );
    expect(notes.toSorted()).toEqual(['Is it?\n\nmira: It is.', 'tom: Is it?\n\nIt is.']);
  });

  it.each<[string, unknown, string]>([
    [
      'relations between annotations',
      old({ motivation: 'linking', target: [{ id: '#5e1c' }, { id: '#77' }] }),
      '1 link between tags was left out.',
    ],
    [
      'marks on pictures',
      state(target({ type: 'POLYGON', geometry: { points: [] } })),
      '1 mark on pictures, sound, video, web pages or PDF was left out: it is on no plain text.',
    ],
    ['notes on the whole text', state(target(null)), leftOut('notes on whole pages or texts')],
  ])('%s are counted and named', (_, other, sentence) => {
    const { tags, ignored, refused } = read([old(), other]);
    expect(tags).toHaveLength(1);
    expect([...ignored, ...refused]).toEqual([sentence]);
  });
});

describe('Annotation servers', () => {
  const annotation = (more: object = {}) => ({
    type: 'Annotation',
    target: { source: PAGE, selector: quoted(QUOTE) },
    ...more,
  });
  const term = (more: object) => annotation({ body: { type: 'SpecificResource', ...more } });
  const QUOTE_TERM = 'https://vocab.example/terms/Quote';

  it.each<[string, object]>([
    ['a label of its own', term({ purpose: 'tagging', label: 'Quote', source: 'urn:x' })],
    [
      'a source with a label',
      term({ purpose: 'classifying', source: { id: QUOTE_TERM, label: 'Quote' } }),
    ],
    [
      'a source with a name in a language',
      term({ purpose: 'identifying', source: { id: QUOTE_TERM, prefLabel: { en: 'Quote' } } }),
    ],
    [
      'a source with names in the spelling of RDF',
      term({
        purpose: 'tagging',
        source: {
          '@id': QUOTE_TERM,
          'skos:prefLabel': [{ '@language': 'en', '@value': 'Quote' }, { '@language': 'de' }],
        },
      }),
    ],
    ['an address', term({ purpose: 'tagging', source: QUOTE_TERM })],
    ['an address with a part', term({ purpose: 'tagging', source: 'https://v.example/t#Quote' })],
    ['an address that ends in a slash', term({ purpose: 'tagging', source: `${QUOTE_TERM}/` })],
    ['an address in escapes', term({ purpose: 'tagging', source: 'https://v.example/Qu%6Fte' })],
    ['a name of a namespace', term({ purpose: 'tagging', source: 'urn:vocab:Quote' })],
    ['an address for a value', term({ purpose: 'classifying', value: QUOTE_TERM })],
    ['the address of a body', annotation({ motivation: 'classifying', body: QUOTE_TERM })],
    [
      'a body with nothing but an address',
      annotation({ body: { id: QUOTE_TERM, purpose: 'tagging' } }),
    ],
    [
      'a tag of the drafts before the model',
      annotation({ body: { '@type': 'oa:SemanticTag', related: QUOTE_TERM } }),
    ],
    ['a text', annotation({ motivation: 'tagging', bodyValue: 'Quote' })],
    [
      'the first of several to choose from',
      annotation({
        motivation: 'tagging',
        body: { type: 'Choice', items: [{ value: 'Quote' }, { value: 'Zitat' }] },
      }),
    ],
  ])('name a category by %s', (_, value) => {
    const { tags, refused } = read(value);
    expect(tags.map((tag) => tag.slice(0, 2))).toEqual([['Quote', QUOTE]]);
    expect(refused).toEqual([]);
  });

  it('keep the address of a term beside its name', () => {
    const value = term({ purpose: 'tagging', source: { id: QUOTE_TERM, label: 'Quote' } });
    expect(read(value).annotations).toMatchObject([{ attributes: { address: QUOTE_TERM } }]);
  });

  it('tell terms of one name in two vocabularies apart by their whole addresses', () => {
    const other = 'https://other.example/Quote';
    const { tags } = read([
      term({ purpose: 'tagging', source: QUOTE_TERM }),
      term({ purpose: 'tagging', source: other }),
      term({ purpose: 'tagging', source: 'https://vocab.example/terms/Claim' }),
    ]);
    expect(tags.map(([label]) => label).toSorted()).toEqual(
      ['Claim', other, QUOTE_TERM].toSorted(),
    );
  });

  it.each<[string, object, string, string]>([
    ['a text for a body', { bodyValue: 'Hm.' }, 'commenting', 'Hm.'],
    ['a motivation', { bodyValue: 'Hm.', motivation: 'describing' }, 'describing', 'Hm.'],
    [
      'a rating on a passage',
      { body: { value: '5 stars' }, motivation: 'assessing' },
      'assessing',
      '5 stars',
    ],
    [
      'a link from a passage',
      { body: 'https://who.example/ferries', motivation: 'linking' },
      'linking',
      'https://who.example/ferries',
    ],
    ['a highlight', { motivation: 'highlighting' }, 'highlighting', ''],
    ['nothing at all', {}, 'highlighting', ''],
    [
      'a comment that is elsewhere',
      { body: 'https://who.example/comment' },
      'commenting',
      'https://who.example/comment',
    ],
    [
      'a named address that is no tag',
      { body: { purpose: 'describing', source: { id: 'https://who.example/1', label: 'Who' } } },
      'commenting',
      'Who https://who.example/1',
    ],
  ])('without a tag name what it was made for: %s', (_, more, label, note) => {
    const { tags, notes, refused } = read(annotation(more));
    expect([tags.map(([name]) => name), notes, refused]).toEqual([[label], [note], []]);
  });

  it.each<[string, object]>([
    ['a collection with its page inside', { type: 'AnnotationCollection', first: { items: [0] } }],
    ['pages one after the other', { type: 'AnnotationPage', items: [0], next: { items: [] } }],
    [
      'a first page that is the last one, too',
      {
        type: ['BasicContainer', 'AnnotationCollection'],
        first: { id: 'p1', type: 'AnnotationPage', items: [0] },
        last: { id: 'p1', type: 'AnnotationPage', items: [0] },
      },
    ],
    [
      'a page that names its collection and itself',
      { id: 'urn:uuid:1', type: 'AnnotationPage', partOf: 'c', items: [0], prev: 'urn:uuid:1' },
    ],
    ['a container', { type: 'BasicContainer', 'ldp:contains': [0] }],
    ['a graph', { '@graph': [0] }],
    ['a list in JSON-LD', { type: 'AnnotationPage', 'as:items': { '@list': [0] } }],
    ['a list of any name', { '@context': [{ a: 'b' }], project: 'x', results: [0] }],
    ['answers of a search', { took: 3, hits: { total: 1, hits: [0] } }],
    ['objects around a list', { project: { name: 'x', export: { annotations: [0] } } }],
    ['lists by the addresses of pages', { [PAGE]: [0], links: ['https://news.example/2'] }],
  ])('keep annotations in %s', (_, content) => {
    const whole: unknown = JSON.parse(
      JSON.stringify(content).replaceAll('[0]', JSON.stringify([annotation()])),
    );
    const { tags, refused, ignored } = read(whole);
    expect(tags).toHaveLength(1);
    expect([...refused, ...ignored]).toEqual([]);
  });

  it.each<[string, (item: object) => unknown]>([
    ['alone', (item) => ({ annotation: item })],
    ['in a list', (item) => [{ id: 7, annotation: item }]],
    ['as documents of a search', (item) => ({ hits: { hits: [{ _id: '7', _source: item }] } })],
  ])('keep annotations in objects around each of them: %s', (_, around) => {
    const whole = around(annotation());
    expect(recogniseFormat(inputs(whole))?.codec).toBe(W3C);
    const { tags, refused, ignored } = read(whole);
    expect(tags).toHaveLength(1);
    expect([...refused, ...ignored]).toEqual([]);
  });

  it('never fetch a page, and say how many are elsewhere', () => {
    const { tags, ignored } = read({
      type: 'AnnotationCollection',
      id: 'https://pages.example/',
      first: {
        type: 'AnnotationPage',
        id: 'https://pages.example/1',
        items: [annotation(), 'https://pages.example/a/2'],
        next: 'https://pages.example/2',
      },
      last: { id: 'https://pages.example/9', type: 'AnnotationPage' },
    });
    expect(tags).toHaveLength(1);
    expect(ignored).toEqual([
      '3 pages or annotations are at addresses outside the file, and were not fetched.',
    ]);
  });

  it('call a text by the label of the target, and tell texts without an address apart by it', () => {
    const on = (more: object) => annotation({ target: { ...annotation().target, ...more } });
    const { articles } = read([
      on({ label: 'Ferries' }),
      on({ source: { title: 'A book', author: ['A. Person'] } }),
      on({ source: { title: 'A book' } }),
      on({ source: { id: 'https://news.example/2', label: 'Trains' } }),
      on({ source: { title: 'Another book' } }),
    ]);
    expect(articles).toEqual([
      { url: PAGE, title: 'Ferries' },
      { title: 'A book' },
      { url: 'https://news.example/2', title: 'Trains' },
      { title: 'Another book' },
    ]);
  });

  it('call people by the last part of their address, and take the one of the bodies', () => {
    const body = { purpose: 'tagging', value: 'Quote' };
    const comment = { value: 'Hm.', creator: 'https://people.example/users/mira' };
    expect(read(annotation({ body: [body, comment] })).tags).toEqual([['Quote', QUOTE, 'mira']]);
    const other = { value: 'Oh.', creator: 'https://people.example/users/tom' };
    const { tags, notes } = read(annotation({ body: [body, comment, other] }));
    // Of several, nobody says who named the passage.
    expect(tags).toEqual([['Quote', QUOTE, 'unknown']]);
    expect(notes).toEqual(['mira: Hm.\n\ntom: Oh.']);
  });

  it('keep the note of a body, and name bodies that are not read', () => {
    const { notes, ignored } = read(
      annotation({
        body: [
          { purpose: 'tagging', value: 'Quote', note: 'unsure' },
          { type: 'Feature', purpose: 'georeferencing', geometry: { type: 'Point' } },
        ],
      }),
    );
    expect(notes).toEqual(['unsure']);
    expect(ignored).toEqual([
      'What 1 annotation says beside category, values and note is left out.',
    ]);
  });

  it('read what is on words beside what is not', () => {
    const { tags, ignored } = read(annotation({ target: [PAGE, annotation().target] }));
    expect(tags).toHaveLength(1);
    expect(ignored).toEqual([leftOut('further targets of annotations, besides the passages')]);
  });

  it('refuse with its place what cannot be found, and read the rest', () => {
    const selector = { type: 'XPathSelector', value: '//p' };
    const { tags, refused } = read([
      annotation(),
      annotation({
        target: { source: PAGE, selector },
        body: [
          { purpose: 'tagging', value: 'a' },
          { purpose: 'tagging', value: 'b' },
        ],
      }),
    ]);
    expect(tags).toHaveLength(1);
    expect(refused).toMatchObject([
      { place: 'a.json, /1', tags: 2, reason: expect.stringContaining('XPathSelector') as string },
    ]);
  });

  it('refuse a line that is damaged, and read the others', () => {
    const line = JSON.stringify(annotation());
    const { tags, refused } = read(
      `${line}\n{"type":\n${JSON.stringify(annotation({ id: 'b' }))}\n`,
    );
    expect(tags).toHaveLength(2);
    expect(refused).toMatchObject([{ place: 'a.json, line 2' }]);
  });
});

describe('Hostile files of the family', () => {
  const target = { source: PAGE, selector: quoted(QUOTE) };

  it('names that objects own are tags like any other', () => {
    const tags = ['constructor', 'toString', '__proto__'];
    const { tags: read_ } = read([
      { id: 'a', user: 'acct:mira@x', uri: PAGE, tags, target: [target] },
    ]);
    expect(read_.map(([label]) => label).toSorted()).toEqual(tags.toSorted());
  });

  it('very many bodies are read in no time', () => {
    const body = Array.from({ length: 50_000 }, (_, index) => ({
      purpose: index % 2 === 0 ? 'tagging' : 'commenting',
      value: `t${index % 100}`,
    }));
    const loose = W3C.read?.(inputs({ type: 'Annotation', body, target }), TOOLS);
    expect(loose?.ok === true && loose.value.articles[0]?.tags).toHaveLength(50);
  });

  it('selectors inside selectors end', () => {
    let selector: object = quoted(QUOTE);
    for (let depth = 0; depth < 28; depth += 1)
      selector = { ...quoted(QUOTE), refinedBy: selector };
    expect(read({ type: 'Annotation', target: { source: PAGE, selector } }).tags).toHaveLength(1);
  });
});

describe('drafts of the model and linked data', () => {
  const OA = 'http://www.w3.org/ns/oa#';
  const draft = {
    '@context': 'http://www.w3.org/ns/oa.jsonld',
    '@id': 'http://server.example/1',
    '@type': 'oa:Annotation',
    motivatedBy: 'oa:tagging',
    annotatedBy: { '@id': 'http://server.example/mira', '@type': 'foaf:Person', name: 'mira' },
    annotatedAt: '2014-02-01T00:00:00Z',
    hasBody: [
      { '@type': ['oa:Tag', 'cnt:ContentAsText'], chars: 'Quote' },
      { '@type': 'cnt:ContentAsText', chars: 'their words' },
    ],
    hasTarget: {
      '@type': 'oa:SpecificResource',
      hasSource: PAGE,
      hasSelector: {
        '@type': 'oa:TextQuoteSelector',
        prefix: 'company said ',
        exact: QUOTE,
        suffix: ' at',
      },
    },
  };
  const prefixed = {
    '@id': 'ex:1',
    '@type': 'oa:Annotation',
    'oa:motivatedBy': { '@id': 'oa:tagging' },
    'dcterms:creator': { '@id': 'ex:mira', 'foaf:name': 'mira' },
    'dcterms:created': { '@value': '2014-02-01T00:00:00Z', '@type': 'xsd:dateTime' },
    'oa:hasBody': [
      { '@type': 'oa:TextualBody', 'oa:hasPurpose': { '@id': 'oa:tagging' }, 'rdf:value': 'Quote' },
      { '@type': 'oa:TextualBody', 'oa:hasPurpose': 'oa:commenting', 'rdf:value': 'their words' },
    ],
    'oa:hasTarget': {
      'oa:hasSource': { '@id': PAGE },
      'oa:hasSelector': {
        '@type': 'oa:TextPositionSelector',
        'oa:start': { '@value': '23', '@type': 'xsd:nonNegativeInteger' },
        'oa:end': 45,
      },
    },
  };
  const whole = [
    {
      '@id': 'http://server.example/1',
      '@type': [`${OA}Annotation`],
      'http://purl.org/dc/terms/creator': [{ '@id': 'http://server.example/mira' }],
      [`${OA}motivatedBy`]: [{ '@id': `${OA}tagging` }],
      [`${OA}hasBody`]: [{ '@id': '_:tag' }, { '@id': '_:note' }],
      [`${OA}hasTarget`]: [{ '@id': '_:target' }],
    },
    {
      '@id': 'http://server.example/mira',
      'http://xmlns.com/foaf/0.1/name': [{ '@value': 'mira' }],
    },
    {
      '@id': '_:tag',
      '@type': [`${OA}TextualBody`],
      [`${OA}hasPurpose`]: [{ '@id': `${OA}tagging` }],
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#value': [
        { '@value': 'Quote', '@language': 'en' },
      ],
    },
    {
      '@id': '_:note',
      '@type': [`${OA}TextualBody`],
      [`${OA}hasPurpose`]: [{ '@id': `${OA}commenting` }],
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#value': [{ '@value': 'their words' }],
    },
    {
      '@id': '_:target',
      [`${OA}hasSource`]: [{ '@id': PAGE }],
      [`${OA}hasSelector`]: [{ '@id': '_:selector' }],
    },
    {
      '@id': '_:selector',
      '@type': [`${OA}TextQuoteSelector`],
      [`${OA}exact`]: [{ '@value': QUOTE }],
    },
  ];

  it.each([
    ['Open Annotation', draft],
    ['Open Annotation in a list', [draft]],
    [
      'Open Annotation in a graph',
      { '@context': 'http://www.w3.org/ns/oa.jsonld', '@graph': [draft] },
    ],
    [
      'Open Annotation on lines',
      `${JSON.stringify(draft)}\n${JSON.stringify({ ...draft, '@id': 'x:2', hasTarget: PAGE })}\n`,
    ],
    ['names with a prefix', prefixed],
    ['whole addresses, with everything named by its id', whole],
    ['the same in a graph', { '@graph': whole }],
  ])('are read: %s', (_, content) => {
    expect(recogniseFormat(inputs(content))?.codec).toBe(W3C);
    const { tags, notes, articles, refused, misplaced } = read(content);
    expect(refused).toEqual([]);
    expect(misplaced).toEqual([]);
    expect(tags).toEqual([['Quote', QUOTE, 'mira']]);
    expect(notes).toEqual(['their words']);
    expect(articles).toEqual([{ url: PAGE }]);
  });

  it('count what is about a whole page, and do not hang on what is named within itself', () => {
    const { tags, ignored } = read([
      { ...draft, '@id': 'x:2', hasTarget: { '@id': PAGE }, hasBody: { '@id': '_:a' } },
      { '@id': '_:a', hasBody: { '@id': '_:b' } },
      { '@id': '_:b', hasBody: { '@id': '_:a' } },
    ]);
    expect(tags).toEqual([]);
    expect(ignored).toEqual([leftOut('notes on whole pages or texts')]);
  });
});

describe('a range from some words up to others', () => {
  const range = (start: object, end: object) => ({
    type: 'Annotation',
    body: 'Quote',
    motivation: 'tagging',
    target: {
      source: PAGE,
      selector: { type: 'RangeSelector', startSelector: start, endSelector: end },
    },
  });

  it.each([
    ['of quotes', quoted('“no boat'), quoted(' at noon')],
    ['of quotes with surroundings', quoted('“no', 'said '), quoted(' at', 'today”')],
    ['of a position and a quote', positioned(23, 24), quoted(' at noon')],
    ['of a quote and a position', quoted('“no boat'), positioned(45, 46)],
    ['of two positions', positioned(23, 24), positioned(45, 46)],
  ])('is the stretch between %s', (_, start, end) => {
    const { tags, refused, misplaced } = read(range(start, end));
    expect([refused, misplaced]).toEqual([[], []]);
    expect(tags).toEqual([['Quote', QUOTE, 'unknown']]);
  });

  it.each([
    ['words that are not there', quoted('“yes'), quoted(' at noon')],
    ['an end that stands in several places', quoted('“no boat'), quoted('a')],
  ])('is kept for a person: %s', (_, start, end) => {
    const { tags, misplaced, refused } = read(range(start, end));
    expect([tags, refused]).toEqual([[], []]);
    expect(misplaced).toMatchObject([{ proposal: null }]);
  });

  it('is refused where its end stands before its beginning', () => {
    expect(read(range(quoted('at noon'), quoted('The ferry'))).refused).toMatchObject([
      { reason: 'The words at its end do not stand behind those at its beginning.', tags: 1 },
    ]);
  });
});
