import { bytesOf, lines, MAYOR, MAYOR_LINE, MAYOR_ANN, NURSE, type CallCase } from './cases.ts';

const refused = (name: string, files: CallCase['files'], ...says: readonly RegExp[]): CallCase => ({
  name,
  files,
  call: ['validate', ...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))],
  exit: 1,
  says,
});

/** A sound file in a folder with one that is not, and what each command says of that. */
const beside = (
  name: string,
  other: CallCase['files'],
  says: RegExp,
  exit: 0 | 1 = 1,
): CallCase[] => {
  const files = { 'c/anna.jsonl': MAYOR_LINE, 'c/bert.jsonl': MAYOR_LINE, ...other };
  const calls: Record<string, Pick<CallCase, 'call' | 'prints'>> = {
    validate: { call: ['validate', 'c'], prints: [/anna\.jsonl: doccano, 1 article, 1 of 1 tag/u] },
    stats: { call: ['stats', 'c'], prints: [/anna\.jsonl: 1 article/u] },
    agree: { call: ['agree', 'c'], ...(exit === 0 ? { prints: [/anna and bert/u] } : {}) },
    pair: { call: ['pair', 'c'], ...(exit === 0 ? { prints: [/1 item/u] } : {}) },
    convert: {
      call: ['convert', 'c', '--to', 'native', '--out', 'x.json'],
      ...(exit === 0 ? { prints: [/2 tags/u] } : {}),
    },
  };
  return Object.entries(calls).map(([command, call]) => ({
    name: `${name}, beside sound ones: ${command}`,
    ...{ files, exit, says: [says] },
    ...call,
  }));
};

/** What the exit code says of a folder in which one file cannot be read. */
export const EXIT_CODES: readonly CallCase[] = [
  ...beside(
    'JSON that is cut',
    { 'c/carl.json': '{"text": "The may' },
    /^c\/carl\.json: It is of no format that is known here\. It looks like JSON that is damaged\. .* in the middle\.$/mu,
  ),
  ...beside('a file without anything', { 'c/carl.jsonl': '' }, /^c\/carl\.jsonl: It .* is empty/mu),
  ...beside(
    'bytes that are no JSON',
    { 'c/carl.jsonl': new Uint8Array(64) },
    /^c\/carl\.jsonl: It .* bytes that are no text/mu,
  ),
  ...beside(
    'a project that is cut',
    { 'c/carl.qdpx': bytesOf('PK\u0003\u0004 and so on\0\0\u0001') },
    /^c\/carl\.qdpx: It .* a zip archive that is cut/mu,
  ),
  ...beside(
    'a text that is none',
    { 'c/carl.txt': new Uint8Array(64) },
    /^c\/carl\.txt: It is not text\.$/mu,
  ),
  ...beside('what other programs keep', { 'c/notes.xml': '<notes/>\n' }, /It is left out\./u, 0),
  ...beside('a text without words', { 'c/carl.txt': '\n' }, /c\/carl\.txt has no text, and/u, 0),
  {
    name: 'a file that is cut beside sound ones, without which the rest is to be written',
    files: { 'c/anna.jsonl': MAYOR_LINE, 'c/carl.json': '{"text": "The may' },
    call: ['convert', 'c', '--to', 'native', '--out', 'x.json', '--skip-refused'],
    exit: 0,
    prints: [/1 of 1 tag|1 article, 1 tag\./u, /1 record refused/u],
    says: [/^c\/carl\.json: It .* in the middle\.$/mu],
  },
];

const PUBTATOR = `7|t|The harbour\n7|a|${MAYOR}7\t4\t11\tharbour\tPlace\tQ1\n`;

/** What cannot be read, with the reason. */
export const NOT_UNDERSTOOD: readonly CallCase[] = [
  refused(
    'lines of JSON without tags',
    { 'a.jsonl': lines({ text: MAYOR, outlet: 'Post' }) },
    /These are texts\. Name the file with the tags/u,
  ),
  refused(
    'a table of something else',
    { 'a.csv': 'id,words\n1,no\n' },
    /looks like a table with the columns id and words\. .* no sha256/u,
  ),
  refused('XML', { 'a.xml': '<notes/>\n' }, /looks like XML with the root notes/u),
  refused(
    'annotations of PubTator that are called a text',
    { 'a.txt': PUBTATOR },
    /a\.txt is of no format .* annotations of PubTator\. Write its stretches/u,
  ),
  {
    name: 'annotations of PubTator beside texts with tags, which are no article',
    files: { 'c/1.txt': MAYOR, 'c/1.ann': MAYOR_ANN, 'c/2.txt': PUBTATOR },
    call: ['convert', 'c', '--to', 'native', '--out', 'x.json'],
    exit: 0,
    prints: [/1 article, 1 tag\./u],
    says: [/c\/2\.txt .* annotations of PubTator\. .* It is left out\./u],
  },
  refused('a PDF that is called JSON', { 'a.json': '%PDF-1.4\n' }, /looks like a PDF document/u),
  refused(
    'a folder of nothing known',
    { 'c/a.xml': '<a/>', 'c/b.csv': 'x,y\n1,2\n' },
    /c\/a\.xml is of no format .* 1 other file cannot be read either\./u,
  ),
  refused(
    'texts alone',
    { 'a.txt': MAYOR, 'b.txt': NURSE },
    /These are texts\. Name the file with the tags/u,
  ),
  refused(
    'texts beside a file that is not read, which is named',
    {
      'p/project.qde': '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0"/>',
      'p/sources/a.txt': MAYOR,
    },
    /p\/project\.qde is of no format .* REFI-QDA project.* It is left out\.\nThe others are texts\./u,
  ),
  refused(
    'texts beside what other programs keep in hidden folders',
    { 'p/a.txt': MAYOR, 'p/.git/config': 'x', 'p/__MACOSX/a.ann': 'x' },
    /^These are texts\. Name the file with the tags/mu,
  ),
  refused('a file without anything', { 'a.jsonl': '' }, /a\.jsonl is empty\./u),
  {
    name: 'cancelled tags beside a task that is refused, of which nothing is said to be sound',
    files: {
      'a.json': JSON.stringify([
        { data: { text: MAYOR }, annotations: [{ was_cancelled: true, result: [{ id: 'r1' }] }] },
        { data: { image: 'https://news.example/a.png' }, annotations: [] },
      ]),
    },
    call: ['validate', 'a.json'],
    exit: 1,
    prints: [/^(?![^]*Nothing is wrong)[^]*cancelled/u],
    says: [/the address of a file, which is not fetched/u],
  },
  {
    name: 'tags whose text may be one of several, which are named',
    files: { 'c/ann/1.ann': MAYOR_ANN, 'c/a/1.txt': MAYOR, 'c/b/1.txt': `${MAYOR}${NURSE}` },
    call: ['convert', 'c', '--to', 'native', '--out', 'x.json'],
    exit: 1,
    says: [
      /c\/ann\/1\.ann: Its text may be any of these, and nothing says which: c\/a\/1\.txt, c\/b\/1\.txt\./u,
    ],
    saysNot: [/is not in the file/u],
  },
  {
    name: 'quotations in a file of tags, where names of fields stand in marks',
    files: { 'a.jsonl': lines({ text: MAYOR, label: [[18, 33, 'Quote']] }) },
    call: ['quotes', 'a.jsonl'],
    exit: 1,
    says: [/a\.jsonl is no plain text: it is of the format doccano/u],
  },
  {
    name: 'a list of records that was cut',
    files: {
      'a.json': JSON.stringify([
        { text: MAYOR, label: [[18, 33, 'Quote']] },
        { text: NURSE, label: [] },
      ]).slice(0, -40),
    },
    call: ['validate', 'a.json'],
    exit: 1,
    prints: [/1 article, 1 of 1 tag placed/u],
    says: [
      /a\.json, record 2: The record ends in the middle\.\na\.json, record 3: The file ends before its list does/u,
    ],
  },
];
