import { describe, expect, it } from 'vitest';

import { withoutRejected } from '../../content/answers.ts';
import { placeContent } from '../../placing/place.ts';
import { CODEBOOK, TOOLS } from '../../testing/contents.ts';
import { toInput } from '../../testing/contract.ts';
import { LABEL_STUDIO } from '../label-studio/label-studio.ts';
import { DOCCANO } from './doccano.ts';
import { PRODIGY } from './prodigy.ts';
import { SPACY } from './spacy.ts';

const TEXT = 'The mayor said 🌐 “we will rebuild” on Monday.\nOthers called it a promise.\n';
const QUOTE = '“we will rebuild”';
const [START, END] = [17, 34];
const [FROM, TO] = [63, 72];

type Codec = typeof DOCCANO;

const asLines = (...records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');
const asList = (...records: readonly unknown[]): string => JSON.stringify(records, null, 1);

/** Reads a file that one of the formats must take for its own. */
function read(codec: Codec, content: string) {
  const files = toInput([{ path: 'a.json', content }]);
  const certain = [DOCCANO, PRODIGY, SPACY, LABEL_STUDIO].map((each) => each.recognise(files));
  expect(codec.recognise(files)).toBeGreaterThanOrEqual(0.5);
  expect(codec.recognise(files)).toBe(Math.max(...certain));
  const loose = codec.read?.(files, TOOLS);
  if (!loose?.ok) throw new Error(loose?.error.detail);
  return placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
}

type Back = ReturnType<typeof read>;

/** Every tag that is placed: whose, which category, which words. */
const tagsOf = ({ sets, annotators }: Pick<Back, 'sets' | 'annotators'>) =>
  sets.flatMap(({ annotator, annotations }) =>
    annotations.map(({ category, fragments }) => [
      annotators.find(({ id }) => id === annotator)?.name,
      category,
      fragments[0]?.exact,
    ]),
  );
const BOTH = [
  ['unknown', 'quote', QUOTE],
  ['unknown', 'claim', 'a promise'],
];
const CLAIM = 'Claim (checkable)';
const LABELS = [
  [START, END, 'Quote'],
  [FROM, TO, CLAIM],
];
const SPANS = [
  { start: START, end: END, label: 'Quote' },
  { start: FROM, end: TO, label: CLAIM },
];
const one = (label: unknown) => ({ start: START, end: END, label });
const two = (label: unknown) => ({ start: FROM, end: TO, label });
const TOKENS = [
  { text: 'The', start: 0, end: 3, id: 0 },
  { text: QUOTE, start: START, end: END, id: 1 },
  { text: 'a promise', start: FROM, end: TO, id: 2 },
];

describe('forms of one text with two tags', () => {
  const doccano = SPANS.map(({ start, end, label }, id) => ({
    id,
    label,
    start_offset: start,
    end_offset: end,
  }));
  const hashes = { _input_hash: 1, _task_hash: 2 };

  it.each<[string, Codec, unknown]>([
    ['doccano, `label`', DOCCANO, { id: 1, text: TEXT, label: LABELS }],
    ['doccano, `labels`', DOCCANO, { id: 1, text: TEXT, labels: LABELS }],
    [
      'labels before their positions',
      DOCCANO,
      { id: 1, text: TEXT, label: LABELS.map(([start, end, label]) => [label, start, end]) },
    ],
    ['doccano 1.4, `data`', DOCCANO, { id: 1, data: TEXT, label: LABELS }],
    [
      'doccano 1.5, `data` and `entities`',
      DOCCANO,
      { data: TEXT, entities: doccano, relations: [] },
    ],
    ['doccano, intents', DOCCANO, { text: TEXT, entities: LABELS, cats: [] }],
    ['doccano, names in `annotations`', DOCCANO, { text: TEXT, annotations: doccano }],
    ['`entities` with `start` and `end`', DOCCANO, { text: TEXT, entities: SPANS }],
    ['columns of a name of their own', DOCCANO, { id: 1, article: TEXT, marked: LABELS }],
    ['a text of that name', DOCCANO, { sentence: TEXT, label: LABELS, url: 'https://e.example' }],
    ['a text of that name with `spans`', DOCCANO, { content: TEXT, spans: SPANS }],
    ['labels of that name', DOCCANO, { text: TEXT, ner: LABELS, Comments: [] }],
    ['objects of that name', DOCCANO, { text: TEXT, ner: SPANS }],
    [
      'labels of that name in two columns',
      DOCCANO,
      { text: TEXT, ana: LABELS.slice(0, 1), ben: LABELS.slice(1) },
    ],
    [
      'stretches by their labels',
      DOCCANO,
      { text: TEXT, label: { Quote: [[START, END]], [CLAIM]: [[FROM, TO]] } },
    ],
    [
      'words with labels, and no positions',
      DOCCANO,
      {
        text: TEXT,
        entities: [
          { text: QUOTE, label: 'Quote' },
          { text: 'a promise', label: CLAIM },
        ],
      },
    ],
    [
      'numbers that a table made words of',
      DOCCANO,
      {
        text: TEXT,
        label: [
          [String(START), `${END}.0`, 'Quote'],
          [FROM, String(TO), CLAIM],
        ],
      },
    ],
    ...Object.entries({
      'begin and end': ['begin', 'end', 'label'],
      'start_offset and tag': ['start_offset', 'end_offset', 'tag'],
      'from and to': ['from', 'to', 'type'],
      'start_char and end_char, as Stanza': ['start_char', 'end_char', 'type'],
      'startOffset and endOffset': ['startOffset', 'endOffset', 'category'],
      'BeginOffset and EndOffset, as a service writes them': ['BeginOffset', 'EndOffset', 'Type'],
      'entity_group, as transformers write it': ['start', 'end', 'entity_group'],
    }).map(([name, [from = '', to = '', called = '']]): [string, Codec, unknown] => [
      `entities with ${name}`,
      DOCCANO,
      {
        text: TEXT,
        entities: SPANS.map(({ start, end, label }) => ({
          [from]: start,
          [to]: end,
          [called]: label,
        })),
      },
    ]),
    [
      'entities with offset and length',
      DOCCANO,
      {
        text: TEXT,
        entities: SPANS.map(({ start, end, label }) => ({
          category: label,
          offset: start,
          length: end - start,
        })),
      },
    ],
    [
      'spans with begin and type',
      SPACY,
      {
        text: TEXT,
        spans: SPANS.map(({ start, end, label }) => ({ begin: start, end, type: label })),
      },
    ],
    ['spaCy, a pair with nothing more', SPACY, [TEXT, { entities: LABELS }, {}]],
    ['spaCy, a pair with categories', SPACY, [TEXT, { entities: LABELS }, { cats: {} }]],
    ['several labels of one stretch', SPACY, { text: TEXT, spans: [one(['Quote']), two([CLAIM])] }],
    ['Prodigy', PRODIGY, { text: TEXT, spans: SPANS, ...hashes }],
    [
      'Prodigy, with tokens',
      PRODIGY,
      { text: TEXT, spans: SPANS, tokens: TOKENS, answer: 'accept' },
    ],
    [
      'Prodigy, by the numbers of tokens',
      PRODIGY,
      {
        text: TEXT,
        spans: [
          { token_start: 1, token_end: 1, label: 'Quote' },
          { token_start: 2, token_end: 2, label: CLAIM },
        ],
        tokens: TOKENS,
        answer: 'accept',
      },
    ],
    ['spaCy, `spans`', SPACY, { text: TEXT, spans: SPANS }],
    ['spaCy, `Doc.to_json`', SPACY, { text: TEXT, ents: SPANS, sents: [], tokens: TOKENS }],
    ['spaCy, groups of spans', SPACY, { text: TEXT, spans: { sc: SPANS }, tokens: TOKENS }],
    [
      'spaCy, groups of spans in tokens',
      SPACY,
      {
        text: TEXT,
        tokens: TOKENS,
        spans: {
          sc: [
            { start: 1, end: 2, label: 'Quote' },
            { start: 2, end: 3, label: CLAIM },
          ],
        },
      },
    ],
    [
      'spaCy, entities and a group of them',
      SPACY,
      { text: TEXT, ents: SPANS, spans: { sc: SPANS } },
    ],
    ['spaCy, pairs', SPACY, [TEXT, { entities: LABELS }]],
    ['spaCy, pairs with groups', SPACY, [TEXT, { spans: { sc: LABELS } }]],
    ['pairs with a list', SPACY, [TEXT, LABELS]],
    [
      'pairs inside an object, as tools for annotating write them',
      SPACY,
      { classes: ['QUOTE'], annotations: [[TEXT, { entities: LABELS }], null] },
    ],
  ])('%s', (_, codec, record) => {
    const onLines = asLines(record);
    const ways = [onLines, asList(record), `\ufeff${asList(record)}`, onLines.replace('\n', '\r')];
    for (const content of ways) {
      const back = read(codec, content);
      expect(back.articles.map(({ text }) => text)).toEqual([TEXT]);
      expect(tagsOf(back)).toEqual(BOTH);
      expect(back.ignored.filter(({ kind }) => kind !== 'duplicates')).toEqual([]);
    }
  });

  it('may stand behind records without tags', () => {
    const nothing = { text: 'Nothing.', _input_hash: 3, _task_hash: 4, answer: 'ignore' };
    const back = read(PRODIGY, asLines(nothing, nothing, { text: TEXT, spans: SPANS, ...hashes }));
    expect(tagsOf(back)).toEqual(BOTH);
    expect(back.articles).toHaveLength(2);
    expect(tagsOf(read(DOCCANO, asLines({ text: 'A.' }, { text: TEXT, label: LABELS })))).toEqual(
      BOTH,
    );
  });
});

describe('a list of records with something around it', () => {
  const others = { text: 'Others.', label: [], spans: [], ents: [], entities: [], meta: {} };
  const forms: readonly [Codec, unknown][] = [
    [DOCCANO, { text: TEXT, label: LABELS }],
    [PRODIGY, { text: TEXT, spans: SPANS, _input_hash: 1, _task_hash: 2 }],
    [SPACY, { text: TEXT, spans: SPANS }],
    [SPACY, { text: TEXT, ents: SPANS, sents: [] }],
  ];

  it.each(
    ['data', 'items', 'results', 'annotations', 'examples', 'documents', 'train'].flatMap((name) =>
      forms.map(([codec, record]) => [codec, name, record] as const),
    ),
  )('is read: $name, under %s', (codec, name, record) => {
    const value = { version: '1.0', [name]: [record], count: 1, info: { by: ['x'], text: 'y' } };
    for (const content of [JSON.stringify(value), `\ufeff${JSON.stringify(value, null, 2)}\n`]) {
      const back = read(codec, content);
      expect(tagsOf(back)).toEqual(BOTH);
      expect(back.refused).toEqual([]);
    }
  });

  it('may be several, one after the other', () => {
    const value = {
      train: [{ text: TEXT, entities: LABELS }],
      dev: [{ text: 'A.', entities: [] }],
    };
    const back = read(DOCCANO, JSON.stringify(value));
    expect(back.articles.map(({ text }) => text)).toEqual([TEXT, 'A.']);
    expect(tagsOf(back)).toEqual(BOTH);
  });

  it.each(forms)('may have their ids for names: $name', (codec, record) => {
    const value = { 'doc "1"': record, 'doc\\': { text: 'Others.' } };
    for (const content of [JSON.stringify(value), `\ufeff${JSON.stringify(value, null, 2)}\n`]) {
      const back = read(codec, content);
      expect(back.articles.map(({ text }) => text)).toEqual([TEXT, 'Others.']);
      expect(tagsOf(back)).toEqual(BOTH);
      expect(back.refused).toEqual([]);
    }
    const cut = toInput([{ path: 'a.json', content: JSON.stringify(value).slice(0, -4) }]);
    const loose = codec.read?.(cut, TOOLS);
    expect(loose?.ok && loose.value.articles).toHaveLength(1);
    expect(loose?.ok && loose.value.refused).toHaveLength(2);
  });

  it('may be of pairs', () => {
    expect(tagsOf(read(SPACY, JSON.stringify({ data: [[TEXT, { entities: LABELS }]] })))).toEqual(
      BOTH,
    );
  });

  it('may be of tasks', () => {
    const value = { value: { start: START, end: END, text: QUOTE, labels: ['Quote'] } };
    const result = [{ id: 'a', from_name: 'l', to_name: 't', type: 'labels', ...value }];
    const task = { data: { t: TEXT }, annotations: [{ completed_by: 1, result }] };
    const back = read(LABEL_STUDIO, JSON.stringify({ total: 1, tasks: [task] }));
    expect(tagsOf(back)).toEqual([['user 1', 'quote', QUOTE]]);
  });

  it('that was cut is read up to there', () => {
    const content = JSON.stringify({ data: [{ text: TEXT, label: LABELS }, others] });
    const loose = DOCCANO.read?.(
      toInput([{ path: 'a.json', content: content.slice(0, -20) }]),
      TOOLS,
    );
    expect(loose?.ok && loose.value.articles.map(({ text }) => text)).toEqual([TEXT]);
    expect(loose?.ok && loose.value.refused).toHaveLength(2);
  });

  it.each([
    ['the labels of one text', { text: TEXT, entities: [{ text: QUOTE, ...one('Quote') }] }],
    [
      'the labels of one text, before it',
      { entities: [{ text: QUOTE, ...one('Quote') }], text: TEXT },
    ],
  ])('is not %s', (_, record) => {
    expect(tagsOf(read(DOCCANO, JSON.stringify(record, null, 2)))).toEqual([BOTH[0]]);
  });
});

describe('a text that begins with a byte order mark', () => {
  const marked = `\ufeff${TEXT}`;
  const moved = SPANS.map(({ start, end, label }) => ({ start: start + 1, end: end + 1, label }));
  const words = (spans: typeof SPANS) =>
    spans.map((span, index) => ({ ...span, text: [QUOTE, 'a promise'][index] }));

  it.each([
    [
      'that positions count',
      DOCCANO,
      { text: marked, label: moved.map((each) => Object.values(each)) },
    ],
    ['that positions count, with words', DOCCANO, { text: marked, entities: words(moved) }],
    [
      'that positions do not count, by their words',
      DOCCANO,
      { text: marked, entities: words(SPANS) },
    ],
    ['that positions count, in spaCy', SPACY, { text: marked, spans: moved }],
  ] as const)('%s is the text without it', (_, codec, record) => {
    const back = read(codec, asLines(record));
    expect(back.articles.map(({ text }) => text)).toEqual([TEXT]);
    expect(tagsOf(back)).toEqual(BOTH);
    expect(back.positions.counted).toEqual([]);
  });
});

describe('answers in files that are read as of another program', () => {
  const [first, second] = SPANS;
  it.each<[string, Codec, object]>([
    ['doccano', DOCCANO, { text: TEXT, label: LABELS, answer: 'reject' }],
    ['doccano', DOCCANO, { text: TEXT, entities: [{ ...first, answer: 'ignore' }] }],
    ['spaCy', SPACY, { text: TEXT, spans: SPANS, answer: 'ignore' }],
    ['spaCy', SPACY, { text: TEXT, ents: [{ ...second, answer: 'reject' }], sents: [] }],
  ])('take back the tags of %s', (_, codec, record) => {
    const loose = codec.read?.(toInput([{ path: 'a.json', content: asLines(record) }]), TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    const back = placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(back.refused).toEqual([]);
    expect(tagsOf(back)).not.toEqual([]);
    const { content, rejected } = withoutRejected(back);
    expect(rejected).toBe(tagsOf(back).length);
    expect(tagsOf({ ...back, sets: content.sets })).toEqual([]);
  });

  it('are counted where nobody knows what they mean', () => {
    const back = read(DOCCANO, asLines({ text: TEXT, label: LABELS, answer: 'maybe' }));
    expect(back.ignored).toEqual([{ kind: 'unknown', count: 1, names: { answer: 1 } }]);
  });
});

describe('a file that somebody says is of another program', () => {
  const records = [
    { text: TEXT, label: LABELS },
    { text: TEXT, entities: SPANS },
    { text: TEXT, spans: SPANS },
    { text: TEXT, ents: SPANS },
    { text: TEXT, labels: LABELS },
  ];
  it.each(
    [DOCCANO, PRODIGY, SPACY].flatMap((codec) => records.map((record) => [codec, record] as const)),
  )('keeps its tags: $name, %o', (codec, record) => {
    const loose = codec.read?.(toInput([{ path: 'a.json', content: asLines(record) }]), TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    const back = placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(tagsOf(back)).toEqual(BOTH);
    expect(back.ignored).toEqual([]);
  });
});

describe('several labels of one stretch', () => {
  it('are a tag each, whatever is answered', () => {
    const entry = [START, END, ['Quote', CLAIM]];
    const both = [
      ['unknown', 'claim', QUOTE],
      ['unknown', 'quote', QUOTE],
    ];
    expect(tagsOf(read(DOCCANO, asLines({ text: TEXT, label: [entry] }))).sort()).toEqual(both);
    const spans = [{ ...one(['Quote', CLAIM]), answer: 'reject' }];
    const back = read(PRODIGY, asLines({ text: TEXT, spans, _task_hash: 1 }));
    expect(tagsOf(back).sort()).toEqual(both);
    expect(withoutRejected(back).rejected).toBe(2);
  });

  it('are said to be missing where there is none', () => {
    const back = read(SPACY, asLines({ text: TEXT, spans: [one(null), two('')] }));
    const reason = 'It has no label, which says of what category it is.';
    expect(back.refused).toMatchObject([{ reason }, { reason }]);
  });
});

describe('doccano', () => {
  it('names numbers of labels and users, and tells users apart', () => {
    const annotations = [
      {
        id: 1,
        label: 7,
        start_offset: START,
        end_offset: END,
        user: 1,
        created_at: '2020-01-01T00:00:00Z',
      },
      { id: 2, label: 7, start_offset: START, end_offset: END, user: 2, prob: 0 },
      { id: 3, label: 9, user: 2 },
    ];
    const back = read(DOCCANO, asLines({ id: 1, text: TEXT, annotations, meta: {} }));
    expect(back.unknownLabels).toEqual(['label 7']);
    expect(
      tagsOf(back)
        .map(([name, , words]) => [name, words])
        .sort(),
    ).toEqual([
      ['user 1', QUOTE],
      ['user 2', QUOTE],
    ]);
    expect(back.ignored).toEqual([{ kind: 'text-labels', count: 1, names: { 'label 9': 1 } }]);
    expect(
      back.sets.flatMap((set) => set.annotations.map(({ created }) => created)).sort(),
    ).toEqual(['', '2020-01-01T00:00:00Z']);
  });

  it('counts by its name what there is no place for', () => {
    const back = read(
      DOCCANO,
      asLines(
        {
          text: TEXT,
          label: LABELS,
          annotation_approver: null,
          meta: { title: 'A promise', section: 'Local' },
          Comments: ['Sure?'],
          relations: [{ from_id: 1, to_id: 2, type: 'Same' }],
        },
        {
          text: 'One.',
          label: ['positive'],
          annotation_approver: 'admin',
          url: 'https://a.example/',
        },
        { text: 'Two.', cats: ['flight'], label: [] },
      ),
    );
    expect(tagsOf(back)).toEqual(BOTH);
    expect(back.articles.map(({ details }) => [details.title, details.url])).toEqual([
      ['A promise', null],
      ['One.', 'https://a.example/'],
      ['Two.', null],
    ]);
    expect(back.ignored).toEqual([
      { kind: 'comments', count: 1 },
      { kind: 'links', count: 1 },
      { kind: 'text-labels', count: 2, names: { positive: 1, flight: 1 } },
      { kind: 'unknown', count: 1, names: { section: 1 } },
      { kind: 'unknown', count: 1, what: 'marks of texts that nobody has approved' },
      { kind: 'unknown', count: 1, what: 'names of those who approved a text' },
    ]);
  });
});

describe('doccano, projects of other kinds', () => {
  it('are known, with labels of whole texts counted', () => {
    const back = read(DOCCANO, asLines({ text: 'One.', label: 'positive' }));
    expect(back.articles).toHaveLength(1);
    expect(back.ignored).toEqual([{ kind: 'text-labels', count: 1, names: { positive: 1 } }]);
  });

  it.each([
    ['bbox', [{ x: 1, y: 2, width: 3, height: 4, label: 'cat' }]],
    ['label', ['cat']],
  ])('are refused where they have no text: %s', (name, list) => {
    const back = read(DOCCANO, asLines({ filename: 'cat.png', [name]: list }));
    expect(back.refused).toMatchObject([{ reason: expect.stringContaining('picture'), tags: 1 }]);
  });

  it('says that a text is missing', () => {
    const back = read(DOCCANO, asLines({ text: TEXT, label: LABELS }, { label: LABELS }));
    expect(back.refused).toMatchObject([{ reason: 'Its text is missing or empty.', tags: 2 }]);
  });
});

describe('Prodigy', () => {
  const task = (more: object) => ({ text: TEXT, _input_hash: 1, _task_hash: 2, ...more });

  it('keeps what was rejected or ignored as such, of each annotator', () => {
    const [one, other] = SPANS;
    const back = read(
      PRODIGY,
      asLines(
        task({ spans: SPANS, answer: 'accept', _session_id: 'news-anna', _timestamp: 1700000000 }),
        task({ spans: SPANS, answer: 'reject', _session_id: 'news-bert' }),
        task({
          spans: [{ ...one, answer: 'reject' }, other],
          _annotator_id: 'carl',
          _session_id: null,
        }),
        task({ answer: 'ignore' }),
      ),
    );
    expect(back.refused).toEqual([]);
    expect(back.annotators.map(({ name }) => name).sort()).toEqual([
      'carl',
      'news-anna',
      'news-bert',
    ]);
    const { content, rejected } = withoutRejected(back);
    expect(rejected).toBe(3);
    expect(
      tagsOf({ ...back, sets: content.sets })
        .map(([name, , words]) => [name, words])
        .sort(),
    ).toEqual([
      ['carl', 'a promise'],
      ['news-anna', 'a promise'],
      ['news-anna', QUOTE],
    ]);
    const created = back.sets.flatMap((set) => set.annotations.map((each) => each.created));
    expect(created).toContain('2023-11-14T22:13:20.000Z');
  });

  it('reads the spans of options that were chosen, and counts the others and what is of the whole', () => {
    const options = [
      { id: 'A', spans: SPANS },
      { id: 'B', spans: [SPANS[0]] },
    ];
    const back = read(
      PRODIGY,
      asLines(
        task({ options, accept: ['A'], answer: 'accept' }),
        task({ label: 'NEWS', answer: 'accept' }),
        task({ label: 'SPORT', answer: 'reject' }),
        task({ options: [{ id: 'POS', text: 'Positive' }], accept: ['POS'], answer: 'accept' }),
        task({
          relations: [{ head: 1, child: 2, label: 'Same' }],
          user_input: 'Hm.',
          _is_binary: false,
        }),
      ),
    );
    expect(tagsOf(back)).toEqual(BOTH);
    expect(back.ignored).toEqual([
      { kind: 'rejected', count: 1 },
      { kind: 'links', count: 1 },
      { kind: 'text-labels', count: 2, names: { NEWS: 1, POS: 1 } },
      { kind: 'unknown', count: 1, names: { user_input: 1 } },
      { kind: 'unknown', count: 1, what: 'labels of whole texts that were rejected or ignored' },
    ]);
  });

  it.each([
    ['image', 'a file of image'],
    ['html', 'a web page'],
    ['audio', 'a file of audio'],
  ])('says that a task is about %s', (name, words) => {
    const back = read(
      PRODIGY,
      asLines({ [name]: 'x', spans: [{ points: [[1, 2]], label: 'A' }], _task_hash: 1 }),
    );
    expect(back.refused).toMatchObject([
      { reason: `It shows ${words}, and has no text.`, tags: 1 },
    ]);
    expect(back.read).toBe(1);
  });
});

describe('spaCy', () => {
  it('calls a span without a label after its group', () => {
    const spans = { Quote: [{ start: START, end: END, label: '', kb_id: '' }] };
    expect(tagsOf(read(SPACY, asLines({ text: TEXT, spans })))).toEqual([BOTH[0]]);
  });

  it('reads the training format of spaCy 2', () => {
    const tokens = (...words: readonly [string, string][]) => ({
      tokens: words.map(([orth, ner], id) => ({ id, orth, ner, tag: '-' })),
    });
    const sentences = [
      tokens(['Ann', 'B-Quote'], ['Berg', 'L-Quote'], ['met', 'O'], ['Bob', 'U-Quote']),
      tokens(
        ['``', '-'],
        ['New', 'B-Place'],
        ['York', 'I-Place'],
        ["''", '-'],
        ['Rome', 'B-Place'],
        ['!', '-'],
      ),
    ];
    const back = read(
      SPACY,
      asList({
        id: 0,
        paragraphs: [
          {
            raw: 'Ann Berg met Bob\n"New York"  Rome!',
            sentences,
            cats: [{ label: 'NEWS', value: 1 }],
          },
          { sentences },
          { raw: 'Others.', sentences },
        ],
      }),
    );
    const words = ['Ann Berg', 'Bob', 'New York', 'Rome'];
    expect(back.articles.map(({ text }) => text)).toEqual([
      'Ann Berg met Bob\n"New York"  Rome!',
      "Ann Berg met Bob `` New York '' Rome !",
    ]);
    expect(tagsOf(back).map(([, , exact]) => exact)).toEqual([...words, ...words]);
    expect(back.refused).toMatchObject([{ reason: 'Its tokens are not in its text.', tags: 4 }]);
    expect(back.ignored).toEqual([{ kind: 'text-labels', count: 1, names: { NEWS: 1 } }]);
  });

  it('says that letters for tokens have no position', () => {
    const back = read(SPACY, asLines([TEXT, { entities: ['O', 'B-X', 'L-X', 'U-X'] }]));
    expect(back.refused).toMatchObject([{ reason: expect.stringContaining('BILUO'), tags: 2 }]);
  });

  it('counts classes of whole texts, and says that there is an analysis of tokens', () => {
    const back = read(
      SPACY,
      asLines({ text: TEXT, cats: { NEWS: 1, SPORT: 0 } }, { text: 'A.', cats: { NEWS: 0.2 } }),
    );
    expect(back.ignored).toEqual([{ kind: 'text-labels', count: 1, names: { NEWS: 1 } }]);
    const pair = [TEXT, { heads: [0], deps: ['ROOT'], links: { '1': {} }, entities: LABELS }];
    expect(read(SPACY, asLines(pair)).ignored).toEqual([
      { kind: 'unknown', count: 1, names: { links: 1 } },
      {
        kind: 'unknown',
        count: 1,
        what: 'parts of speech, lemmas and dependencies of whole texts',
      },
    ]);
  });

  it('takes tags that say the same for one', () => {
    const pair = [TEXT, { entities: [LABELS[0], LABELS[0]] }];
    const back = read(SPACY, asLines(pair));
    expect(tagsOf(back)).toEqual([BOTH[0]]);
    expect(back.ignored).toEqual([{ kind: 'duplicates', count: 1 }]);
  });
});
