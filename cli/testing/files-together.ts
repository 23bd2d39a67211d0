import { strToU8, zipSync } from 'fflate';

import {
  MAYOR,
  MAYOR_ANN,
  MAYOR_LINE,
  NURSE,
  NURSE_ANN,
  NURSE_LINE,
  type ReadCase,
} from './cases.ts';

const DREAM_ANN = 'T1\tFraming 60 67\ta dream\n';

/** An annotation of W3C that does not say which text it is on. */
const annotation = (exact: string): string =>
  JSON.stringify({
    type: 'Annotation',
    body: { type: 'TextualBody', purpose: 'tagging', value: 'Quote' },
    target: { source: 'http://a.example/', selector: { type: 'TextQuoteSelector', exact } },
  });

/** An annotation of W3C on a text that it names by the SHA-256, with its position and words. */
const onText = (start: number, end: number, exact: string): string => {
  const selector = [
    { type: 'TextPositionSelector', start, end },
    { type: 'TextQuoteSelector', exact },
  ];
  const body = { type: 'TextualBody', purpose: 'tagging', value: 'Framing' };
  const source = `urn:sha256:${'0'.repeat(64)}`;
  return JSON.stringify({ type: 'Annotation', body, target: { source, selector } });
};

/** Files that belong together, and files that do not. */
export const FILES_TOGETHER: readonly ReadCase[] = [
  {
    name: 'lines of JSON in an archive, as a server hands them out',
    files: { 'export.zip': zipSync({ 'all.jsonl': strToU8(MAYOR_LINE) }) },
    articles: 1,
    tags: ['export: quote “we will build”'],
  },
  {
    name: 'texts and the tags on them in an archive',
    files: {
      'c.zip': zipSync({
        'text/a.txt': strToU8(MAYOR),
        'ann/a.ann': strToU8(MAYOR_ANN),
        '.x/a.ann': strToU8('x'),
      }),
    },
    articles: 1,
    tags: ['c: quote “we will build”'],
  },
  {
    name: 'rows beside a text of one line that ends in what could be a tag',
    files: {
      'a.txt': 'A mayor left the city by the I-95',
      'a.Quote.conll': 'A O\nmayor B-Quote\nleft O\nthe O\ncity O\nby O\nthe O\nI-95 O\n',
    },
    articles: 1,
    tags: ['a.Quote: quote mayor'],
  },
  {
    name: 'a text with other line ends than the one whose SHA-256 is named',
    files: {
      'a.json': onText(60, 67, 'a dream'),
      'm.txt': MAYOR.replaceAll('\n', '\r\n'),
      'n.txt': NURSE.replace('a dream', 'nonsense'),
    },
    articles: 2,
    tags: ['a: framing a dream'],
    says: [
      /^The text of a\.json is not there as it was, to the letter\. It is read on m\.txt, which alone has the words of its tags\.$/mu,
      /^No tags are on n\.txt\.$/mu,
    ],
  },
  {
    name: 'texts and annotations in sibling folders',
    files: {
      'c/text/m.txt': MAYOR,
      'c/text/n.txt': NURSE,
      'c/ann/m.ann': MAYOR_ANN,
      'c/ann/n.ann': NURSE_ANN,
    },
    articles: 2,
    tags: ['c: quote “we will build”', 'c: quote “nobody is ill”'],
  },
  {
    name: 'texts and annotations in folders that are named apart',
    files: { 'text/m.txt': MAYOR, 'text/n.txt': NURSE, 'ann/m.ann': MAYOR_ANN },
    given: ['ann', 'text'],
    articles: 2,
    tags: ['ann: quote “we will build”'],
    says: [/^No tags are on text\/n\.txt\.$/mu],
  },
  {
    name: 'texts and annotations in folders that are named apart, in a format that is named',
    files: { 'text/m.txt': MAYOR, 'ann/m.ann': MAYOR_ANN },
    given: ['ann', 'text', '--from', 'brat'],
    articles: 1,
    tags: ['ann: quote “we will build”'],
  },
  {
    name: 'a text that is named apart',
    files: { 'm.ann': MAYOR_ANN, 'deep/m.txt': MAYOR },
    given: ['m.ann', 'deep/m.txt'],
    articles: 1,
    tags: ['m: quote “we will build”'],
  },
  {
    name: 'a text among several of its name, which alone has the words of the tags',
    files: { 'c/ann/1.ann': MAYOR_ANN, 'c/a/1.txt': MAYOR, 'c/b/1.txt': NURSE },
    articles: 2,
    tags: ['c: quote “we will build”'],
    says: [/^c\/ann\/1\.ann is read on c\/a\/1\.txt, which alone has the words of its tags\.$/mu],
  },
  {
    name: 'texts of other names than the annotations, which have their words',
    files: { 'x.ann': MAYOR_ANN, 'y.ann': NURSE_ANN, 'one.txt': MAYOR, 'two.txt': NURSE },
    articles: 2,
    tags: ['x: quote “we will build”', 'x: quote “nobody is ill”'],
    says: [/^x\.ann is read on one\.txt/mu, /^y\.ann is read on two\.txt/mu],
  },
  {
    name: 'a text that is called like its file of a one-file format, among others',
    files: { 'c/m.json': annotation('“we will build”'), 'c/m.txt': MAYOR, 'c/other.txt': NURSE },
    articles: 2,
    tags: ['c: quote “we will build”'],
    says: [/^No tags are on c\/other\.txt\.$/mu],
  },
  {
    name: 'two parts of a corpus with files of the same names',
    files: {
      'c/train/text/1.txt': MAYOR,
      'c/train/ann/1.ann': MAYOR_ANN,
      'c/dev/text/1.txt': NURSE,
      'c/dev/ann/1.ann': NURSE_ANN,
    },
    articles: 2,
    tags: ['c: quote “we will build”', 'c: quote “nobody is ill”'],
  },
  {
    name: 'annotations with the whole name of their text before their ending',
    files: {
      'c/m.txt': MAYOR,
      'c/m.txt.ann': MAYOR_ANN,
      'c/n.xml.txt': NURSE,
      'c/n.ann': NURSE_ANN,
    },
    articles: 2,
    tags: ['c: quote “we will build”', 'c: quote “nobody is ill”'],
  },
  {
    name: 'annotators in the names of files',
    files: { 'c/m.txt': MAYOR, 'c/m.anna.ann': MAYOR_ANN, 'c/m.bert.ann': DREAM_ANN },
    articles: 1,
    tags: ['anna: quote “we will build”', 'bert: framing a dream'],
  },
  {
    name: 'annotators in the names of folders beside one of texts',
    files: { 'c/text/m.txt': MAYOR, 'c/anna/m.ann': MAYOR_ANN, 'c/bert/m.ann': DREAM_ANN },
    articles: 1,
    tags: ['anna: quote “we will build”', 'bert: framing a dream'],
  },
  {
    name: 'several files of a one-file format in a folder, each of which is one',
    files: { 'c/train.jsonl': MAYOR_LINE, 'c/dev.jsonl': NURSE_LINE },
    articles: 2,
    tags: ['c: quote “we will build”', 'c: quote “nobody is ill”'],
  },
  {
    name: 'files of several formats in a folder',
    files: { 'c/a.jsonl': MAYOR_LINE, 'c/n.ann': NURSE_ANN, 'c/n.txt': NURSE },
    articles: 2,
    tags: ['c: quote “we will build”', 'c: quote “nobody is ill”'],
  },
  {
    name: 'what somebody wrote about the data beside it, which is left out and said to be',
    files: {
      'c/README.md': '# Data\n',
      'c/LICENSE': 'Do what you want.\n',
      'c/extra.conf': '[x]\n',
      'c/all.jsonl': MAYOR_LINE,
    },
    articles: 1,
    tags: ['c: quote “we will build”'],
    says: [
      /^Left out, as there are no tags in them: c\/LICENSE, c\/README\.md, c\/extra\.conf\.$/mu,
    ],
  },
  {
    name: 'files of no known format beside data, which are said to be so',
    files: { 'c/all.jsonl': MAYOR_LINE, 'c/notes.xml': '<notes/>' },
    articles: 1,
    tags: ['c: quote “we will build”'],
    says: [/c\/notes\.xml is of no format .* XML with the root notes\. .* It is left out\./u],
  },
  {
    name: 'plain articles beside tags on others of them',
    files: { 'c/m.txt': MAYOR, 'c/m.ann': MAYOR_ANN, 'c/n.txt': NURSE },
    articles: 2,
    tags: ['c: quote “we will build”'],
    says: [/^No tags are on c\/n\.txt\.$/mu],
  },
];
