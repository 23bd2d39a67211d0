import { describe, expect, it } from 'vitest';

import { TOOLS } from '../testing/contents.ts';
import { toInput } from '../testing/contract.ts';
import { describeUnknown, resembles } from './resembles.ts';

const lines = (...values: readonly unknown[]) =>
  values.map((each) => JSON.stringify(each)).join('\n');
const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

function likeness(path: string, content: string | Uint8Array) {
  const [file] = toInput([{ path, content }]);
  if (!file) throw new Error('There is no file.');
  return { found: resembles(file, TOOLS), sentence: describeUnknown(path, file, TOOLS) };
}

describe('A file that is of no known format', () => {
  it.each<[string, string, string | Uint8Array, string, RegExp]>([
    [
      'has texts without tags',
      'a.jsonl',
      lines({ text: 'x', url: 'y' }, { text: 'z', outlet: 'y' }),
      'lines of JSON with the names text, url and outlet',
      /no tags: doccano has them under label/u,
    ],
    [
      'has tags without a text',
      'a.jsonl',
      lines({ id: 1, label: [] }, { id: 2, label: [] }),
      'lines of JSON with the names id and label',
      /no text: doccano, Prodigy and spaCy have it under text/u,
    ],
    [
      'is a list of something else',
      'a.json',
      JSON.stringify(
        Array.from({ length: 3 }, () => ({ lat: 1, lon: 2 })),
        null,
        2,
      ),
      'a list of JSON with the names lat and lon',
      /None of the formats of JSON/u,
    ],
    ['is one object', 'a.json', '{"x": {"y": 1}}', 'JSON with the names x', /None of the formats/u],
    [
      'is JSON that ends too early',
      'a.json',
      '{"x": [1,',
      'JSON that is damaged',
      /ends in the middle/u,
    ],
    ['is an empty object', 'a.json', '{}', 'JSON', /There is nothing in it/u],
    [
      'has lines of JSON that end too early',
      'a.jsonl',
      '{"x": [1,],\n}\n\n{"x": [\n',
      'lines of JSON that are damaged',
      /^It /u,
    ],
    [
      'is WebAnno TSV 2 without columns of B and I',
      'a.tsv',
      ' # x.y.POS | PosValue\n#id=1\n#text=So it is.\n1-1\tSo\t_\t\n1-2\tit\t_\t\n1-3\tis\tV\t\n',
      'version 2 of WebAnno TSV',
      /export it as WebAnno TSV 3/u,
    ],
    ['has numbers alone', 'a.json', '[1, 2]', 'a list of JSON', /no objects/u],
    [
      'has very many names',
      'a.json',
      JSON.stringify(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}`, n]))),
      'JSON with the names n0, n1, n2, n3, n4, n5, n6, n7 and 22 others',
      /./u,
    ],
    [
      'is a table of something else',
      'a.csv',
      'id,start,label\n1,2,Quote\n',
      'a table with the columns id, start and label',
      /has no sha256, tag_id, category, start_utf16 and end_utf16/u,
    ],
    [
      'is a table that nothing names so',
      'a.dat',
      'id;start;label\n1;2;Quote\n2;3;Claim\n',
      'a table with the columns id, start and label',
      /this one has no/u,
    ],
    [
      'has rows of words',
      'a.conllu',
      '1\tHe\the\tPRON\n2\tsaid\tsay\tVERB\n',
      'rows of words in columns',
      /B-Quote/u,
    ],
    [
      'is XML',
      'a.xml',
      '<?xml version="1.0"?>\n<!-- x --><notes xmlns="y"/>',
      'XML with the root notes',
      /XML of this kind/u,
    ],
    ['is other XMI', 'a.xmi', '<xmi:XMI xmlns:xmi="x"/>', 'XMI of a program for models', /CAS/u],
    [
      'has the layers of a CAS',
      'TypeSystem.xml',
      '<typeSystemDescription xmlns="x"/>',
      'a type system of UIMA',
      /no tags: open the \.xmi/u,
    ],
    ['is a codebook', 'a.qdc', '<CodeBook/>', 'a REFI-QDA codebook', /no tags/u],
    ['is a web page', 'a', '<!DOCTYPE html>\n<HTML></HTML>', 'a web page', /plain text/u],
    ['is a PDF', 'a.jsonl', '%PDF-1.7\n', 'a PDF document', /./u],
    ['is a picture', 'a.ann', bytes('\u0089PNG\r\n'), 'a PNG image', /./u],
    [
      'is a Word document',
      'a.docx',
      bytes('PK\u0003\u0004 word/document.xml'),
      'a Word document',
      /plain text/u,
    ],
    ['is an archive', 'a.zip', bytes('PK\u0003\u0004 x/a.ann'), 'a zip archive', /Unpack it/u],
    ['is rich text', 'a.doc', '{\\rtf1\\ansi x}', 'a document in rich text (RTF)', /plain text/u],
    ['has no line of brat', 'a.ann', 'He said no.\n', 'text', /ends in \.ann, and lines of brat/u],
    ['has no JSON at all', 'a.jsonl', 'He said no.\n', 'text', /ends in \.jsonl, and JSON is not/u],
    ['is empty', 'a.json', '', 'nothing', /is empty/u],
    [
      'words in UTF-16 that are no tags',
      'a.ann',
      new Uint8Array(Buffer.from('\ufeffNo, he said.\n', 'utf16le')),
      'text in UTF-16',
      /no tags in a form that is read/u,
    ],
    [
      'rows in UTF-16, whose columns are no table of ours',
      'a.tsv',
      new Uint8Array(Buffer.from('\ufeffTOKEN\tNE\nNo\tO\n', 'utf16le')),
      'text in UTF-16',
      /no tags in a form that is read/u,
    ],
    [
      'a table in UTF-16 that is not ours',
      'a.csv',
      new Uint8Array(Buffer.from('\ufeffcategory;words\nQuote;No\n', 'utf16le')),
      'a table with the columns category and words',
      /has no sha256/u,
    ],
    [
      'words of passages, from Taguette',
      'all_tags.csv',
      'id,document,tag,content\r\n7,talk,Quote,“no”\r\n',
      'a table of highlights from Taguette',
      /words without their positions/u,
    ],
    [
      'positions of labels, from a shared task',
      'article1.labels',
      '1\tDoubt\t4\t9\n1\tLoaded_Language\t62\t120\n',
      'a table of positions in texts that are not in it, as data of shared tasks have them',
      /as lines of JSON/u,
    ],
    [
      'positions alone, from a shared task',
      'article1.task-si.labels',
      '1\t4\t9\n',
      'a table of positions in texts that are not in it, as data of shared tasks have them',
      /with their text/u,
    ],
    [
      'articles under the names of Taguette',
      'a.csv',
      `id,document,tag,content\r\n7,Post,news,"${'The mayor\nsaid no. '.repeat(50)}"\r\n`,
      'a table with the columns id, document, tag and content',
      /has no sha256/u,
    ],
    [
      'words of passages, from MAXQDA',
      'a.csv',
      'Color;Document name;Code;Segment\n●;talk;Quote;“no”\n',
      'a table of coded segments from MAXQDA',
      /as REFI-QDA \(\.qdpx\)/u,
    ],
    [
      'beginnings alone, from Recogito',
      'a.csv',
      'UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE\n7,a.txt,no,char-offset:8,PLACE\n',
      'a table of annotations from Recogito',
      /as JSON-LD/u,
    ],
    [
      'words with a tag for each, as data sets on the web have them',
      'a.csv',
      'Sentence #,Word,POS,Tag\nSentence: 1,The,DT,O\n,mayor,NN,B-per\n',
      'a table of words with a tag for each',
      /Write it as CoNLL/u,
    ],
    [
      'words with stretches of them, for GLiNER',
      'a.jsonl',
      '{"tokenized_text": ["He", "said", "no"], "ner": [[2, 2, "Quote"]]}\n',
      'training data of GLiNER',
      /Convert it to CoNLL/u,
    ],
    [
      'words with numbers of labels, from Hugging Face',
      'a.jsonl',
      '{"tokens": ["He", "said", "no"], "ner_tags": [0, 0, 1]}\n{"tokens": ["No"], "ner_tags": [1]}\n',
      'a data set of Hugging Face',
      /Convert it to CoNLL/u,
    ],
    [
      'lists in cells, from Label Studio',
      'a.csv',
      'id,label,text\n7,"[{""start"": 8, ""end"": 10, ""labels"": [""Quote""]}]",He said no.\n',
      'a table with labelled stretches in its cells, such as Label Studio exports',
      /as JSON/u,
    ],
    [
      'a project of another program',
      'a.mx24',
      bytes('\u0001\u0002\0\0'),
      'a project of MAXQDA, which only MAXQDA reads',
      /REFI-QDA project/u,
    ],
    [
      'a database',
      'a.sqlite3',
      bytes('SQLite format 3\0\u0010'),
      'a database (SQLite), such as Taguette, Prodigy and others keep their projects in',
      /No database is read: export/u,
    ],
  ])('%s', (_, path, content, looksLike, lacks) => {
    const { found, sentence } = likeness(path, content);
    expect(found?.looksLike).toBe(looksLike);
    expect(found?.lacks).toMatch(lacks);
    expect(sentence).toBe(
      `${path} is of no format that is known here. It looks like ${looksLike}. ${found?.lacks}`,
    );
  });

  it.each([
    ['notes.md', '# Notes\n\nSome words, and more.\n'],
    ['article', '[Reuters] - “No,” he said.\n\n{sic}\n'],
    ['a.text', 'Rain, wind, hail.\nSun.\n'],
    ['letter.asc', 'Да.\n'],
  ])('is a text where it is nothing else: %s', (path, content) => {
    expect(likeness(path, content).found).toBeNull();
  });

  it('cannot steer what shows its name or names in it', () => {
    const { sentence } = likeness('a\u202e.json', '{"\u001b[2J\u202e": 1}');
    expect(sentence).not.toMatch(/[\u001b\u202e]/u);
  });
});
