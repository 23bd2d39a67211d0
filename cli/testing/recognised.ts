import { bytesOf, lines, MAYOR, NURSE, type ReadCase } from './cases.ts';

const span = { start: 18, end: 33, label: 'Quote' };
const tagged = { text: MAYOR, label: [[18, 33, 'Quote']] };

function inUtf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, isLittle);
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(2 * index + 2, text.charCodeAt(index), isLittle);
  }
  return bytes;
}

/** What a file is must not hang on how it begins or is laid out. */
export const RECOGNISED: readonly ReadCase[] = [
  {
    name: 'a list in place of lines',
    files: { 'a.json': JSON.stringify([tagged, { text: 'Nothing.', label: [] }], null, 1) },
    articles: 2,
    tags: ['a: quote “we will build”'],
  },
  {
    name: 'a list of tasks of Prodigy',
    files: {
      'a.json': JSON.stringify([{ text: MAYOR, spans: [span], _task_hash: 1, answer: 'accept' }]),
    },
    articles: 1,
    tags: ['a: quote “we will build”'],
  },
  ...[0xff, 0xfe].map((first) => ({
    name: `JSON in UTF-16, as terminals of Windows write it, from the byte ${first}`,
    files: {
      'a.jsonl': inUtf16(lines(tagged, { text: 'Nothing.', label: [] }), first === 0xff),
      'b.json': inUtf16(JSON.stringify([tagged]), first === 0xff),
    },
    articles: 2,
    tags: ['a: quote “we will build”', 'b: quote “we will build”'],
  })),
  {
    name: 'lines that end with a carriage return alone',
    files: { 'a.jsonl': lines(tagged, { text: 'Nothing.', label: [] }).replaceAll('\n', '\r') },
    articles: 2,
    tags: ['a: quote “we will build”'],
  },
  {
    name: 'objects over several lines, one after the other',
    files: {
      'a.json': [tagged, { text: NURSE, label: [] }]
        .map((each) => JSON.stringify(each, null, 2))
        .join('\n'),
    },
    articles: 2,
    tags: ['a: quote “we will build”'],
  },
  {
    name: 'a first task without spans',
    files: {
      'a.jsonl': lines(
        { text: 'Nobody spoke.', _task_hash: 1, answer: 'ignore' },
        { text: MAYOR, _task_hash: 2, spans: [span], answer: 'accept' },
      ),
    },
    articles: 2,
    tags: ['a: quote “we will build”'],
  },
  {
    name: 'a hundred records without a tag before the first that has one',
    files: {
      'a.jsonl': lines(...Array.from({ length: 100 }, (_, n) => ({ text: `Nothing in ${n}.` })), {
        text: MAYOR,
        spans: [span],
      }),
    },
    articles: 101,
    tags: ['a: quote “we will build”'],
  },
  {
    name: 'a missing end of the last line',
    files: { 'a.jsonl': lines(tagged).trimEnd() },
    articles: 1,
    tags: ['a: quote “we will build”'],
  },
  {
    name: 'a damaged record before those that are sound',
    files: {
      'a.json': JSON.stringify([{ text: 'x' }, tagged]).replace('"x"', '"x'),
      'b.jsonl': `{"text": "x\n${lines({ text: NURSE, label: [[18, 33, 'Quote']] })}`,
    },
    given: ['b.jsonl', '--skip-refused'],
    articles: 1,
    tags: ['b: quote “nobody is ill”'],
    says: [/b\.jsonl, line 1: /u],
  },
  {
    name: 'columns of tokens with à among the first',
    files: { 'a.conll': 'Voilà O\nà O\nParis B-Quote\ndéjà O\n' },
    articles: 1,
    tags: ['a: quote Paris'],
  },
  {
    name: 'columns of tokens whose last line has no end',
    files: { 'a.conll': 'She O\nsaid O\nno B-Quote' },
    articles: 1,
    tags: ['a: quote no'],
  },
  {
    name: 'a byte order mark before lines of JSON',
    files: {
      'a.jsonl': bytesOf(
        '\u00ef\u00bb\u00bf{"text": "He said no.", "label": [[8, 10, "Quote"]]}\n',
      ),
    },
    articles: 1,
    tags: ['a: quote no'],
  },
];
