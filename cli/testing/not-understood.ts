import { lines, MAYOR, MAYOR_ANN, NURSE, type CallCase } from './cases.ts';

const refused = (name: string, files: CallCase['files'], ...says: readonly RegExp[]): CallCase => ({
  name,
  files,
  call: ['validate', ...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))],
  exit: 1,
  says,
});

/** What cannot be read, with the reason. */
export const NOT_UNDERSTOOD: readonly CallCase[] = [
  refused(
    'lines of JSON without tags',
    { 'a.jsonl': lines({ text: MAYOR, outlet: 'Post' }) },
    /a\.jsonl is of no format that is known here\. It looks like JSON with the names text and outlet\. It has no tags/u,
  ),
  refused(
    'a table of something else',
    { 'a.csv': 'id,words\n1,no\n' },
    /looks like a table with the columns id and words\. .* no sha256/u,
  ),
  refused('XML', { 'a.xml': '<TEI/>\n' }, /looks like XML with the root TEI/u),
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
