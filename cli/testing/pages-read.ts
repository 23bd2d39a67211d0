import { lines, MAYOR, type CallCase } from './cases.ts';

const PAGE = `<!doctype html><html lang="en"><head><title>Harbour</title>
<meta property="og:site_name" content="Tide"></head><body><nav><a href="/">Home</a></nav>
<article><h1>The harbour</h1><p>The mayor told us “we will build” at noon, and nobody asked her what that meant.</p>
<p>Others called it a dream, and said so at length on the evening of the same day.</p></article></body></html>`;
const TABLE = 'title,text,outlet\nA,"He said “no” to all of it.",Tide\nB,,Gazette\n';
const MAIL =
  'From: Anna <a@tide.example>\nSubject: Harbour\n\nShe said “yes” to that.\n\n> And he?\n';
const tagged = lines({ text: MAYOR, label: [[18, 33, 'Quote']] });

/** Pages, documents, tables and archives of articles, wherever a text can be named. */
export const PAGES_READ: readonly CallCase[] = [
  {
    name: 'each paragraph is told with where it belongs and why',
    files: { 'mail.eml': MAIL },
    call: ['read', 'mail.eml'],
    exit: 0,
    prints: [
      /^mail\.eml: Mail, 1 article$/mu,
      /^ {2}title: Harbour \(header Subject\)$/mu,
      /^0-\d+\tparagraph\tShe said “yes” to that\.$/mu,
      /^ {2}left out\taside\tAnd he\?\tIt is quoted from an earlier message\. \(message, line 3\)$/mu,
    ],
  },
  {
    name: 'positions are told in both units, for a program',
    files: { 'a.csv': 'title,text\nA,"😀 said “no” to all of it."\n' },
    call: ['read', 'a.csv', '--json'],
    exit: 0,
    prints: [
      /"kept": true,\s+"start": 0,\s+"end": 26,\s+"codePoints": \{\s+"start": 0,\s+"end": 25/u,
    ],
  },
  {
    name: 'a page is read as what is seen of it',
    files: { 'page.html': PAGE },
    call: ['read', 'page.html', '--json'],
    exit: 0,
    prints: [/"text": "[^"]*The mayor told us “we will build” at noon/u, /"part": "navigation"/u],
  },
  {
    name: 'a file that cannot be read is told of, and the others are read',
    files: { 'in/a.csv': TABLE, 'in/bad.pdf': '%PDF-1.4 nothing' },
    call: ['read', 'in'],
    exit: 1,
    prints: [/a\.csv: Table of articles, 1 article/u],
    says: [/^in\/bad\.pdf: /mu, /^in\/a\.csv, row 3: It has no text/mu],
  },
  {
    name: 'nothing that can be read is bad input',
    files: { 'note.rtf': '{\\rtf1 Words}' },
    call: ['read', 'note.rtf'],
    exit: 1,
    says: [/^note\.rtf: .*RTF/mu],
  },
  {
    name: 'a way of reading changes that is none is wrong use',
    files: { 'a.csv': TABLE },
    call: ['read', 'a.csv', '--tracked', 'maybe'],
    exit: 2,
    says: [/--tracked accepted or --tracked rejected/u],
  },
  {
    name: 'a field that an article does not have is wrong use',
    files: { 'a.csv': TABLE },
    call: ['read', 'a.csv', '--column', 'colour=text'],
    exit: 2,
    says: [/A column holds the text, or title/u],
  },
  {
    name: 'quotations are found in a page, a mail and each row of a table',
    files: { 'page.html': PAGE, 'mail.eml': MAIL, 'a.csv': TABLE },
    call: ['quotes', 'page.html', 'mail.eml', 'a.csv'],
    exit: 0,
    prints: [
      /^page\.html: 1 quotation.*\n\d+-\d+\t“we will build”$/mu,
      /^mail\.eml: 1 quotation.*\n\d+-\d+\t“yes”$/mu,
      /^a\.csv, row 2: 1 quotation.*\n\d+-\d+\t“no”$/mu,
    ],
    says: [/^a\.csv: Table of articles, 1 article\. Left out: .*framewise read/mu],
  },
  {
    name: 'pages are written in a format with what they say of themselves',
    files: { 'page.html': PAGE },
    call: ['convert', 'page.html', '--to', 'native', '--out', '-'],
    exit: 0,
    prints: [/"title": ?"(?:The harbour|Harbour)"/u, /"outlet": ?"Tide"/u, /we will build/u],
  },
  {
    name: 'tags are put on the text of a page beside them',
    files: { 'a.jsonl': tagged, 'a.csv': TABLE },
    call: ['convert', 'a.jsonl', 'a.csv', '--to', 'native', '--out', '-'],
    exit: 0,
    prints: [/He said “no” to all of it\./u, /"exact": ?"“we will build”"/u],
    says: [/No tags are on a\.csv, row 2/u],
  },
  {
    name: 'articles of tables are counted and compared',
    files: { 'a.csv': TABLE, 'page.html': PAGE },
    call: ['stats', 'a.csv', 'page.html'],
    exit: 0,
    prints: [/^a\.csv, row 2: 26 characters \(UTF-16\), no tags$/mu, /^page\.html: /mu],
  },
  {
    name: 'articles of one table are compared',
    files: {
      'a.csv':
        'title,text\nA,"The mayor said the harbour stays open all winter long."\nB,"The mayor said the harbour stays open all winter long, and left."\n',
    },
    call: ['compare', 'a.csv'],
    exit: 0,
    prints: [/./u],
  },
  {
    name: 'a table that has no articles is no format, as ever',
    files: { 'a.csv': 'city,people\nBern,3\nUlm,2\n' },
    call: ['stats', 'a.csv'],
    exit: 1,
    says: [/a\.csv is of no format that is known here\. It looks like a table/u],
  },
  {
    name: 'a page that a reader refuses is refused with its reason',
    files: { 'a.mht': 'MIME-Version: 1.0\nContent-Type: image/png\n\nabc' },
    call: ['quotes', 'a.mht'],
    exit: 1,
    says: [/a\.mht: There is no page in this archive/u],
  },
];
