import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';

import type { Decision } from '../../../review/decision.ts';
import { placeContent, toExchangeContent } from '../../placing/place.ts';
import { CSV } from './csv.ts';
import {
  ANNA,
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../testing/contents.ts';
import { placesOf, testCodec, toInput, WRITE } from '../../testing/contract.ts';
import { attributeColumn, guardCell, unguardCell } from './columns.ts';

const TEXT = 'a😀é “no”\r\nb "c"';
const textOf = (sha256: string) => (sha256 === TOOLS.sha256(TEXT) ? TEXT : undefined);
const file = (content: string | Uint8Array) => [{ path: 'a.csv', content }];
const HEADER = 'sha256,tag_id,category,start_utf16,end_utf16,exact';
const row = (id: string, start: string, end: string, exact = '') =>
  `${TOOLS.sha256(TEXT)},${id},Quote,${start},${end},${exact}`;
const table = (...rows: string[]) => file(`${[HEADER, ...rows].join('\r\n')}\r\n`);

const quote = makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
  note: '=1+1',
  attributes: { quoteType: 'not_direct', speaker: "'Ann" },
});
const other = makeTag(
  TEXT,
  2,
  [
    { start: 0, end: 1 },
    { start: 9, end: 12 },
  ],
  { creator: BORIS.id, category: 'claim' },
);
const decision: Decision = {
  id: '00000000-0000-4000-9000-000000000001',
  about: [
    { annotator: ANNA.id, annotation: quote },
    { annotator: BORIS.id, annotation: other },
  ],
  passage: null,
  verdict: 'keep',
  kept: [{ annotator: BORIS.id, id: other.id }],
  edited: null,
  reason: '-too short',
  note: '',
  confidence: null,
  guidelineUnclear: false,
  rule: null,
  reviewer: BORIS.id,
  decided: '2026-02-01T00:00:00.000Z',
};
const withDecisions = (...decisions: Decision[]) =>
  makeContent(makeArticle(TEXT, { outlet: '@paper', url: 'https://a.example/' }), [quote, other], {
    reviews: [{ articleId: TOOLS.sha256(TEXT), decisions, comments: [], adjudicated: null }],
  });

const sort = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

testCodec({
  codec: CSV,
  carried: (tag, { articles }, articleId) => ({
    id: tag.id,
    text: articles.find(({ id }) => id === articleId)?.text,
    places: placesOf(tag),
    category: tag.category,
    attributes: sort(tag.attributes),
    note: tag.note,
    confidence: tag.confidence,
    times: [tag.created, tag.modified],
    author: tag.creator,
  }),
  // A line end may be part of a value; that it is read otherwise is shown below.
  readsWindowsLines: false,
  assemble: { textOf },
  losses: [
    [
      'texts, and decisions that are on no row or in part',
      withDecisions(
        { ...decision, about: decision.about.slice(0, 1), decided: '2026-01-01T00:00:00.000Z' },
        { ...decision, note: 'Why?' },
      ),
      [
        { kind: 'article-text', count: 1 },
        { kind: 'decisions', count: 1 },
        { kind: 'decision-details', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
    [
      'details of an article that has no row',
      makeContent(makeArticle(TEXT, { outlet: 'The Paper' }), []),
      [
        { kind: 'untagged', count: 1 },
        { kind: 'article-details', count: 1 },
        { kind: 'article-text', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['UTF-16 that is cut', file(new Uint8Array([0xff, 0xfe, 0x61])), 'unreadable'],
    ['another table', file('token,tag\r\na,O\r\n'), 'other-format'],
    ['a header with a column twice', file(`${HEADER},exact\r\n`), 'malformed'],
  ],
  leavesOut: [
    [
      'rows that cannot be',
      table(
        row('1', '5', '9', '“no”'),
        row('2', '5', '9', '“yes”'),
        row('3', '-5', '9'),
        row('4', '5.5', '9'),
        row('5', '5', '999'),
        row('6', '2', '3'),
        'x,7,Quote,0,1,a',
        `${TOOLS.sha256(TEXT)},8,Quote`,
        `${TOOLS.sha256(TEXT)},9,Quote,0,1,"a`,
      ),
      1,
      /3 cells.*\n.*quotation mark.*\n.*no SHA-256.*\n.*whole numbers.*\n.*whole numbers.*\n.*beyond the end.*\n.*does not have the words ““yes””.*\n.*inside a character/u,
    ],
  ],
});

function readBack(files: Parameters<typeof toInput>[0]) {
  const read = CSV.read?.(toInput(files), TOOLS);
  if (!read?.ok) throw new Error('It was not read.');
  return placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS, textOf });
}

const tableOf = (files: ReturnType<typeof CSV.write>['files']) =>
  Papa.parse<Record<string, string>>(files[0]?.content as string, {
    header: true,
    skipEmptyLines: true,
  }).data;

describe('A cell', () => {
  it.each([
    ['=1', "'=1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['\u3000＠x', "'\u3000＠x"],
    ["'", "''"],
    ["'=1", "''=1"],
    ['a=1', 'a=1'],
    ['', ''],
    ['“no”', '“no”'],
  ])('%j is written as %j (bad input 87)', (value, cell) => {
    expect(guardCell(value)).toBe(cell);
  });

  it('is read as it was, and never begins like a formula (bad input 87)', () => {
    const value = fc
      .array(fc.constantFrom(...'=+-@\t\r\n＝＋－＠\' "ax'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(value, (each) => {
        expect(unguardCell(guardCell(each))).toBe(each);
        expect(guardCell(each)).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r]/u);
      }),
    );
  });
});

describe('CSV', () => {
  it('gives positions in both units', () => {
    const tags = [makeTag(SEED_001, 1, [{ start: 2587, end: 2597 }])];
    const { files } = CSV.write(makeContent(makeArticle(SEED_001), tags), WRITE, TOOLS);
    expect(tableOf(files)).toMatchObject([
      {
        sha256: TOOLS.sha256(SEED_001),
        codebook: 'test 1.2.0',
        Category: 'Quote',
        start_utf16: '2587',
        end_utf16: '2597',
        start_codepoints: '2583',
        end_codepoints: '2593',
        Words: 'veto power',
        quote_family: '',
      },
    ]);
  });

  it('has a row for each part, and every cell in quotation marks (bad input 88)', () => {
    const { files } = CSV.write(withDecisions(decision), WRITE, TOOLS);
    expect(tableOf(files)).toMatchObject([
      { tag_id: other.id, Part: '1', Parts: '2', Review: 'accepted' },
      { tag_id: other.id, Part: '2', Words: "'\r\nb", Annotator: BORIS.name },
      {
        Outlet: "'@paper",
        Note: "'=1+1",
        'Type of quote': 'Not direct, | “indirect”',
        Speaker: "''Ann",
        Review: 'rejected',
        Reviewer: BORIS.name,
        Reason: "'-too short",
      },
    ]);
    expect(files[0]?.content).toMatch(/^("[^"]*",)*"[^"]*"\r\n/u);
  });

  it('brings decisions and details back as they were', () => {
    const content = withDecisions(decision);
    const { files, losses } = CSV.write(content, WRITE, TOOLS);
    const back = readBack(files);
    expect(losses).toEqual([
      { kind: 'article-text', count: 1 },
      { kind: 'codebook', count: 3 },
    ]);
    expect(toExchangeContent(back).reviews).toEqual(content.reviews);
    expect(back.articles[0]?.details).toMatchObject({
      outlet: '@paper',
      url: 'https://a.example/',
    });
  });

  it('begins with what a person reads and ends with ids', () => {
    const [header] = cellsOf();
    expect(header).toEqual([
      ...['Title', '¶', 'Category', 'Words'],
      ...['Type of quote', 'Speaker', 'Cue', 'Verdict note', 'Note', 'Confidence', 'Annotator'],
      ...['Review', 'Reviewer', 'Reviewed', 'Reason'],
      ...['Outlet', 'Author', 'Published', 'Date', 'Address', 'Created', 'Modified'],
      ...['Part', 'Parts', 'start_utf16', 'end_utf16', 'start_codepoints', 'end_codepoints'],
      ...['codebook', 'quote_family'],
      ...['sha256', 'tag_id', 'annotator_id', 'reviewer_id', 'decision_id'],
    ]);
  });

  it('gives a date as it was written and as ISO 8601, and the paragraph as the window counts it', () => {
    const tags = [makeTag(SEED_001, 1, [{ start: 2587, end: 2597 }])];
    const article = makeArticle(SEED_001, { published: '20 Aug 2025' });
    const { files } = CSV.write(makeContent(article, tags), WRITE, TOOLS);
    expect(tableOf(files)).toMatchObject([
      { Published: '20 Aug 2025', Date: '2025-08-20', '¶': '14' },
    ]);
  });

  it('says of each adjudicated tag who decided it, when, why and how', () => {
    const provenance = {
      ...{ decision: decision.id, verdict: 'edit' as const, about: [], from: null, rule: null },
      ...{ reviewer: BORIS.id, decided: decision.decided },
    };
    const adjudicated = { tags: [{ annotation: quote, provenance }], unresolved: [] };
    const content = makeContent(makeArticle(TEXT), [quote], {
      annotators: [ANNA, BORIS],
      reviews: [{ articleId: TOOLS.sha256(TEXT), decisions: [], comments: [], adjudicated }],
    });
    expect(tableOf(CSV.write(content, WRITE, TOOLS).files)).toMatchObject([
      {
        ...{ Review: 'changed', Reviewer: BORIS.name, Reviewed: decision.decided },
        ...{ reviewer_id: BORIS.id, decision_id: decision.id },
      },
    ]);
  });

  it.each([
    ['', 'older-form'],
    ['’s values after a spreadsheet sorted its columns', 'sorted'],
  ])('reads a table of the older form%s', (_, form) => {
    const older = readFileSync(
      new URL('../../testing/csv-older-form.csv', import.meta.url),
      'utf8',
    );
    const { data } = Papa.parse<string[]>(older, { skipEmptyLines: true });
    const content = form === 'sorted' ? saved(data.map((cells) => cells.toReversed())) : older;
    expect(CSV.recognise(toInput(file(content)))).toBeGreaterThan(0.5);
    const read = CSV.read?.(toInput(file(content)), TOOLS);
    if (!read?.ok) throw new Error('It was not read.');
    const back = placeContent(read.value, {
      ...{ codebook: CODEBOOK, tools: TOOLS },
      textOf: (sha256) => (sha256 === TOOLS.sha256(SEED_001) ? SEED_001 : undefined),
    });
    expect(back.ignored).toEqual([]);
    expect(back.articles[0]?.details).toMatchObject({
      ...{ title: 'A title', outlet: 'The Paper', published: '20 Aug 2025' },
    });
    expect(back.sets.flatMap(({ annotations }) => annotations)).toMatchObject([
      {
        ...{ category: 'quote', fragments: [{ start: 644, end: 658 }], note: '=1+1' },
        attributes: { quoteType: 'not_direct', speaker: "'Ann" },
      },
      {
        category: 'claim',
        fragments: [
          { start: 55, end: 72 },
          { start: 2587, end: 2597 },
        ],
      },
    ]);
    expect(toExchangeContent(back).reviews[0]?.decisions).toMatchObject([
      { reason: '-too short', reviewer: BORIS.id },
    ]);
  });

  it('reads values also where the columns are in the order of their names', () => {
    const [header = [], ...rows] = cellsOf();
    const order = header
      .map((_, at) => at)
      .sort((a, b) => ((header[a] ?? '') < (header[b] ?? '') ? -1 : 1));
    const sorted = [header, ...rows].map((cells) => order.map((at) => cells[at] ?? ''));
    expect(readBack(file(saved(sorted))).sets).toEqual(
      readBack(CSV.write(withDecisions(decision), WRITE, TOOLS).files).sets,
    );
  });

  it.each([
    ['Title', 'attribute_x'],
    ['exact', 'attribute_x'],
    ['=1', 'attribute_x'],
    ['attribute_y', 'attribute_x'],
    ['index', 'attribute_x'],
    ['Speaker', 'Speaker'],
    ['Sprecher:in', 'Sprecher:in'],
  ])('calls the column of an attribute %j %j', (label, column) => {
    expect(attributeColumn(label, 'x')).toBe(column);
  });

  it('begins with a byte order mark for spreadsheets alone (bad input 88)', () => {
    const content = withDecisions();
    const [plain] = CSV.write(content, WRITE, TOOLS).files;
    const [marked] = CSV.write(content, { ...WRITE, spreadsheet: true }, TOOLS).files;
    expect(marked?.content).toBe(`\ufeff${plain?.content as string}`);
  });

  it('writes numbers in place of names', () => {
    const [written] = CSV.write(
      withDecisions(decision),
      { ...WRITE, hideNames: true },
      TOOLS,
    ).files;
    expect(written?.content).toContain('"annotator 2"');
    expect(written?.content).not.toContain(BORIS.name.slice(0, 5));
  });

  it.each([
    ['commas and line feeds', ',', '\n'],
    ['semicolons', ';', '\r\n'],
    ['tabs', '\t', '\r\n'],
  ])('is read with %s, as spreadsheets write it', (_, comma, newline) => {
    const { files } = CSV.write(withDecisions(decision), WRITE, TOOLS);
    const { data } = Papa.parse<string[]>(files[0]?.content as string);
    const content = Papa.unparse(data, { delimiter: comma, newline });
    const back = readBack(file(`\ufeff${content}`));
    expect(back.refused).toEqual([]);
    expect(back.sets.flatMap(({ annotations }) => annotations)).toHaveLength(2);
  });

  /** The rows of a table of two tags, one in two parts, as another program saves them. */
  const cellsOf = (): string[][] =>
    Papa.parse<string[]>(
      CSV.write(withDecisions(decision), WRITE, TOOLS).files[0]?.content as string,
      {
        skipEmptyLines: true,
      },
    ).data;
  const numbers = ['Part', 'Parts', 'start_utf16', 'end_utf16', 'start_codepoints'];
  const changeNumbers =
    (change: (value: string) => string) =>
    ([header = [], ...rows]: string[][]): string[][] => [
      header,
      ...rows.map((cells) =>
        cells.map((cell, at) => (numbers.includes(header[at] ?? '') ? change(cell) : cell)),
      ),
    ];
  const toScientific = (value: string): string => {
    const [digits = '', power = ''] = Number(value).toExponential().split('e+');
    return `${digits.replace('.', ',')}E+${power.padStart(2, '0')}`;
  };
  const utf16 = (text: string, isBig = false): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return new Uint8Array(isBig ? bytes.swap16() : bytes);
  };
  const saved = (rows: string[][], delimiter = ',') =>
    `${Papa.unparse(rows, { delimiter, newline: '\r\n' })}\r\n`;
  /** Without the empty cells at the end of each row. */
  const short = (cells: string[]): string[] => cells.slice(0, cells.findLastIndex(Boolean) + 1);

  it('takes a row that is there twice once, and counts it', () => {
    const copied = cellsOf().flatMap((cells, row) => (row === 1 ? [cells, cells] : [cells]));
    const before = readBack(file(saved(cellsOf())));
    const back = readBack(file(saved(copied)));
    expect(back.sets).toEqual(before.sets);
    expect(back.refused).toEqual([]);
    expect(back.ignored).toEqual([{ kind: 'duplicates', count: 1 }]);
  });

  it.each<[string, () => string | Uint8Array]>([
    [
      'empty rows between and behind the others',
      () => saved(cellsOf().flatMap((cells) => [cells, cells.map(() => ''), cells.map(() => ' ')])),
    ],
    ['the last, empty cells left out', () => saved(cellsOf().map(short), ';')],
    ['more empty cells at the end', () => saved(cellsOf().map((cells) => [...cells, '', '']))],
    ['numbers such as 24.0', () => saved(changeNumbers((each) => `${each}.0`)(cellsOf()))],
    ['numbers such as 24,0', () => saved(changeNumbers((each) => `${each},0`)(cellsOf()), ';')],
    ['numbers with six zeros', () => saved(changeNumbers((each) => `${each}.000000`)(cellsOf()))],
    ['numbers with spaces', () => saved(changeNumbers((each) => ` ${each} `)(cellsOf()))],
    ['a line that names the separator', () => `sep=;\r\n${saved(cellsOf(), ';')}`],
    ['a line that names a tab', () => `"sep=\t"\n${saved(cellsOf(), '\t')}`],
    ['UTF-16 and tabs', () => utf16(saved(cellsOf(), '\t'))],
    ['UTF-16 the other way round', () => utf16(saved(cellsOf(), ';'), true)],
    ['single quotation marks', () => Papa.unparse(cellsOf(), { quotes: true, quoteChar: "'" })],
    [
      'the numbers of rows in a column without a name',
      () => saved(cellsOf().map((cells, at) => [at === 0 ? '' : `${at}`, ...cells])),
    ],
    [
      'the numbers of rows twice',
      () =>
        saved(
          cellsOf().map((cells, at) =>
            at === 0 ? ['Unnamed: 0.1', 'Unnamed: 0', ...cells] : ['1', '1', ...cells],
          ),
        ),
    ],
    [
      'the numbers of rows, and no name for their column',
      () => saved(cellsOf().map((cells, at) => (at === 0 ? cells : [`${at}`, ...cells]))),
    ],
    ...['NA', 'nan', 'NULL'].map((word): [string, () => string] => [
      `${word} for nothing`,
      () => saved(cellsOf().map((cells) => cells.map((cell) => cell || word))),
    ]),
    ['numbers such as 2,4E+01', () => saved(changeNumbers(toScientific)(cellsOf()), ';')],
    ['empty rows before the names', () => `\r\n,,,\r\n${saved(cellsOf())}`],
    ['UTF-16 without its mark', () => utf16(saved(cellsOf(), '\t')).subarray(2)],
    [
      'UTF-16 the other way round without its mark',
      () => utf16(saved(cellsOf()), true).subarray(2),
    ],
    [
      'its plain names in capitals',
      () =>
        saved(
          cellsOf().map((cells, row) =>
            row > 0
              ? cells
              : cells.map((name) => (/^[a-z][\w]*$/u.test(name) ? name.toUpperCase() : name)),
          ),
        ),
    ],
    ['columns in another order', () => saved(cellsOf().map((cells) => cells.toReversed()))],
  ])('is read with %s', (_, content) => {
    const files = file(content());
    const before = readBack(CSV.write(withDecisions(decision), WRITE, TOOLS).files);
    expect(CSV.recognise(toInput(files))).toBeGreaterThan(0.5);
    const back = readBack(files);
    expect(back.refused).toEqual([]);
    expect(back.ignored).toEqual([]);
    expect(back.sets).toEqual(before.sets);
    expect(back.reviews).toEqual(before.reviews);
  });

  it.each([
    ['1,024', 1024],
    ['12.345.678', 12_345_678],
    ['7.0', 7],
    ['7.00', 7],
    ['7.5', Number.NaN],
    ['7e2', Number.NaN],
    ['2,4E+01', 24],
    ['2.4e+01', 24],
    ['2.45E+01', Number.NaN],
    ['', Number.NaN],
  ])('reads %j as the position %d', (cell, position) => {
    const read = CSV.read?.(toInput(table(row('1', `"${cell}"`, '9'))), TOOLS);
    expect(read?.ok && read.value.articles[0]?.tags[0]?.fragments[0]?.start).toBe(position);
  });

  it('refuses a row that is cut in a number, and none that has no line end', () => {
    const whole = `${[HEADER, row('1', '5', '9', '“no”')].join('\r\n')}`;
    expect(readBack(file(whole)).sets[0]?.annotations).toHaveLength(1);
    const cut = readBack(file(whole.slice(0, -6)));
    expect(cut.refused).toMatchObject([{ reason: expect.stringMatching(/5 cells/u) }]);
  });

  it('takes a row without a line end that lacks as many of its last cells as another one', () => {
    const header = `${HEADER},quote_family,review_state`;
    const two = [header, row('1', '5', '9', '“no”'), row('2', '0', '4')].join('\r\n');
    const back = readBack(file(two));
    expect(back.refused).toEqual([]);
    expect(back.sets[0]?.annotations).toHaveLength(2);
  });

  it('says which columns it does not read', () => {
    const [header = [], ...rows] = cellsOf();
    const content = saved([[...header, 'remark'], ...rows.map((cells) => [...cells, 'x'])]);
    expect(readBack(file(content)).ignored).toEqual([
      { kind: 'unknown', count: 1, names: { remark: 1 } },
    ]);
  });

  it('does not make a tag of some of its parts', () => {
    const { files } = CSV.write(withDecisions(), WRITE, TOOLS);
    const { data } = Papa.parse<string[]>(files[0]?.content as string);
    const content = Papa.unparse(data.toSpliced(1, 1));
    const back = readBack(file(content));
    expect(back.refused).toMatchObject([{ place: 'a.csv, row 2', reason: 'It has 1 of 2 parts.' }]);
  });

  it('reports columns, links and decisions that it does not read', () => {
    const back = readBack(
      file(`${HEADER},quote_family,review_state,mine\r\n${row('1', '5', '9')},F1,changed,x\r\n`),
    );
    expect(back.ignored).toEqual([
      { kind: 'decisions', count: 1 },
      { kind: 'links', count: 1 },
      { kind: 'unknown', count: 1, names: { mine: 1 } },
    ]);
  });
});
