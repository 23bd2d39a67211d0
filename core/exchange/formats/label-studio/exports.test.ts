import { describe, expect, it } from 'vitest';

import { withoutRejected } from '../../content/answers.ts';
import { placeContent } from '../../placing/place.ts';
import { CODEBOOK, TOOLS } from '../../testing/contents.ts';
import { toInput } from '../../testing/contract.ts';
import { LABEL_STUDIO } from './label-studio.ts';

const TEXT = 'The mayor said 🌐 “we will rebuild” on Monday.\nOthers called it\na promise.\n';
const QUOTE = '“we will rebuild”';

function read(value: unknown) {
  const files = toInput([{ path: 'tasks.json', content: JSON.stringify(value) }]);
  expect(LABEL_STUDIO.recognise(files)).toBeGreaterThan(0.5);
  const loose = LABEL_STUDIO.read?.(files, TOOLS);
  if (!loose?.ok) throw new Error(loose?.error.detail);
  return placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
}

type Back = ReturnType<typeof read>;

/** Every tag that is placed: whose, which category, which words. */
const tagsOf = ({ sets, annotators }: Back) =>
  sets.flatMap(({ annotator, annotations }) =>
    annotations.map(({ category, fragments }) => [
      annotators.find(({ id }) => id === annotator)?.name,
      category,
      ...fragments.map(({ exact }) => exact),
    ]),
  );
const reasonsOf = ({ refused }: Back) => refused.map(({ reason }) => reason).join('\n');

const at = (words: string, text = TEXT) => {
  const start = Array.from(text.slice(0, text.indexOf(words))).length;
  return { start, end: start + Array.from(words).length };
};
const onText = (words: string, more: object = {}, text = TEXT) => ({
  id: words,
  from_name: 'ner',
  to_name: 'article',
  type: 'labels',
  value: { ...at(words, text), text: words, labels: ['Quote'] },
  ...more,
});
const task = (data: object, result: readonly unknown[], more: object = {}) => ({
  id: 1,
  data,
  annotations: [{ id: 9, completed_by: 1, was_cancelled: false, result, ...more }],
  predictions: [],
});

describe('the text of a task', () => {
  const beside = { url: 'https://example.org/a', outlet: 'The Paper', section: 'Local' };

  it('is the one that has the words of the regions where they say', () => {
    const back = read([task({ ...beside, body: TEXT, lead: `${TEXT} again` }, [onText(QUOTE)])]);
    // Both begin with it, and nothing else tells them apart.
    expect(reasonsOf(back)).toMatch(/several of its texts: “body”, “lead”/u);
    const other = read([task({ ...beside, body: TEXT, lead: 'A mayor speaks' }, [onText(QUOTE)])]);
    expect(tagsOf(other)).toEqual([['user 1', 'quote', QUOTE]]);
    expect(other.articles[0]).toMatchObject({
      text: TEXT,
      details: { url: 'https://example.org/a', outlet: 'The Paper' },
    });
    expect(other.ignored).toEqual([{ kind: 'unknown', count: 2, names: { section: 1, lead: 1 } }]);
  });

  it('is called as in the other tasks where the regions of one do not say', () => {
    const back = read([
      task({ body: TEXT, lead: 'A mayor speaks' }, [onText(QUOTE)]),
      task({ body: `${TEXT}!`, lead: `${TEXT}?` }, [onText(QUOTE)]),
      task({ body: 'Nothing.', lead: 'Nothing was said.' }, []),
    ]);
    expect(back.articles.map(({ text }) => text)).toEqual([TEXT, `${TEXT}!`, 'Nothing.']);
    expect(tagsOf(back)).toHaveLength(2);
  });

  it('is two articles where regions are on two texts', () => {
    const back = read([
      task({ headline: `${QUOTE}, says the mayor`, body: TEXT }, [
        onText(QUOTE),
        onText(QUOTE, { id: 'h', to_name: 'headline' }, `${QUOTE}, says the mayor`),
      ]),
    ]);
    expect(back.articles).toHaveLength(2);
    expect(tagsOf(back)).toHaveLength(2);
  });

  it.each([
    ['no words fit', { one: 'A.', two: 'B.' }, /in none of its texts: “one”, “two”/u],
    ['it is elsewhere', { article: 'https://example.org/a.txt' }, /address of a file/u],
    ['a file is named', { article: 'a.txt' }, /address of a file/u],
    ['there is none', { image: 7 }, /It has no text\./u],
  ])('is refused with the reason where %s', (_, data, reason) => {
    const back = read([task(data, [onText(QUOTE)])]);
    expect(back.articles).toEqual([]);
    expect(reasonsOf(back)).toMatch(reason);
    expect(back.refused[0]?.tags).toBe(1);
  });

  it('has words over a line end, which the program writes as a backslash and an n', () => {
    const words = 'called it\na promise';
    const value = { ...at(words), text: words.replaceAll('\n', '\\n'), labels: ['Quote'] };
    expect(tagsOf(read([task({ text: TEXT }, [onText(words, { value })])]))).toEqual([
      ['user 1', 'quote', words],
    ]);
  });
});

describe('words that are not quite at their place', () => {
  const TWICE = 'So no ship and no ship end.';
  it.each([
    ['a space more is marked', TWICE, { start: 2, end: 10 }, 'no ship'],
    ['line ends are counted as one', TEXT.replaceAll('\n', '\r\n'), at('a promise'), 'a promise'],
    ['numbers are words', TWICE, { start: '3', end: '10.0' }, 'no ship'],
  ])('are placed without what is beside them where %s', (_, text, place, words) => {
    const value = { ...place, text: words, labels: ['Quote'] };
    expect(tagsOf(read([task({ text }, [onText(words, { value })])]))).toEqual([
      ['user 1', 'quote', words],
    ]);
  });

  it('are not taken for those of an old export where they stand twice', () => {
    const value = { start: 2, end: 9, text: 'no ship', labels: ['Quote'] };
    const back = read([task({ text: TWICE }, [onText('no ship', { value })])]);
    expect(tagsOf(back)).toEqual([]);
    expect(back.sets.flatMap(({ misplaced }) => misplaced)).toHaveLength(1);
  });
});

describe('tasks on lines', () => {
  it('are read as those of a list, each for itself', () => {
    const lines = [task({ text: TEXT }, [onText(QUOTE)]), task({ text: 'B.' }, [])];
    const content = `${lines.map((each) => JSON.stringify(each)).join('\n')}\n{"data":\n`;
    const files = toInput([{ path: 'tasks.jsonl', content }]);
    expect(LABEL_STUDIO.recognise(files)).toBeGreaterThan(0.5);
    const loose = LABEL_STUDIO.read?.(files, TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    const back = placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(tagsOf(back)).toEqual([['user 1', 'quote', QUOTE]]);
    expect(back.articles).toHaveLength(2);
    expect(back.refused).toMatchObject([{ place: 'tasks.jsonl, line 3' }]);
  });
});

describe('regions of old exports', () => {
  it('end at their last character', () => {
    const { start, end } = at(QUOTE);
    const value = { start, end: end - 1, text: QUOTE, labels: ['Quote'] };
    expect(tagsOf(read([task({ text: TEXT }, [onText(QUOTE, { value })])]))).toEqual([
      ['user 1', 'quote', QUOTE],
    ]);
  });

  it('have their labels under the name of another type', () => {
    const value = { ...at(QUOTE), text: QUOTE, htmllabels: ['Quote'] };
    const region = onText(QUOTE, { type: 'hypertextlabels', value });
    expect(tagsOf(read([task({ text: TEXT }, [region])]))).toEqual([['user 1', 'quote', QUOTE]]);
  });
});

describe('the short form of the export', () => {
  const record = {
    id: 4,
    text: TEXT,
    title: 'A promise',
    sentiment: 'positive',
    ner: [{ ...at(QUOTE), text: QUOTE, labels: ['Quote'] }],
    quoteType: [{ ...at(QUOTE), text: QUOTE, choices: ['Direct'] }],
    annotator: 3,
    annotation_id: 9,
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-02T00:00:00Z',
    lead_time: 10.1,
  };

  it('has regions under the names of their controls', () => {
    const back = read([record, { ...record, annotator: 'b@example.org', annotation_id: 10 }]);
    expect(tagsOf(back).sort()).toEqual([
      ['b@example.org', 'quote', QUOTE],
      ['user 3', 'quote', QUOTE],
    ]);
    expect(back.articles).toMatchObject([{ details: { title: 'A promise' } }]);
    expect(back.sets[0]?.annotations[0]).toMatchObject({
      attributes: { quoteType: 'direct' },
      created: '2024-01-01T00:00:00Z',
      modified: '2024-01-02T00:00:00Z',
    });
    expect(back.ignored).toEqual([{ kind: 'unknown', count: 2, names: { sentiment: 2 } }]);
  });

  it('may have its results as JSON in a cell of a table', () => {
    const back = read([{ ...record, ner: JSON.stringify(record.ner) }]);
    expect(tagsOf(back)).toEqual([['user 3', 'quote', QUOTE]]);
  });

  it('may have been cancelled', () => {
    const back = read([{ ...record, was_cancelled: true }]);
    expect(tagsOf(back)).toEqual([]);
    expect(back.ignored).toContainEqual({ kind: 'cancelled', count: 1 });
  });

  it('may have a dialogue, and nothing on it', () => {
    const turns = [{ author: 'Ann', text: 'Yes.' }];
    const back = read([{ dialogue: turns, annotator: 1, annotation_id: 2, lead_time: 1 }]);
    expect(back.articles).toMatchObject([{ text: 'Ann: Yes.' }]);
  });
});

describe('pages of HTML', () => {
  const HTML =
    '<!-- a --><html><head><title>t</title><style>p{}</style></head><body><h1>News &amp; more</h1>\n' +
    '<p class="a>b" title=it\'s>The  mayor said<br>🌐 <b>“we will</b> rebuild”&nbsp;!</p><p>Others.</p></body></html>';
  const SHOWN = 'News & more\nThe mayor said\n🌐 “we will rebuild”\u00a0!\nOthers.';
  const onPage = (value: object, more: object = {}) => ({
    id: 'a',
    from_name: 'ner',
    to_name: 'page',
    type: 'hypertextlabels',
    value: { hypertextlabels: ['Quote'], ...value },
    ...more,
  });
  const paths = { start: '/p[1]/b[1]/text()[1]', end: '/p[1]/text()[3]' };

  it.each([
    [
      'positions in the whole page',
      { globalOffsets: { start: 34, end: 51 }, start: '/x[1]', end: '/x[1]' },
    ],
    ['paths', { ...paths, startOffset: 0, endOffset: 9, text: QUOTE }],
    [
      'paths from the root, without words',
      {
        start: '/html[1]/body[1]/p[1]/b[1]/text()[1]',
        end: '/html[1]/body[1]/p[1]/text()[3]',
        startOffset: 0,
        endOffset: 9,
      },
    ],
    ['words alone', { start: '/x[1]', end: '/x[1]', startOffset: 0, endOffset: 1, text: QUOTE }],
  ])('are read without their markup, with tags by %s', (_, value) => {
    const back = read([task({ html: HTML }, [onPage(value)])]);
    expect(back.articles[0]?.text).toBe(SHOWN);
    expect(tagsOf(back)).toEqual([['user 1', 'quote', QUOTE]]);
  });

  it.each([
    [
      'another type',
      { type: 'labels', value: { ...paths, startOffset: 0, endOffset: 9, labels: ['Quote'] } },
    ],
    [
      'the type of old exports',
      {
        type: 'htmllabels',
        value: { ...paths, startOffset: 0, endOffset: 9, htmllabels: ['Quote'], text: QUOTE },
      },
    ],
  ])('are known by paths in regions of %s', (_, more) => {
    expect(tagsOf(read([task({ html: HTML }, [onPage({}, more)])]))).toEqual([
      ['user 1', 'quote', QUOTE],
    ]);
  });

  it('are never imported as their source, with or without tags', () => {
    const back = read([task({ html: '<p>One.</p><p>Two.</p>' }, [])]);
    expect(back.articles[0]?.text).toBe('One.\nTwo.');
    expect(back.ignored).toEqual([{ kind: 'unknown', count: 1, what: 'markup of web pages' }]);
  });

  it('have regions of old exports that are refused without words, whose paths nobody can follow', () => {
    const value = { ...paths, startOffset: 0, endOffset: 9, htmllabels: ['Quote'], text: '' };
    const back = read([task({ html: HTML }, [onPage({}, { type: 'htmllabels', value })])]);
    expect(reasonsOf(back)).toBe('It has no words to be found by.');
  });

  it('have regions that are refused where neither place nor words are there', () => {
    const value = { start: '/x[1]', end: '/x[1]', startOffset: 0, endOffset: 1 };
    const back = read([task({ html: HTML }, [onPage(value)])]);
    expect(reasonsOf(back)).toBe('Where it stands on the page cannot be found.');
    expect(back.read).toBe(1);
  });
});

describe('dialogues', () => {
  const turns = [
    { author: 'Ann', text: 'The mayor 🌐 said no.', start: 0.1 },
    { author: 'Bob:', text: 'I see. Yes.' },
    { text: 'Well.' },
  ];
  const onTurns = (value: object) => ({
    id: 'p',
    from_name: 'ner',
    to_name: 'talk',
    type: 'paragraphlabels',
    value: { paragraphlabels: ['Quote'], ...value },
  });

  it.each([
    [
      'one turn',
      { start: '0', end: '0', startOffset: 12, endOffset: 19, text: 'said no' },
      ['said no'],
    ],
    [
      'one turn, in UTF-16',
      { start: 0, end: 0, startOffset: 13, endOffset: 20, text: 'said no' },
      ['said no'],
    ],
    [
      'several turns',
      { start: '0', end: '1', startOffset: 12, endOffset: 6 },
      ['said no.', 'I see.'],
    ],
    [
      'several turns, with who speaks among the words',
      {
        start: '0',
        end: '2',
        startOffset: 12,
        endOffset: 5,
        text: 'said no.\\nBob:\\nI see. Yes.\\nWell.',
      },
      ['said no.', 'I see. Yes.', 'Well.'],
    ],
  ])('are one article, with tags in %s', (_, value, words) => {
    const back = read([task({ talk: turns }, [onTurns(value)])]);
    expect(back.articles[0]?.text).toBe('Ann: The mayor 🌐 said no.\nBob: I see. Yes.\nWell.');
    expect(tagsOf(back)).toEqual([['user 1', 'quote', ...words]]);
    expect(back.ignored).toEqual([{ kind: 'unknown', count: 1, names: { start: 1 } }]);
  });

  it('are known by what is longest where the project has names of its own for it', () => {
    const value = { start: 0, end: 0, startOffset: 0, endOffset: 9, text: 'The mayor' };
    const talk = [
      { who: 'Ann', utterance: 'The mayor said no.' },
      { who: 'Bob', utterance: 'I see.' },
    ];
    const back = read([task({ talk, options: [{ value: 'A' }] }, [onTurns(value)])]);
    expect(back.articles[0]?.text).toBe('Ann: The mayor said no.\nBob: I see.');
    expect(tagsOf(back)).toEqual([['user 1', 'quote', 'The mayor']]);
  });

  it('have regions that are refused where there is no such turn', () => {
    const value = { start: '7', end: '7', startOffset: 0, endOffset: 1 };
    expect(reasonsOf(read([task({ talk: turns }, [onTurns(value)])]))).toMatch(/in the turns/u);
  });
});

describe('whose tags they are', () => {
  const prediction = { model_version: 'quotes-v1', score: 0.9, result: [onText(QUOTE)] };

  it('are those of a model where nobody has worked', () => {
    const back = read([{ data: { text: TEXT }, predictions: [prediction] }]);
    expect(tagsOf(back)).toEqual([['quotes-v1', 'quote', QUOTE]]);
    const what = 'marks of tags as predictions, which nobody has confirmed';
    expect(back.ignored).toEqual([{ kind: 'unknown', count: 1, what }]);
  });

  it('leaves out what a model proposed to people, and says so', () => {
    const back = read([
      { ...task({ text: TEXT }, [onText(QUOTE)]), predictions: [prediction] },
      { data: { text: 'Nothing.' }, annotations: [], predictions: [prediction] },
    ]);
    expect(tagsOf(back)).toEqual([['user 1', 'quote', QUOTE]]);
    expect(back.ignored).toEqual([{ kind: 'predictions', count: 2 }]);
  });

  it('says that ground truth is not marked', () => {
    const back = read([task({ text: TEXT }, [onText(QUOTE)], { ground_truth: true })]);
    expect(back.ignored).toEqual([
      { kind: 'unknown', count: 1, what: 'marks of annotations as ground truth' },
    ]);
  });

  it('leaves out annotations that were skipped, and says so', () => {
    const back = read([task({ text: TEXT }, [onText(QUOTE)], { was_cancelled: true })]);
    expect(tagsOf(back)).toEqual([]);
    expect(back.ignored).toEqual([{ kind: 'cancelled', count: 1 }]);
  });

  it('tells people apart who went on from the same regions, and two of one name', () => {
    const id = '0b6cf4a5-3d53-4a5e-8df4-1a2b3c4d5e6f';
    const person = (number: number) => ({ id: number, first_name: 'Ann', last_name: 'B' });
    const back = read([
      {
        data: { text: TEXT },
        annotations: [1, 2].map((number) => ({
          completed_by: person(number),
          result: [onText(QUOTE, { id })],
        })),
      },
    ]);
    expect(back.refused).toEqual([]);
    expect(tagsOf(back)).toEqual([
      ['Ann B', 'quote', QUOTE],
      ['Ann B', 'quote', QUOTE],
    ]);
    expect(back.annotators).toHaveLength(2);
  });

  const byNumber = { id: 1, email: 'ann@example.org', first_name: 'Ann', last_name: 'B' };

  it.each<[string, readonly unknown[], readonly string[]]>([
    ['a number first', [1, byNumber], ['Ann B', 'Ann B']],
    ['a number last', [byNumber, 1], ['Ann B', 'Ann B']],
    [
      'an address alone',
      [{ id: 1, email: 'ann@example.org' }, 1],
      ['ann@example.org', 'ann@example.org'],
    ],
    ['a name of the server', [1, { id: 1, username: 'ann' }], ['ann', 'ann']],
    ['another number', [byNumber, 2], ['Ann B', 'user 2']],
    [
      'a number that two people have, on two servers',
      [byNumber, { id: 1, email: 'bo@example.org' }, 1],
      ['Ann B', 'bo@example.org', 'user 1'],
    ],
  ])('takes %s and the same person with a name for one', (_, users, names) => {
    const places = [QUOTE, 'Others', 'a promise'];
    const tasks = users.map((completed_by, index) =>
      task({ text: TEXT }, [onText(places[index] ?? '')], { completed_by }),
    );
    const back = read(tasks);
    expect(
      tagsOf(back)
        .map(([name]) => name)
        .sort(),
    ).toEqual([...names].sort());
    expect(back.annotators).toHaveLength(new Set(names).size);
  });

  it('knows what a reviewer did not accept', () => {
    const reviews = [{ accepted: false, created_by: { id: 5, email: 'r@example.org' } }];
    const back = read([task({ text: TEXT }, [onText(QUOTE)], { reviews })]);
    expect(back.reviews[0]?.decisions).toMatchObject([
      { verdict: 'keep', kept: [], note: 'Rejected by r@example.org' },
    ]);
    expect(withoutRejected(back)).toMatchObject({ rejected: 1 });
  });

  it('reads an annotation that has its task inside', () => {
    const whole = {
      id: 9,
      completed_by: 4,
      result: [onText(QUOTE)],
      task: { data: { text: TEXT } },
    };
    expect(tagsOf(read(whole))).toEqual([['user 4', 'quote', QUOTE]]);
  });
});

describe('results of other kinds', () => {
  it('keeps what is answered about a region, and counts the rest by its name', () => {
    const answer = (id: string, type: string, value: object) => ({
      id,
      from_name: type,
      to_name: 'article',
      type,
      value,
    });
    const back = read([
      task({ article: TEXT }, [
        onText(QUOTE, { id: 'a', meta: { text: ['Sure?'] } }),
        answer('a', 'number', { number: 3 }),
        answer('a', 'taxonomy', { taxonomy: [['Politics', 'Local']] }),
        answer('b', 'taxonomy', { ...at('Monday'), text: 'Monday', taxonomy: [['Time', 'Day']] }),
        answer('c', 'choices', { choices: ['News'] }),
        answer('d', 'rectanglelabels', { x: 1, y: 2, rectanglelabels: ['Face'] }),
        answer('d', 'textarea', { text: ['A face'] }),
        { ...answer('e', 'labels', { start: 0.5, end: 1.5, labels: ['Noise'], channel: 0 }) },
        { type: 'relation', from_id: 'a', to_id: 'b', direction: 'right' },
      ]),
    ]);
    expect(back.sets[0]?.annotations).toMatchObject([
      { note: 'Sure?', attributes: { number: '3', taxonomy: 'Politics / Local' } },
      { fragments: [{ exact: 'Monday' }] },
    ]);
    expect(back.unknownLabels).toEqual(['Time / Day']);
    expect(back.ignored).toEqual([
      { kind: 'regions', count: 2 },
      { kind: 'links', count: 1 },
      { kind: 'text-labels', count: 1, names: { choices: 1 } },
      { kind: 'unknown', count: 1, what: 'answers about marks on pictures, sound or video' },
    ]);
  });
});
