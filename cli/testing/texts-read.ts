import { bytesOf, MAYOR_ANN, type CallCase } from './cases.ts';

/** `Он сказал: «Ничего не выйдет», и закрыл дверь.` in Windows-1251, many times. */
const RUSSIAN = bytesOf(
  '\u00ce\u00ed \u00f1\u00ea\u00e0\u00e7\u00e0\u00eb: \u00ab\u00cd\u00e8\u00f7\u00e5\u00e3\u00ee \u00ed\u00e5 \u00e2\u00fb\u00e9\u00e4\u00e5\u00f2\u00bb, \u00e8 \u00e7\u00e0\u00ea\u00f0\u00fb\u00eb \u00e4\u00e2\u00e5\u00f0\u00fc.\n'.repeat(
    4,
  ),
);
/** `He said “no” ÿ and left.` with one byte of Latin-1. */
const DAMAGED = bytesOf('He said \u00e2\u0080\u009cno\u00e2\u0080\u009d \u00ff and left.\n');
/** The mayor’s story in Windows-1252. */
const WESTERN = bytesOf(
  'The mayor told us \u0093we will build\u0094 at noon.\nOthers called it a d\u00e9j\u00e0-vu caf\u00e9 dream.\n',
);

/** Texts in whatever encoding they are. */
export const TEXTS_READ: readonly CallCase[] = [
  {
    name: 'a guess of the encoding, which is said',
    files: { 'a.txt': RUSSIAN },
    call: ['quotes', 'a.txt'],
    exit: 0,
    prints: [/«Ничего не выйдет»/u],
    says: [
      /^a\.txt is read as Cyrillic \(Windows-1251\), which is a guess \(\d+ % sure\)\. .*--encoding names another one\.$/mu,
    ],
  },
  {
    name: 'a guess of the encoding in JSON',
    files: { 'a.txt': RUSSIAN },
    call: ['quotes', 'a.txt', '--json'],
    exit: 0,
    prints: [/"encoding": \{\s*"name": "windows-1251",\s*"percent": \d+/u],
  },
  {
    name: 'an encoding that is named, which is no guess',
    files: { 'a.txt': RUSSIAN },
    call: ['quotes', 'a.txt', '--encoding', 'koi8-r'],
    exit: 0,
    saysNot: [/guess/u],
  },
  {
    name: 'rows of words in an encoding that is guessed, which is said',
    files: {
      'a.conll': bytesOf('Le O\nport O\nde O\nN\u00eemes B-LOC\nest O\nferm\u00e9 O\n. O\n'),
    },
    call: ['convert', 'a.conll', '--to', 'native', '--out', '-'],
    exit: 0,
    prints: [/"exact": "Nîmes"/u],
    says: [
      /^a\.conll is read as .*Windows-1252.*, which is a guess .*--encoding names another one\.$/mu,
    ],
  },
  {
    name: 'a text and the tags on it in an encoding that is named',
    files: { 'a.txt': WESTERN, 'a.ann': bytesOf('T1\tQuote 18 33\t\u0093we will build\u0094\n') },
    call: ['validate', 'a.txt', 'a.ann', '--encoding', 'windows-1252', '--json'],
    exit: 0,
    prints: [/"placed": 1,/u, /"encoding": "windows-1252",\s*"percent": 100/u],
    saysNot: [/guess/u],
  },
  {
    name: 'lines of JSON in an encoding that is named',
    files: { 'a.jsonl': bytesOf('{"text": "N\u00eemes rit", "label": [[0, 5, "Place"]]}\n') },
    call: ['convert', 'a.jsonl', '--to', 'native', '--out', '-', '--encoding', 'windows-1252'],
    exit: 0,
    prints: [/"exact": "Nîmes"/u],
  },
  {
    name: 'UTF-8, of which nothing is said',
    files: { 'a.txt': 'He said “no”.\n' },
    call: ['quotes', 'a.txt', '--json'],
    exit: 0,
    prints: [/"name": "utf-8",\s*"percent": 100/u],
    saysNot: [/./u],
  },
  {
    name: 'UTF-8 with a damaged byte, which is named with its place',
    files: { 'a.txt': DAMAGED },
    call: ['quotes', 'a.txt'],
    exit: 1,
    says: [
      /^a\.txt is not UTF-8 in 1 place: line 1, character 14 \(byte 17, FF\)\. .*utf-8-replace/mu,
    ],
  },
  {
    name: 'UTF-8 with a damaged byte that is to be read all the same',
    files: { 'a.txt': DAMAGED },
    call: ['quotes', 'a.txt', '--encoding', 'utf-8-replace'],
    exit: 0,
    prints: [/“no”/u],
    says: [/^a\.txt: It is not UTF-8 in 1 place: line 1, character 14 .*; � stands there\.$/mu],
  },
  {
    name: 'an encoding that nobody knows',
    files: { 'a.txt': RUSSIAN },
    call: ['quotes', 'a.txt', '--encoding', 'klingon'],
    exit: 2,
    says: [/There is no encoding klingon\. Name one of utf-8, /u],
  },
  {
    name: 'the text beside annotations in another encoding than UTF-8',
    files: { 'm.txt': WESTERN, 'm.ann': MAYOR_ANN },
    call: ['validate', 'm.ann', 'm.txt', '--json'],
    exit: 0,
    prints: [/"placed": 1/u, /"encoding": "windows-1252"/u],
    says: [/^m\.txt is read as Western European .* guess/mu],
  },
  {
    name: 'the text named apart from annotations in an encoding that is named',
    files: { 'm.ann': MAYOR_ANN, 'other.txt': WESTERN },
    call: ['validate', 'm.ann', 'other.txt', '--encoding', 'windows-1252'],
    exit: 0,
    prints: [/1 of 1 tag placed/u],
    saysNot: [/guess/u],
  },
];
