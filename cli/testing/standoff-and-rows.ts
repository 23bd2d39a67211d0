import { MAYOR, MAYOR_ANN, type CallCase, type ReadCase } from './cases.ts';

/** An attribution of two news stories, as a corpus of them has it. */
const ATTRIBUTION =
  'T1\tSource 4 9\tmayor\nT2\tCue 10 14\ttold\nT3\tContent 18 33\t“we will build”\n' +
  'T4\tAttribution 10 14\ttold\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n';

const QUOTE = 'quote “we will build”';

/** Annotations beside texts, of brat and of the shared tasks in biology. */
export const STANDOFF: readonly ReadCase[] = [
  {
    name: 'attributions in folders of their own, with somebody in the names',
    files: { 'c/text/m_1.txt': MAYOR, 'c/attributions/m_1_4b2.ann': ATTRIBUTION },
    articles: 1,
    tags: [`c: ${QUOTE}`],
  },
  {
    name: 'an attribution of which the annotator said that it has no source',
    files: {
      'm.txt': MAYOR,
      'm.ann': ATTRIBUTION.replaceAll('Attribution', 'Attribution-no-source')
        .replace(/^T1.*\n/u, '')
        .replace(' Source:T1', ''),
    },
    articles: 1,
    tags: [`m: ${QUOTE}`],
  },
  {
    name: 'annotations in two files that know each other’s ids',
    files: {
      'c/LICENSE': 'Do as you like.\n',
      'c/m.txt': MAYOR,
      'c/m.a1': 'T1\tPerson 4 9\tmayor\n',
      'c/m.a2': 'T2\tSpeech 10 14\ttold\nE1\tSpeech:T2 Agent:T1\nM1\tNegation E1\n*\tEquiv T1 T2\n',
    },
    articles: 1,
    tags: ['c: Person mayor', 'c: Speech told'],
    says: [/^Left out, as there are no tags in them: c\/LICENSE\.$/mu],
  },
  {
    name: 'annotations in two folders that know each other’s ids, with the text in a third one',
    files: {
      'c/txt/m.txt': MAYOR,
      'c/given/m.a1': 'T1\tPerson 4 9\tmayor\n',
      'c/asked/m.a2': 'T2\tSpeech 10 14\ttold\nE1\tSpeech:T2 Agent:T1\n',
    },
    articles: 1,
    tags: ['c: Person mayor', 'c: Speech told'],
    says: [/^1 link between tags was left out: Agent \(1\)\.$/mu],
  },
  {
    name: 'given annotations to which nobody had anything to add',
    files: { 'c/m.txt': MAYOR, 'c/m.a1': 'T1\tPerson 4 9\tmayor\n', 'c/m.a2': '', 'c/m.rel': '' },
    articles: 1,
    tags: ['c: Person mayor'],
  },
  {
    name: 'a last line without an end that is whole',
    files: {
      'm.txt': MAYOR,
      'm.ann': `${MAYOR_ANN}T2\tFraming 60 67\ta dream\nR1\tabout Arg1:T1 Arg2:T2`,
    },
    articles: 1,
    tags: [`m: ${QUOTE}`, 'm: framing a dream'],
    says: [/^1 link between tags was left out: about \(1\)\.$/mu],
  },
  {
    name: 'positions that count a line end as one character, where the text has two',
    files: {
      'm.txt': MAYOR.replaceAll('\n', '\r\n'),
      'm.ann': `${MAYOR_ANN}T2\tFraming 60 67\ta dream\n`,
    },
    articles: 1,
    tags: [`m: ${QUOTE}`, 'm: framing a dream'],
    says: [/^Positions in this file count a line end as one character where the text has two\./mu],
  },
  {
    name: 'words that are not at their place, with the text named apart',
    files: { 'm.ann': 'T1\tQuote 17 32\t“we will build”\n', 'deep/other.txt': MAYOR },
    given: ['m.ann', 'deep/other.txt'],
    articles: 1,
    tags: [],
    says: [/^m\.ann, line 1: The text does not have the words ““we will build””/mu],
  },
];

const ROWS = [
  ['The', 'O'],
  ['mayor', 'B-PER'],
  ['spoke', 'O'],
  ['in', 'O'],
  ['New', 'B-LOC'],
  ['Kiel', 'I-LOC'],
] as const;
const rows = (row: (token: string, tag: string, number: number) => string): string =>
  ROWS.map(([token, tag], index) => `${row(token, tag, index + 1)}\n`).join('');
const TAGS = ['a: PER mayor', 'a: LOC New Kiel'];

/** Rows of tokens, each with its columns. */
export const COLUMNS: readonly ReadCase[] = [
  {
    name: 'numbers of rows, comments and two layers',
    files: {
      'a.tsv': `#\tharbour.example\t[2021]\n${rows((token, tag, number) => `${number}\t${token}\t${tag}\t${token === 'Kiel' ? 'B-ORG' : 'O'}`)}`,
    },
    articles: 1,
    tags: [...TAGS, 'a: ORG Kiel'],
  },
  {
    name: 'names of columns in a comment',
    files: {
      'a.conllup': `# global.columns = ID FORM UPOS X:NE\n${rows((token, tag, number) => `${number}\t${token}\tX\t${tag}`)}`,
    },
    articles: 1,
    tags: TAGS,
    says: [/^6 cells of other columns were left out: UPOS \(6\)\.$/mu],
  },
  {
    name: 'names of columns in the first line, and spaces that are not there',
    files: {
      'a.tsv': `TOKEN\tNE-COARSE\tNE-FINE\tMISC\n${rows((token, tag) => `${token}\t${tag}\t${tag}.x\t${token === 'New' ? 'NoSpaceAfter' : '_'}`).replaceAll('O.x', 'O')}`,
    },
    articles: 1,
    tags: ['a: PER mayor', 'a: LOC NewKiel', 'a: PER_x mayor', 'a: LOC_x NewKiel'],
  },
  {
    name: 'a document that begins with fewer columns than its rows have',
    files: { 'a.conll': `-DOCSTART- O\n\n${rows((token, tag) => `${token} -X- _ ${tag}`)}` },
    articles: 1,
    tags: TAGS,
  },
  {
    name: 'labels without a beginning',
    files: { 'a.conll': rows((token, tag) => `${token} ${tag.slice(-3)}`) },
    articles: 1,
    tags: TAGS,
  },
];

/** What is said of them, and why some are refused. */
export const SAID: readonly CallCase[] = [
  {
    name: 'columns of which none has tags, by their names',
    files: { 'a.conllu': '# global.columns = ID FORM UPOS\n1\tOna\tX\n2\tleft\tY\n' },
    call: ['convert', 'a.conllu', '--to', 'native', '--out', '-'],
    exit: 1,
    says: [/None of its columns is known as one of tags .* the columns ID, FORM, UPOS\./u],
  },
  {
    name: 'annotations with spaces for tabs',
    files: { 'm.txt': MAYOR, 'm.ann': 'T1 Quote 18 33 “we will build”\n' },
    call: ['validate', 'm.ann', 'm.txt'],
    exit: 1,
    prints: [/0 of 1 tag placed/u],
    says: [/line 1: Spaces separate its columns, where brat has tabs/u],
  },
  {
    name: 'a last line that is cut',
    files: { 'm.txt': MAYOR, 'm.ann': `${MAYOR_ANN}R1\tabout Arg1:T1 Arg2:T` },
    call: ['validate', 'm.ann', 'm.txt'],
    exit: 1,
    prints: [/1 of 1 tag placed/u],
    says: [/line 2: The file ends inside this line, or its line end is missing\./u],
  },
  {
    name: 'links, by the names that the file gives them',
    files: {
      'm.txt': MAYOR,
      'm.ann': `${MAYOR_ANN}T2\tFraming 60 67\ta dream\nR1\tabout Arg1:T1 Arg2:T2`,
    },
    call: ['validate', 'm.ann', 'm.txt'],
    exit: 0,
    prints: [/2 of 2 tags placed/u, /1 link between tags was left out: about \(1\)\./u],
  },
  {
    name: 'how positions count line ends',
    files: { 'm.txt': MAYOR.replaceAll('\n', '\r\n'), 'm.ann': 'T1\tFraming 60 67\ta dream\n' },
    call: ['validate', 'm.ann', 'm.txt'],
    exit: 0,
    prints: [/1 of 1 tag placed/u, /count a line end as one character/u],
  },
  {
    name: 'columns that are no tags, by their names',
    files: {
      'a.conllup': '# global.columns = ID FORM UPOS X:NE\n1\tOna\tX\tB-PER\n2\tleft\tY\tO\n',
    },
    call: ['validate', 'a.conllup'],
    exit: 0,
    prints: [/1 of 1 tag placed/u, /2 cells of other columns were left out: UPOS \(2\)\./u],
  },
];
