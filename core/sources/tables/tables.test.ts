import { createHash, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';

import { makeCodecTools } from '../../exchange/content/codec-tools.ts';
import { recogniseFormat } from '../../exchange/pipeline/codecs.ts';
import { articleText } from '../article-text.ts';
import type { SourceReader, SourceTools } from '../reader.ts';
import { Block, Details, type ReadOptions, type ReadSource } from '../reading.ts';
import { RECORDS_READER, TABLE_READER } from './tables.ts';

const codecTools = makeCodecTools(hash, TextDecoder, TextEncoder);
const tools: SourceTools = {
  ...codecTools,
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

type Content = string | Uint8Array;
const bytesOf = (content: Content): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

async function read(
  reader: SourceReader,
  content: Content,
  options: ReadOptions = {},
): Promise<ReadSource> {
  const name = reader === TABLE_READER ? 'export.csv' : 'export.json';
  const found = await reader.read({ name, bytes: bytesOf(content) }, options, tools);
  if (!found.ok) throw new Error(found.error.detail);
  for (const { blocks, details } of found.value.readings) {
    expect(() => Block.array().parse(blocks)).not.toThrow();
    expect(() => Details.parse(details)).not.toThrow();
  }
  return found.value;
}

const textsOf = ({ readings }: ReadSource): string[] =>
  readings.map(({ blocks }) => articleText(blocks).text);

const utf16 = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

/** Three articles of a press database, told by cells. */
const ROWS = [
  [
    'Harbour stays open',
    'The harbour will stay open all winter, the mayor said on Monday.',
    'Tide',
    'A. Weir',
    '2026-03-01',
    'https://tide.example/harbour',
    'en',
  ],
  [
    'Bridge closed',
    'The old bridge has been closed for repairs that may take until autumn.',
    'Gazette',
    'B. Moss',
    '2026-03-02',
    'https://gazette.example/bridge',
    'en',
  ],
  [
    'No ferry',
    'No ferry sails to the islands this week because of the long storm.',
    'Tide',
    'C. Reed',
    '2026-03-03',
    'https://tide.example/ferry',
    'en',
  ],
] as const;
const table = (header: readonly string[], delimiter = ','): string =>
  Papa.unparse([[...header], ...ROWS.map((row) => [...row])], { delimiter });

describe('Columns of a table', () => {
  it.each([
    ['English', ['Title', 'Text', 'Outlet', 'Author', 'Date', 'URL', 'Language']],
    ['other English', ['headline', 'body', 'publication', 'byline', 'pub_date', 'link', 'lang']],
    ['press databases', ['HD', 'Full Text', 'Source Name', 'By', 'PD', 'web_url', 'LA']],
    [
      'German',
      ['Überschrift', 'Volltext', 'Quelle', 'Autor', 'Erscheinungsdatum', 'Adresse', 'Sprache'],
    ],
    [
      'French',
      ['Titre', 'Texte intégral', 'Média', 'Auteur', 'Date de publication', 'Lien', 'Langue'],
    ],
    ['Spanish', ['Título', 'Cuerpo', 'Medio', 'Periodista', 'Fecha', 'Enlace', 'Idioma']],
    ['Italian', ['Titolo', 'Testo', 'Testata', 'Autore', 'Data', 'Link', 'Lingua']],
    ['Polish', ['Tytuł', 'Treść', 'Źródło', 'Dziennikarz', 'Data publikacji', 'Adres', 'Język']],
    ['Turkish', ['Başlık', 'Metin', 'Gazete', 'Yazar', 'Tarih', 'Bağlantı URL', 'Dil']],
    ['Russian', ['Заголовок', 'Текст', 'Источник', 'Автор', 'Дата', 'Ссылка', 'Язык']],
    ['Chinese', ['标题', '正文', '来源', '作者', '发布时间', '链接', '语言']],
    ['Japanese', ['見出し', '本文', '媒体名', '著者', '公開日', 'リンク', '言語']],
  ])('in %s are known by their names', async (_, header) => {
    const { readings, columns } = await read(TABLE_READER, table(header));
    const [title, text, outlet, author, published, url, language] = header;
    expect(columns?.taken).toEqual({ title, text, outlet, author, published, url, language });
    expect(readings[0]?.details).toMatchObject({
      title: { value: 'Harbour stays open', from: `the column ${title}` },
      outlet: { value: 'Tide' },
      author: { value: 'A. Weir' },
      published: { value: '2026-03-01', iso: '2026-03-01' },
      url: { value: 'https://tide.example/harbour' },
      language: { value: 'en' },
    });
    expect(readings.map(({ item }) => item)).toEqual(['row 2', 'row 3', 'row 4']);
  });

  it('are known by what is in them where their names say nothing', async () => {
    const { columns } = await read(TABLE_READER, table(['A', 'B', 'C', 'D', 'E', 'F', 'G']));
    expect(columns?.taken).toMatchObject({ title: 'A', text: 'B', published: 'E', url: 'F' });
  });

  it('need no names at all', async () => {
    const source = await read(TABLE_READER, Papa.unparse(ROWS.map((row) => [...row])));
    expect(textsOf(source)).toEqual(ROWS.map(([, text]) => text));
    expect(source.readings[0]?.item).toBe('row 1');
  });

  it('with a number under the name of the text do not hold it', async () => {
    const rows = ROWS.map(([title, text], index) => [index + 1, title, text]);
    const source = await read(TABLE_READER, Papa.unparse([['article', 'headline', 'x'], ...rows]));
    expect(textsOf(source)).toEqual(ROWS.map(([, text]) => text));
  });

  it('are what the analyst chose', async () => {
    const header = ['Title', 'Text', 'Outlet', 'Author', 'Date', 'URL', 'Language'];
    const source = await read(TABLE_READER, table(header), {
      columns: { text: 'Title', title: 'Text' },
    });
    expect(textsOf(source)).toEqual(ROWS.map(([title]) => title));
    expect(source.columns?.taken).toMatchObject({ text: 'Title', title: 'Text', outlet: 'Outlet' });
    const wrong = await TABLE_READER.read(
      { name: 'a.csv', bytes: bytesOf(table(header)) },
      { columns: { text: 'Body' } },
      tools,
    );
    expect(wrong).toMatchObject({
      ok: false,
      error: { detail: expect.stringMatching(/no column Body.*Title, Text/u) as string },
    });
  });

  it.each([
    ['id,document,tag,content\n7,talk,Quote,The mayor said no.\n', 'content', /from Taguette/u],
    [
      'id,label,text\n7,"[{""start"": 4, ""end"": 9, ""labels"": [""Who""]}]",The mayor said no.\n',
      'text',
      /such as Label Studio exports.*as JSON/u,
    ],
    [
      'id,marked,text\n7,"[(4, 9, \'Who\')]",The mayor said no.\n',
      'text',
      /labelled stretches in its cells.*as lines of JSON/u,
    ],
  ])(
    'with tags of another program are no articles, unless somebody says so: %s',
    async (content, text, said) => {
      await expect(read(TABLE_READER, content)).rejects.toThrow(said);
      const chosen = await read(TABLE_READER, content, { columns: { text } });
      expect(textsOf(chosen)).toEqual(['The mayor said no.']);
    },
  );

  it('with long passages of one document are of Taguette, too', async () => {
    const long = 'Nobody asked. '.repeat(60);
    const csv = `id,document,tag,content\n7,talk,Quote,The mayor said no.\n8,talk,Claim,${long}\n`;
    await expect(read(TABLE_READER, csv)).rejects.toThrow(/from Taguette/u);
  });

  it.each([
    ['further columns', 'id,document,tag,content,url\n7,Post,news,The mayor said no.,\n', 1],
    ['another order', 'id,tag,document,content\n7,news,Post,The mayor said no.\n', 1],
    [
      'short articles of a document each',
      `id,document,tag,content\n7,Post,news,${'The mayor said no. '.repeat(15)}\n8,News,,${'Nobody asked. '.repeat(20)}\n`,
      2,
    ],
    [
      'whole articles in its cells',
      `id,document,tag,content\n7,Post,news,${'The mayor said no. '.repeat(40)}\n8,News,,${'Nobody asked. '.repeat(40)}\n`,
      2,
    ],
  ])('with the columns of Taguette are of articles where they have %s', async (_, csv, count) => {
    const { readings, columns } = await read(TABLE_READER, csv);
    expect(columns?.taken.text).toBe('content');
    expect(readings).toHaveLength(count);
  });

  const WORDS = 'The mayor said no.';

  it.each([
    ['points', { marks: [{ label: ['Who'], points: [{ start: 4, end: 8 }] }] }],
    ['spans', { marks: [{ id: 'T1', span: { begin: 4, end: 9 }, obj: 'Who' }] }],
    ['pairs by their labels', { marks: { Who: [{ indices: [4, 9] }] } }],
    ['offsets', { marks: [{ startOffset: 4, endOffset: 9, displayName: 'Who' }] }],
    ['lengths', { marks: { all: [{ offset: 4, length: 5, category: 'Who' }] } }],
    ['answers', { responses: { a: [{ value: [{ start: 4, end: 9, label: 'Who' }] }] } }],
    ['labels first', { annotation: [['Who', 4, 9]] }],
  ])(
    'that have stretches with labels in no form that is read are said to, and are no articles: %s',
    async (_, tags) => {
      const records = JSON.stringify([{ content: WORDS }, { content: WORDS, ...tags }]);
      await expect(read(RECORDS_READER, records)).rejects.toThrow(
        /labelled stretches \((?:annotation|denotations|marks|responses)[.\w]*\).*doccano/u,
      );
      const chosen = await read(RECORDS_READER, records, { columns: { text: 'content' } });
      expect(textsOf(chosen)).toEqual([WORDS, WORDS]);
    },
  );

  it.each([
    ['Dataturks', { annotation: [{ label: ['Who'], points: [{ start: 4, end: 8 }] }] }],
    ['PubAnnotation', { denotations: [{ id: 'T1', span: { begin: 4, end: 9 }, obj: 'Who' }] }],
  ])('that have tags in a form of %s are said to, and are no articles', async (form, tags) => {
    const records = JSON.stringify([{ content: WORDS }, { content: WORDS, ...tags }]);
    await expect(read(RECORDS_READER, records)).rejects.toThrow(
      new RegExp(`no table of articles but .*${form}`, 'u'),
    );
    const chosen = await read(RECORDS_READER, records, { columns: { text: 'content' } });
    expect(textsOf(chosen)).toEqual([WORDS, WORDS]);
  });

  it.each([
    ['times', { live: { start: '2024-02-01', end: '2024-02-02', type: 'ticker' } }],
    ['numbers without labels', { pages: { from: 4, to: 9 } }],
    [
      'what posts have of themselves',
      {
        entities: {
          urls: [{ start: 1, end: 4 }],
          annotations: [{ start: 4, end: 9, type: 'Person' }],
        },
      },
    ],
    ['keywords', { keywords: ['mayor', '2024', '7'] }],
  ])('of articles may have %s', async (_, more) => {
    const source = await read(RECORDS_READER, JSON.stringify([{ content: WORDS, ...more }]));
    expect(textsOf(source)).toEqual([WORDS]);
  });

  it('are no tables of Taguette where they are records of JSON', async () => {
    const record = { id: 7, document: 'Post', tag: 'news', content: 'The mayor said no.' };
    const { readings } = await read(RECORDS_READER, JSON.stringify([record]));
    expect(readings).toHaveLength(1);
  });

  it('that hold no text are said to, and shown to be chosen from', async () => {
    const { readings, leftOut, columns } = await read(TABLE_READER, 'city,people\nBern,3\nUlm,2\n');
    expect(readings).toEqual([]);
    expect(leftOut[0]?.reason).toMatch(/city, people.*Choose/u);
    expect(columns).toMatchObject({
      names: ['city', 'people'],
      sample: [
        ['Bern', '3'],
        ['Ulm', '2'],
      ],
    });
  });
});

describe('A table of articles', () => {
  const simple = (delimiter: string, end = '\n'): string =>
    [
      ['title', 'text'].join(delimiter),
      ['One', '"He said ""no"",\r\nand; then\tleft.\r\n\r\nNobody | asked."'].join(delimiter),
      ['Two', 'The harbour stays open, she said; nobody knew why.'.replaceAll(delimiter, '')].join(
        delimiter,
      ),
    ].join(end);
  const TEXT = 'He said "no",\nand; then\tleft.\nNobody | asked.';

  it.each([
    ['commas', simple(',')],
    ['semicolons', simple(';')],
    ['tabs', simple('\t')],
    ['bars', simple('|')],
    ['line ends of Windows', simple(',', '\r\n')],
    ['a line for spreadsheets', `sep=;\r\n${simple(';', '\r\n')}`],
    ['a byte order mark', `\ufeff${simple(',')}`],
    ['UTF-16', utf16(simple(','))],
    ['UTF-16 (big-endian) and tabs', utf16(simple('\t'), true)],
  ])('with %s is read, quotation marks and line ends in cells with it', async (_, content) => {
    const source = await read(TABLE_READER, content);
    expect(textsOf(source)[0]).toBe(TEXT);
    expect(source.readings).toHaveLength(2);
    expect(source.leftOut).toEqual([]);
  });

  it('has marks of quotation that are around no cell', async () => {
    const content =
      'title\ttext\nA\t"No," he said, and left the room.\nB\t"Yes," she wrote to all of them.\n';
    expect(textsOf(await read(TABLE_READER, content))).toEqual([
      '"No," he said, and left the room.',
      '"Yes," she wrote to all of them.',
    ]);
  });

  it('has cells in HTML, which are read as pages, and words about HTML, which are not', async () => {
    const source = await read(
      TABLE_READER,
      'title,text\nA,"<h2>Why</h2><p>The <b>harbour</b> stays&nbsp;open.</p><p>So she said.</p>"\nB,"Write <title> before the other words & end it."\n',
    );
    const [page, plain] = source.readings;
    expect(page?.blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['paragraph', 'A'],
      ['heading', 'Why'],
      ['paragraph', 'The harbour stays\u00a0open.'],
      ['paragraph', 'So she said.'],
    ]);
    expect(plain?.blocks.at(-1)?.text).toBe('Write <title> before the other words & end it.');
  });

  it('lists each row without a text, and no row that is empty', async () => {
    const { readings, leftOut } = await read(
      TABLE_READER,
      'title,text\nA,\n,\nB,Some words of an article.\n\n',
    );
    expect(readings.map(({ item }) => item)).toEqual(['row 4']);
    expect(leftOut).toEqual([{ place: 'row 2', reason: 'It has no text in the column text.' }]);
  });

  it('in another encoding is guessed at, and said to be', async () => {
    const text =
      'title;text\nLärm;Der Außenminister erklärte, die Gespräche über die Sicherheit müßten früher möglich sein.\n';
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const { readings } = await read(TABLE_READER, bytes);
    expect(readings[0]?.warnings[0]).toMatch(/Windows-1252.*guess/u);
    const named = await read(TABLE_READER, bytes, { encoding: 'windows-1252' });
    expect(textsOf(named)).toEqual(textsOf({ readings, leftOut: [] }));
    expect(named.readings[0]?.warnings).toEqual([]);
  });

  it('never takes an address that is a script, and takes the outlet from one of the web', async () => {
    const { readings } = await read(
      TABLE_READER,
      'text,url\n"Some words, here.",javascript:alert(1)\n"Some other words.",https://www.tide.example/a\n',
    );
    expect(readings[0]?.details.url).toBeUndefined();
    expect(readings[1]?.details.outlet).toMatchObject({ value: 'tide.example' });
  });

  it.each([
    ['nothing', '', /empty/u],
    ['null bytes', 'title,text\na,b\0c\n', /bytes that are no text/u],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2), /PNG/u],
    [
      'more rows than are read',
      `title,text\n${'a,b c\n'.repeat(10_001)}`,
      /more than 10,000 rows/u,
    ],
    ['more columns than are read', `${'a,'.repeat(1001)}text\n`, /more than 1,000 columns/u],
  ])('that is %s is refused with the reason', async (_, content, detail) => {
    const found = await TABLE_READER.read({ name: 'a.csv', bytes: bytesOf(content) }, {}, tools);
    expect(found).toMatchObject({
      ok: false,
      error: { place: 'a.csv', detail: expect.stringMatching(detail) as string },
    });
  });

  it('that is cut inside a cell lists the row', async () => {
    const { leftOut } = await read(TABLE_READER, 'title,text\nA,Some words.\nB,"Some other');
    expect(leftOut).toEqual([
      { place: 'row 3', reason: expect.stringMatching(/quotation mark/u) as string },
    ]);
  });
});

describe('Records of articles', () => {
  const one = {
    headline: 'Harbour',
    articleBody: 'The harbour will stay open all winter.\n\nThe mayor said so.',
    datePublished: '2026-03-01T10:00:00Z',
    author: [
      { '@type': 'Person', name: 'A. Weir' },
      { '@type': 'Person', name: 'B. Moss' },
    ],
    publisher: { '@type': 'Organization', name: 'Tide' },
    url: 'https://tide.example/a',
  };
  const two = { ...one, headline: 'Bridge', articleBody: 'The old bridge has been closed.' };

  it.each([
    ['a list', JSON.stringify([one, two])],
    ['lines', `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`],
    ['an answer of an interface', JSON.stringify({ status: 'ok', total: 2, articles: [one, two] })],
    [
      'an answer of a search engine',
      JSON.stringify({ hits: { hits: [{ _source: one }, { _source: two }] } }),
    ],
    ['UTF-16', utf16(JSON.stringify([one, two]))],
  ])('in %s are read with what is nested in them', async (_, content) => {
    const source = await read(RECORDS_READER, content);
    expect(textsOf(source)).toEqual([
      'The harbour will stay open all winter.\nThe mayor said so.',
      'The old bridge has been closed.',
    ]);
    expect(source.readings[0]).toMatchObject({
      item: 'row 1',
      details: {
        title: { value: 'Harbour' },
        author: { value: 'A. Weir, B. Moss' },
        outlet: { value: 'Tide', from: 'the column publisher.name' },
        published: { iso: '2026-03-01T10:00:00Z' },
      },
    });
  });

  it('of one article alone is one', async () => {
    expect(
      textsOf(await read(RECORDS_READER, JSON.stringify({ ...one, images: [{ src: 'a' }] }))),
    ).toHaveLength(1);
  });

  it('with paragraphs in a list have them all', async () => {
    const source = await read(
      RECORDS_READER,
      JSON.stringify([{ title: 'A', body: ['First words here.', 'And the second.'] }]),
    );
    expect(textsOf(source)).toEqual(['First words here.\nAnd the second.']);
  });

  it('list what stands around them, and lines that are no JSON', async () => {
    const around = await read(RECORDS_READER, JSON.stringify({ status: 'fine', articles: [one] }));
    expect(around.leftOut).toEqual([
      { place: 'status', reason: expect.stringMatching(/fine/u) as string },
    ]);
    const lines = await read(
      RECORDS_READER,
      `${JSON.stringify(one)}\n{"headline": "cut\n${JSON.stringify(two)}\n`,
    );
    expect(lines.readings.map(({ item }) => item)).toEqual(['row 1', 'row 3']);
    expect(lines.leftOut.map(({ place }) => place)).toEqual(['row 2']);
  });

  it.each([
    ['nothing', '', /empty/u],
    ['cut JSON', '[{"text": "a b', /ends in the middle/u],
    ['JSON of numbers', '[1, 2]', /no records/u],
    ['JSON nested without end', `${'['.repeat(200)}`, /nested deeper/u],
    ['a name that objects own', '[{"text": "a b c", "__proto__": {"x": 1}}]', /__proto__/u],
  ])('that are %s are refused with the reason', async (_, content, detail) => {
    const found = await RECORDS_READER.read({ name: 'a.json', bytes: bytesOf(content) }, {}, tools);
    expect(found).toMatchObject({
      ok: false,
      error: { detail: expect.stringMatching(detail) as string },
    });
  });

  it('are no exchange format, and files of exchange formats are known as theirs', () => {
    const file = (value: unknown) => [{ path: 'a.json', bytes: bytesOf(JSON.stringify(value)) }];
    expect(recogniseFormat(file([one, two]))).toBeNull();
    expect(
      recogniseFormat(
        file([
          { title: 'A', text: 'Some words.', url: 'https://a.example', source: { name: 'Tide' } },
        ]),
      ),
    ).toBeNull();
    expect(
      recogniseFormat(file([{ text: 'Some words.', label: [[0, 4, 'Quote']] }])),
    ).not.toBeNull();
    expect(
      recogniseFormat([
        {
          path: 'a.csv',
          bytes: bytesOf(table(['title', 'text', 'outlet', 'author', 'date', 'url', 'language'])),
        },
      ]),
    ).toBeNull();
  });
});

describe('Every word of every cell', () => {
  const cell = fc.string({
    unit: fc.constantFrom(...'ab c,;"\n\r\té'.split(''), '“', '漢'),
    maxLength: 30,
  });
  const words = (text: string): string[] =>
    text
      .split(/\s+/u)
      .filter((word) => word !== '')
      .sort();

  it('stands in exactly one block of its row, or its row is listed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const content = Papa.unparse([['title', 'text', 'note'], ...rows]);
          const { readings, leftOut } = await read(TABLE_READER, content);
          const listed = new Set(leftOut.map(({ place }) => place));
          const found = new Map(readings.map(({ item, blocks }) => [item, blocks]));
          for (const [index, cells] of rows.entries()) {
            const blocks = found.get(`row ${index + 2}`);
            const all = cells.join(' ').trim() === '' ? [] : words(cells.join(' '));
            if (!blocks) {
              expect(
                all.length === 0 || listed.has(`row ${index + 2}`) || listed.has('export.csv'),
              ).toBe(true);
            } else expect(words(blocks.map(({ text }) => text).join(' '))).toEqual(all);
          }
        },
      ),
    );
  });
});

it('takes no settings and no codebook for articles, unless it is said which field is a text', async () => {
  const definition =
    'The words that carry the slant; the target only if it cannot be left out of them.';
  const json = JSON.stringify({ categories: [{ label: 'Framing', definition }] });
  const file = { name: 'codebook.json', bytes: new TextEncoder().encode(json) };
  const delivered = readFileSync('seeds/codebook.json');
  for (const each of [file, { name: 'codebook.json', bytes: new Uint8Array(delivered) }]) {
    const guessed = await RECORDS_READER.read(each, {}, tools);
    expect(guessed.ok && guessed.value.readings).toEqual([]);
  }
  const chosen = await RECORDS_READER.read(file, { columns: { text: 'definition' } }, tools);
  expect(chosen.ok && chosen.value.readings).toHaveLength(1);
});
