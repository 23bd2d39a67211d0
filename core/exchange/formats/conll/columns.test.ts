import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CODEBOOK, TOOLS } from '../../testing/contents.ts';
import { toInput, type BadFile } from '../../testing/contract.ts';
import { placeContent } from '../../placing/place.ts';
import { areNearlyAll, findColumns, mayHaveColumns } from './columns.ts';
import { CONLL } from './conll.ts';
import { isPlainRow } from './table.ts';

/** Lines of cells, which tabs part. */
const table = (...lines: string[]): string => `${lines.join('\n').replaceAll(/ +/gu, '\t')}\n`;

function read(files: readonly BadFile[]) {
  const loose = CONLL.read?.(toInput(files), TOOLS);
  if (!loose?.ok) throw new Error(loose?.error.detail);
  const placed = placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
  return {
    texts: placed.articles.map(({ text }) => text),
    titles: placed.articles.map(({ details }) => details.title),
    tags: placed.sets.flatMap(({ annotations }) =>
      annotations.map(({ category, fragments, attributes: { layer } }) => {
        const words = fragments.map(({ start, end, exact }) => `${start}-${end} ${exact}`).join();
        return `${category} ${words}${layer === undefined ? '' : ` in ${layer}`}`;
      }),
    ),
    refused: placed.refused.map(({ reason }) => reason),
    ignored: placed.ignored,
  };
}

const readOne = (content: string) => read([{ path: 'a.conll', content }]);

const SENTENCE = ['Ona', 'left', 'New', 'Kiel'];

describe('The columns of a CoNLL file', () => {
  it.each<[string, string, readonly string[]]>([
    ['rows without numbers', table('Ona B-PER', 'left O', 'New B-LOC', 'Kiel I-LOC'), []],
    ['rows with numbers', table('1 Ona B-PER', '2 left O', '3 New B-LOC', '4 Kiel I-LOC'), []],
    [
      'comments of every kind',
      `# id = 1\n#\tOna O\n${table('1 Ona B-PER', '2 left O', '3 New B-LOC', '4 Kiel I-LOC')}# end\n`,
      [],
    ],
    ['the tag first', table('B-PER Ona', 'O left', 'B-LOC New', 'I-LOC Kiel'), []],
    [
      'rows with numbers from 0 on',
      table('0 Ona B-PER', '1 left O', '2 New B-LOC', '3 Kiel I-LOC'),
      [],
    ],
    [
      'numbers that go on from another file',
      table('41 Ona B-PER', '42 left O', '43 New B-LOC', '44 Kiel I-LOC'),
      ['column 1'],
    ],
    [
      'the tag first, and positions before the word',
      table('B-PER 0 3 Ona', 'O 4 8 left', 'B-LOC 9 12 New', 'I-LOC 13 17 Kiel'),
      ['column 2', 'column 3'],
    ],
    [
      'the name of the document and of the sentence before each word',
      table('a-7 1 1 Ona B-PER', 'a-7 1 2 left O', 'a-7 2 1 New B-LOC', 'b-7 1 1 Kiel I-LOC'),
      ['column 1', 'column 2', 'column 3'],
    ],
    [
      'the tag between others',
      table('Ona B-PER NNP', 'left O VBD', 'New B-LOC NNP', 'Kiel I-LOC NNP'),
      ['column 3'],
    ],
    [
      'phrases beside the tags',
      'Ona NNP B-NP B-PER\nleft VBD B-VP O\nNew NNP B-NP B-LOC\nKiel NNP I-NP I-LOC\n',
      ['column 2', 'column 3'],
    ],
    [
      'a document with fewer columns in its first line',
      `-DOCSTART- O\n\n${table('Ona _ _ B-PER', 'left _ _ O', 'New _ _ B-LOC', 'Kiel _ _ I-LOC')}`,
      [],
    ],
    [
      'a document with more columns in its first line',
      `-DOCSTART- -X- -X- -X- O\n\n${table('Ona B-PER', 'left O', 'New B-LOC', 'Kiel I-LOC')}`,
      [],
    ],
    [
      'names in the first line',
      table('Word Lemma Ner', 'Ona ona B-PER', 'left leave O', 'New new B-LOC', 'Kiel kiel I-LOC'),
      ['Lemma'],
    ],
    [
      'names in a comment',
      `# global.columns = ID FORM UPOS PARA:NE\n${table('1 Ona X B-PER', '2 left X O', '3 New X B-LOC', '4 Kiel X I-LOC')}`,
      ['UPOS'],
    ],
    ['labels alone', table('Ona PER', 'left O', 'New LOC', 'Kiel LOC'), []],
    ['brackets', table('Ona x (PER*)', 'left x *', 'New x (LOC*', 'Kiel x *)'), ['column 2']],
    ['ends of tags', table('Ona S-PER', 'left O', 'New B-LOC', 'Kiel E-LOC'), []],
    ['middles of tags', table('Ona W-PER', 'left O', 'New B-LOC', 'Kiel M-LOC'), []],
    ['labels before what marks them', table('Ona PER-B', 'left O', 'New LOC-B', 'Kiel LOC-I'), []],
    ['a line for a dash', table('Ona S_PER', 'left O', 'New B_LOC', 'Kiel E_LOC'), []],
    [
      'phrases that are written so, too',
      table('Ona NP_B PER_B', 'left VP_B O', 'New NP_B LOC_B', 'Kiel NP_I LOC_I'),
      ['column 2'],
    ],
    ['lines that a CR alone ends', 'Ona B-PER\rleft O\rNew B-LOC\rKiel I-LOC\r', []],
    ['nothing in place of O', table('Ona B-PER', 'left _', 'New B-LOC', 'Kiel I-LOC'), []],
    [
      'Windows lines',
      table('Ona B-PER', 'left O', 'New B-LOC', 'Kiel I-LOC').replaceAll('\n', '\r\n'),
      [],
    ],
    ['no last line end', table('Ona B-PER', 'left O', 'New B-LOC', 'Kiel I-LOC').trimEnd(), []],
  ])('are known with %s', (_, content, leftOut) => {
    expect(CONLL.recognise(toInput([{ path: 'a.tsv', content }]))).toBeGreaterThan(0.5);
    const { texts, tags, refused, ignored } = readOne(content);
    expect(texts).toEqual([SENTENCE.join(' ')]);
    expect(tags).toEqual(['PER 0-3 Ona', 'LOC 9-17 New Kiel']);
    expect(refused).toEqual([]);
    expect(ignored.flatMap(({ names = {} }) => Object.keys(names))).toEqual(leftOut);
  });

  it.each([
    [
      'without names',
      table('1 Nova B-ORG O', '2 Kiel I-ORG B-LOC', '3 left O O'),
      ['ORG 0-9 Nova Kiel in column 3', 'LOC 5-9 Kiel in column 4'],
    ],
    [
      'with names',
      table('TOKEN OUTER INNER', 'Nova B-ORG O', 'Kiel I-ORG B-LOC', 'left O _'),
      ['ORG 0-9 Nova Kiel in OUTER', 'LOC 5-9 Kiel in INNER'],
    ],
    [
      'one of which has no tags',
      table('TOKEN OUTER INNER', 'Nova B-ORG O', 'Kiel I-ORG O', 'left O O'),
      ['ORG 0-9 Nova Kiel in OUTER'],
    ],
  ])('are layers where several have tags, %s', (_, content, tags) => {
    expect(readOne(content)).toMatchObject({ tags, refused: [], ignored: [] });
  });

  it.each(['|', ',', ';', '+', '&'])('may have several tags in one cell: %s', (between) => {
    expect(readOne(`Nova B-ORG\nKiel I-ORG${between}B-LOC\nleft O\n`).tags).toEqual([
      'ORG 0-9 Nova Kiel',
      'LOC 5-9 Kiel',
    ]);
  });

  it.each(['word', 'text'])(
    'have no names where the first token is called like one: %s',
    (word) => {
      expect(readOne(`${word} LOC_B\nKiel LOC_I\nleft O\n`)).toMatchObject({
        texts: [`${word} Kiel left`],
        tags: [`LOC 0-9 ${word} Kiel`],
      });
    },
  );

  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'that name what is meant',
      table(
        '-DOCSTART- (1 Kiel)',
        'Nova B Nova_Kiel --NME--',
        'Kiel I Nova_Kiel --NME--',
        'left',
        'Ona B Ona Ona_(Singer) http://example.org/Ona 17 /m/0x1',
        '.',
      ),
      ['tag 0-9 Nova Kiel', 'tag 15-18 Ona'],
      ['column 3', 'column 4', 'column 5', 'column 6', 'column 7'],
    ],
    [
      'and a document that does not begin the file',
      table('Nova B Nova_Kiel --NME--', 'Kiel I Nova_Kiel --NME--', 'left', 'Ona B Ona Ona', '.'),
      ['tag 0-9 Nova Kiel', 'tag 15-18 Ona'],
      ['column 3', 'column 4'],
    ],
    [
      'and whose empty cells an editor has taken away',
      table('Nova NN B-ORG', 'Kiel NN I-ORG', 'left VB', 'Ona NN B-PER', '. .'),
      ['ORG 0-9 Nova Kiel', 'PER 15-18 Ona'],
      ['column 2'],
    ],
  ])('may stand in rows of words with a tag alone, %s', (_, content, tags, leftOut) => {
    expect(CONLL.recognise(toInput([{ path: 'a.tsv', content }]))).toBeGreaterThan(0.5);
    const read = readOne(content);
    expect(read).toMatchObject({ texts: ['Nova Kiel left Ona .'], tags, refused: [] });
    expect(read.ignored.flatMap(({ names = {} }) => Object.keys(names))).toEqual(leftOut);
  });

  it('are refused by the row where a cell is no tag as the others are', () => {
    const rows = Array.from({ length: 12 }, (_, n) => `w${n} ORG_${n % 2 === 0 ? 'B' : 'I'}\n`);
    const { refused, tags } = readOne(`${rows.join('')}Ona PER\nleft O\n`);
    expect(refused).toHaveLength(1);
    expect(tags).toHaveLength(6);
  });

  it('may have brackets in brackets', () => {
    const content = table('Nova x (ORG(PER*)', 'Kiel x (LOC*))', 'left x *', 'soon x (TIME*)');
    expect(readOne(content).tags).toEqual([
      'ORG 0-9 Nova Kiel',
      'PER 0-4 Nova',
      'LOC 5-9 Kiel',
      'TIME 15-19 soon',
    ]);
  });

  it('are those of CoNLL-2012 where a document begins as it does there', () => {
    const row = (number: number, word: string, ne: string, coref: string): string =>
      `x/y 0 ${number} ${word} NN (S* - - - Ona ${ne} (V*) ${coref}`;
    const content = [
      '#begin document (x/y); part 000',
      row(0, 'Ona', '(PERSON)'.replace(')', '*)'), '(4)'),
      row(1, 'left', '*', '-'),
      '',
      row(0, 'New', '(GPE*', '-'),
      row(1, 'Kiel', '*)', '-'),
      '#end document',
      '#begin document (x/z); part 000',
      row(0, 'Ona', '*', '-'),
      '#end document',
      '',
    ].join('\n');
    expect(CONLL.recognise(toInput([{ path: 'a', content }]))).toBeGreaterThan(0.9);
    const { texts, titles, tags, ignored } = readOne(content);
    expect(texts).toEqual(['Ona left\nNew Kiel', 'Ona']);
    expect(titles).toEqual(['x/y', 'x/z']);
    expect(tags).toEqual(['PERSON 0-3 Ona', 'GPE 9-17 New Kiel']);
    expect(ignored[0]?.names).toMatchObject({ coreference: 1, 'parse bit': 5, 'verb 1': 5 });
  });

  it.each([
    [
      'names',
      '# global.columns = ID FORM UPOS\n1\tOna\tX\n2\tleft\tY\n',
      'the columns ID, FORM, UPOS.',
    ],
    [
      'the names of CoNLL-U',
      table('1 Ona ona X X _ 2 nsubj _ _', '2 left leave Y Y _ 0 root _ _'),
      'ID, FORM, LEMMA',
    ],
    [
      'a first line with names',
      table('TOKEN LEMMA', 'Ona ona', 'left leave'),
      'the columns TOKEN, LEMMA.',
    ],
    ['neither', table('Ona x', 'left leave'), 'the columns 1 (“Ona”), 2 (“x”).'],
  ])('are named where none has tags, by %s', (_, content, columns) => {
    const refused = CONLL.read?.(toInput([{ path: 'a.conllu', content }]), TOOLS);
    expect(refused).toMatchObject({ ok: false, error: { type: 'malformed' } });
    expect(refused?.ok === false && refused.error.detail).toContain(columns);
    expect(CONLL.recognise(toInput([{ path: 'a.conllu', content }]))).toBeGreaterThan(0.5);
  });

  it.each([
    ['letters that end like a space', 'Il\tO\nva\tO\nà\tO\nKiel\tB-LOC\n'],
    ['a masked table of known names', table('TOKEN NE-COARSE NE-FINE', 'Ona _ _', 'left _ _')],
    ['CoNLL-U in a file of another name', table('1 Ona ona X X _ 2 nsubj _ _')],
  ])('are recognised: %s', (_, content) => {
    expect(CONLL.recognise(toInput([{ path: 'a.tsv', content }]))).toBeGreaterThan(0.5);
  });

  it.each([
    ['an article', 'It was vitamin O\n'],
    ['lines of an article', 'The O\nwas there.\nNobody saw it\n\nB-Sides of Ona\n'],
    ['a table', 'name\tcity\nOna\tKiel\nMia\tBonn\n'],
    ['an article with a table', 'Vitamins\nOna took\tB-12\tdaily\nKiel\tB-6\nso\n'],
    [
      'a table of what is known of articles',
      `file\tlevel\ttimes\ttitle\n${'ferry\tNone\t0\tOna left\n'.repeat(4)}`,
    ],
    ['another format of rows', '#FORMAT=WebAnno TSV 3.3\n\n1-1\t0-3\tOna\tB-PER\n'],
  ])('are not seen in %s', (_, content) => {
    expect(CONLL.recognise(toInput([{ path: 'a.txt', content }]))).toBeLessThan(0.5);
  });
});

describe('A text made of rows', () => {
  it.each([
    [
      'a space that is not there',
      table('1 Kiel B-LOC SpaceAfter=No', '2 . O _', '', '1 So O _'),
      'Kiel.\nSo',
    ],
    [
      'the same in HIPE',
      table('TOKEN NE MISC', 'Kiel B-LOC NoSpaceAfter', '. O EndOfSentence', 'So O _'),
      'Kiel.\nSo',
    ],
    [
      'ends of lines',
      table('TOKEN NE MISC', 'New B-LOC EndOfLine', 'Kiel I-LOC x|NoSpaceAfter', '. O _'),
      'New\nKiel.',
    ],
    [
      'the sentence itself',
      `# text = Kiel  –“so”.\n${table('1 Kiel B-LOC', '2 – O', '3 “ O', '4 so O', '5 ” O', '6 . O')}`,
      'Kiel  –“so”.',
    ],
    [
      'a sentence that is another',
      `# text = Kiel so\n${table('1 Kiel B-LOC', '2 and O', '3 so O')}`,
      'Kiel and so',
    ],
    [
      'paragraphs',
      `# newpar\n${table('1 Kiel B-LOC x', '', '1 So O x')}\n# newpar id = 2\n${table('1 What O x')}`,
      'Kiel\nSo\n\nWhat',
    ],
    [
      'one token for two words',
      table('1-2 vámonos _', '1 vamos O', '2 nos O', '3 Kiel B-LOC'),
      'vámonos Kiel',
    ],
    ['a word that is not there', table('1 Kiel B-LOC x', '1.1 is O x', '2 so O x'), 'Kiel so'],
  ])('has %s', (_, content, text) => {
    expect(readOne(content).texts).toEqual([text]);
  });

  it('has the tags of words that are one token on that token', () => {
    const content = table('1-2 zum _', '1 zu O', '2 dem B-LOC', '3 Hafen I-LOC');
    expect(readOne(content).tags).toEqual(['LOC 0-9 zum Hafen']);
  });

  it.each([
    ['# newdoc id = one', '# newdoc id = two'],
    ['# hipe2022:document_id = one', '# hipe2022:document_id = two'],
    ['#begin document (one); part 0', '#begin document (two); part 1'],
    ['-DOCSTART- (one)\n', '-DOCSTART- (two)\n'],
    ['-DOCSTART- -X- O O one\n', '-DOCSTART- -X- O O two\n'],
    ['-DOCSTART- -X- -Y- O\tone\n', '-DOCSTART- -X- -Y- O\ttwo\n'],
    ['-DOCSTART-\tone', '-DOCSTART-\ttwo'],
    ['-DOCSTART- # id = one', '-DOCSTART- # id = two'],
    ['-DOCSTART- doc_id: one O', '-DOCSTART- doc_id: two O'],
    ['1\t-DOCSTART-\tone\tO', '1\t-DOCSTART-\ttwo\tO'],
    ['O -DOCSTART- one', 'O -DOCSTART- two'],
  ])('is one for each document: %s', (one, two) => {
    const rows = table('1 Ona B-PER x', '2 left O x');
    expect(readOne(`${one}\n${rows}\n${two}\n${rows.replace('left', 'stays')}`)).toMatchObject({
      texts: ['Ona left', 'Ona stays'],
      titles: ['one', 'two'],
      tags: ['PER 0-3 Ona', 'PER 0-3 Ona'],
    });
  });
});

describe('A folder of rows', () => {
  const ROWS = 'Ona B-PER\nleft O\n';

  it('may have a README beside them, and rows in files that are called like texts', () => {
    const files = [
      { path: 'x/LICENSE', content: 'Do as you like.\n' },
      { path: 'x/README.md', content: 'Two files.\n' },
      { path: 'x/test.txt', content: ROWS },
      { path: 'x/train.txt', content: ROWS.replace('left', 'stays') },
    ];
    expect(CONLL.recognise(toInput(files))).toBeGreaterThan(0.5);
    expect(read(files)).toMatchObject({ texts: ['Ona left', 'Ona stays'], refused: [] });
  });

  it('has the same places in the text beside it with numbers of rows and several columns', () => {
    const files = [
      { path: 'x/a.txt', content: '“Ona” left – Kiel.' },
      {
        path: 'x/a.conll',
        content: table(
          '1 “ O O',
          '2 Ona B-PER O',
          '3 ” O O',
          '4 left O O',
          '5 – O O',
          '6 Kiel O B-LOC',
          '7 . O O',
        ),
      },
    ];
    expect(read(files).tags).toEqual(['PER 1-4 Ona in column 3', 'LOC 13-17 Kiel in column 4']);
  });
});

it('says of no lines whose columns are found that they cannot have any', () => {
  const cell = fc.constantFrom('O', 'B-PER', 'word', '1', 'NN', '_', '[a]');
  const row = fc.tuple(fc.array(cell, { maxLength: 4 }), fc.constantFrom(' ', '  ', '\t'));
  const line = row.map(([cells, separator]) => cells.join(separator));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const found = findColumns(lines);
      const rows = lines.filter(isPlainRow);
      const areColumns = found.ok && (found.value.isRagged || areNearlyAll(rows, found.value));
      expect(mayHaveColumns(lines) || !areColumns).toBe(true);
    }),
  );
});

it('asks of no prose what is in its words', () => {
  const prose = [
    'Moscow said on Monday that talks had failed.',
    'Kyiv stayed.',
    'Nobody spoke after.',
  ];
  expect(mayHaveColumns(prose)).toBe(false);
  expect(mayHaveColumns(['Moscow B-LOC', 'said O', 'nothing O'])).toBe(true);
});
