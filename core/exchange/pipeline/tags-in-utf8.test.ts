import { describe, expect, it } from 'vitest';

import { TOOLS } from '../testing/contents.ts';
import { tagsInUtf8, textInUtf8 } from './tags-in-utf8.ts';

const ROWS = 'Le O\nmaire O\nde O\nNîmes B-LOC\na O\ndéclaré O\n';
const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const wide = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf8 = (text: string): Uint8Array => TOOLS.encode(text);

/** What is read of a file, and in which encoding it was. */
function read(path: string, bytes: Uint8Array, encoding?: string, isTags = false) {
  const { file, from } = tagsInUtf8({ path, bytes }, TOOLS, encoding, isTags);
  return { text: TOOLS.decode(file.bytes, 'utf-8'), from };
}

describe('Tags that are not in UTF-8', () => {
  it.each<[string, string, string, Uint8Array, string]>([
    ['rows of words', 'a.conll', ROWS, latin(ROWS), 'windows-1252'],
    [
      'rows of words in UTF-16',
      'a.tsv',
      ROWS.replaceAll(' ', '\t'),
      wide(`\ufeff${ROWS.replaceAll(' ', '\t')}`),
      'utf-16le',
    ],
    ['rows of words in UTF-16 without a mark', 'a.conll', ROWS, wide(ROWS), 'utf-16le'],
    [
      'lines of brat',
      'a.ann',
      'T1\tLieu 6 11\tNîmes\n',
      latin('T1\tLieu 6 11\tNîmes\n'),
      'windows-1252',
    ],
    [
      'rows of WebAnno',
      'a.tsv',
      '#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Nîmes\n1-1\t0-5\tNîmes\t\n',
      latin('#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Nîmes\n1-1\t0-5\tNîmes\t\n'),
      'windows-1252',
    ],
    [
      'our own table',
      'a.csv',
      'sha256,tag_id,category,start_utf16,end_utf16,exact\na,b,c,0,5,Nîmes\n',
      latin('sha256,tag_id,category,start_utf16,end_utf16,exact\na,b,c,0,5,Nîmes\n'),
      'windows-1252',
    ],
  ])('are read in what they are in: %s', (_, path, text, bytes, encoding) => {
    expect(read(path, bytes)).toMatchObject({ text, from: { encoding } });
    expect(read(path, bytes, encoding).from).toEqual({ encoding, certainty: { type: 'certain' } });
  });

  it('are a guess where nothing else says what they are in', () => {
    expect(read('a.conll', latin(ROWS)).from?.certainty.type).toBe('guess');
    expect(read('a.conll', latin(ROWS), 'windows-1250').from).toEqual({
      encoding: 'windows-1250',
      certainty: { type: 'certain' },
    });
  });

  it('of JSON are read in an encoding that somebody names, and never guessed', () => {
    const line = '{"text": "Nîmes", "label": [[0, 5, "LOC"]]}\n';
    expect(read('a.jsonl', latin(line)).from).toBeNull();
    expect(read('a.jsonl', latin(line), 'windows-1252')).toMatchObject({ text: line });
  });

  it.each([
    ['what its first line says', 'ISO-8859-1', latin],
    ['its mark', 'UTF-16', (text: string) => wide(`\ufeff${text}`)],
  ])('of markup are read by %s', (_, name, encode) => {
    const xml = `<?xml version="1.0" encoding="${name}"?><xmi:XMI sofaString="Nîmes"/>`;
    expect(read('a.xmi', encode(xml))).toMatchObject({
      text: xml.replace(name, 'UTF-8'),
      from: { certainty: { type: 'certain' } },
    });
    expect(read('a.xmi', utf8(xml.replace(name, 'utf-8'))).from).toBeNull();
  });

  it.each<[string, string, Uint8Array, string | undefined]>([
    ['in UTF-8', 'a.conll', utf8(ROWS), undefined],
    ['in UTF-8, whatever somebody says', 'a.conll', utf8(ROWS), 'windows-1252'],
    ['damaged UTF-8', 'a.conll', Uint8Array.from([...utf8(ROWS.repeat(9)), 0xff, 0x0a]), undefined],
    ['a table of something else', 'a.csv', latin('titre,texte\nNîmes,Rien à dire.\n'), undefined],
    ['a text', 'a.txt', latin(ROWS), undefined],
    ['prose', 'notes', latin('Le maire de Nîmes a déclaré que non.\n'), undefined],
    ['a picture', 'a.ann', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff]), undefined],
    ['nothing', 'a.ann', new Uint8Array(), undefined],
  ])('stay as they are where they are %s', (_, path, bytes, encoding) => {
    const file = { path, bytes };
    expect(tagsInUtf8(file, TOOLS, encoding)).toEqual({ file, from: null });
  });

  it('are those of a format that somebody named', () => {
    const bytes = latin('Nîmes LIEU\n');
    expect(read('a', bytes, 'windows-1252').from).toBeNull();
    expect(read('a', bytes, 'windows-1252', true).text).toBe('Nîmes LIEU\n');
  });
});

describe('A text that tags are on', () => {
  it('is read in what it is in, or in what somebody says where that is not UTF-8', () => {
    const text = 'Le maire de Nîmes a déclaré que « rien ne sera fermé ».\n';
    const read = (bytes: Uint8Array, encoding?: string) => {
      const { file, from } = textInUtf8({ path: 'a.txt', bytes }, TOOLS, encoding);
      return [TOOLS.decode(file.bytes, 'utf-8'), from?.encoding];
    };
    expect(read(latin(text))).toEqual([text, 'windows-1252']);
    expect(read(latin(text), 'windows-1251')).toEqual([
      expect.stringContaining('Nоmes'),
      'windows-1251',
    ]);
    expect(read(utf8(text), 'windows-1251')).toEqual([text, undefined]);
  });
});
