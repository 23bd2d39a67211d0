import { describe, expect, it } from 'vitest';

import { ARTICLE_LIMITS } from './limits.ts';
import { checkText, decodeText } from './decode.ts';
import { findEncoding, TEXT_ENCODINGS, type TextEncodingLabel } from './table.ts';
import { looksBinary } from './sniff.ts';
import { rankEncodings } from './detect.ts';
import { decode, encode } from './testing/encode.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const SAMPLES: readonly { readonly encoding: TextEncodingLabel; readonly text: string }[] = [
  {
    encoding: 'windows-1252',
    text: 'Le ministre a déclaré que l’Ukraine était « prête » à négocier ; c’est la première réponse officielle, après des mois d’été.',
  },
  {
    encoding: 'windows-1252',
    text: 'Russia has warned that talks are a “road to nowhere”, Lavrov’s ministry said — “This will not work.”',
  },
  {
    encoding: 'windows-1252',
    text: 'Der Außenminister erklärte, die Gespräche über die künftige Sicherheit müßten früher möglich sein. Das Büro bestätigte es.',
  },
  {
    encoding: 'windows-1251',
    text: 'Министр иностранных дел России Сергей Лавров заявил, что обсуждать вопросы безопасности без России — это путь в никуда.',
  },
  {
    encoding: 'koi8-r',
    text: 'Министр иностранных дел России Сергей Лавров заявил, что обсуждать вопросы безопасности без России это путь в никуда.',
  },
  {
    encoding: 'windows-1250',
    text: 'Minister spraw zagranicznych oświadczył, że rozmowy o bezpieczeństwie są „drogą donikąd”. Zełenski odpowiedział wcześnie rano.',
  },
  {
    encoding: 'iso-8859-2',
    text: 'Ministr zahraničí prohlásil, že jednání o bezpečnosti bez Ruska je cesta nikam; později to úřad potvrdil. Šéf rady odmítl žádost.',
  },
  {
    encoding: 'windows-1253',
    text: 'Ο υπουργός Εξωτερικών δήλωσε ότι οι συνομιλίες για την ασφάλεια χωρίς τη Ρωσία δεν οδηγούν πουθενά.',
  },
  {
    encoding: 'windows-1254',
    text: 'Dışişleri Bakanı, Rusya olmadan güvenlik görüşmelerinin çıkmaz sokak olduğunu söyledi. Açıklama İstanbul’da yapıldı.',
  },
  { encoding: 'windows-1255', text: 'שר החוץ אמר כי שיחות על הביטחון בלי רוסיה הן דרך ללא מוצא' },
  {
    encoding: 'windows-1256',
    text: 'قال وزير الخارجية إن المحادثات حول الأمن من دون روسيا طريق إلى لا مكان',
  },
  {
    encoding: 'shift_jis',
    text: 'ロシアの外相は、ロシア抜きで安全保障について話し合うことは無意味だと述べた。会談は水曜日に行われた。',
  },
  {
    encoding: 'euc-kr',
    text: '러시아 외무장관은 러시아 없이 안보 문제를 논의하는 것은 막다른 길이라고 말했다. 회담은 수요일에 열렸다.',
  },
  {
    encoding: 'gb18030',
    text: '俄罗斯外交部长说，没有俄罗斯参与的安全保障谈判是没有出路的。他说这样的做法不会成功。',
  },
  {
    encoding: 'big5',
    text: '俄羅斯外交部長說，沒有俄羅斯參與的安全保障談判是沒有出路的。他說這樣的做法不會成功。',
  },
  {
    encoding: 'utf-16le',
    text: 'Talks without Russia are a “road to nowhere”, the minister said.',
  },
  {
    encoding: 'utf-16be',
    text: 'Talks without Russia are a “road to nowhere”, the minister said.',
  },
  { encoding: 'utf-16be', text: 'ПУТЬ В НИКУДА — ТАК НАЗВАЛ ЭТО МИНИСТР НА ВСТРЕЧЕ В МОСКВЕ' },
  {
    encoding: 'utf-16le',
    text: 'Министр заявил, что обсуждать вопросы безопасности без России — это путь в никуда.',
  },
];

describe('decodeText', () => {
  it.each(SAMPLES)('guesses $encoding for: $text (bad input 63)', ({ encoding, text }) => {
    const decoded = decodeText(encode(text, encoding), decode);
    expect(decoded).toMatchObject({ ok: true, value: { text, encoding, bom: false } });
    if (!decoded.ok || decoded.value.certainty.type !== 'guess') throw new Error('not a guess');
    expect(decoded.value.certainty.percent).toBeGreaterThan(30);
    expect(decoded.value.certainty.percent).toBeLessThan(100);
  });

  it.each(SAMPLES)('reads $encoding when told so, and is then certain', ({ encoding, text }) => {
    expect(decodeText(encode(text, encoding), decode, encoding)).toMatchObject({
      ok: true,
      value: { text, encoding, certainty: { type: 'certain' } },
    });
  });

  it('says that three letters prove little', () => {
    const ranked = rankEncodings(encode('caf\u00e9', 'windows-1252'), decode);
    expect(ranked[0]?.percent).toBeLessThan(60);
    expect(ranked.length).toBeGreaterThan(5);
  });

  it.each([
    {
      name: 'UTF-8 (bad input 61)',
      bytes: [0xef, 0xbb, 0xbf, ...utf8('a “b”')],
      encoding: 'utf-8',
      bom: true,
    },
    {
      name: 'plain UTF-8 (bad input 61)',
      bytes: [...utf8('a “b”')],
      encoding: 'utf-8',
      bom: false,
    },
    {
      name: 'UTF-16 LE (bad input 62)',
      bytes: [0xff, 0xfe, ...encode('a “b”', 'utf-16le')],
      encoding: 'utf-16le',
      bom: true,
    },
    {
      name: 'UTF-16 BE (bad input 62)',
      bytes: [0xfe, 0xff, ...encode('a “b”', 'utf-16be')],
      encoding: 'utf-16be',
      bom: true,
    },
  ])('is certain of $name and does not count the mark', ({ bytes, encoding, bom }) => {
    expect(decodeText(Uint8Array.from(bytes), decode)).toEqual({
      ok: true,
      value: { text: 'a “b”', encoding, bom, certainty: { type: 'certain' } },
    });
  });

  it('keeps every kind of line break, composed and decomposed letters and a second mark (bad input 60)', () => {
    const text = '\ufeffa\r\nb\rc\nd\u2028e\u2029f\u000bg\u000ch e\u0301 \u00e9 \u{1f310}';
    expect(decodeText(utf8(text), decode)).toMatchObject({ ok: true, value: { bom: true } });
    expect(decodeText(utf8(`\ufeff${text}`), decode)).toMatchObject({ ok: true, value: { text } });
  });

  it('keeps curly quotation marks of windows-1252, which Node takes for control characters', () => {
    const bytes = Uint8Array.of(0x93, 0x61, 0x92, 0x94, 0x80, 0x97);
    expect(decodeText(bytes, decode, 'ISO-8859-1')).toMatchObject({
      ok: true,
      value: { text: '“a’”€—', encoding: 'windows-1252' },
    });
  });

  it.each([
    { name: 'overlong form (bad input 9)', bytes: [0x61, 0xc0, 0xaf], count: 2 },
    {
      name: 'surrogates as CESU-8 (bad input 9)',
      bytes: [0x61, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
      count: 6,
    },
    { name: 'cut character', bytes: [0x61, 0xe2, 0x80], count: 1 },
  ])('never takes a $name for UTF-8', ({ bytes, count }) => {
    const decoded = decodeText(Uint8Array.from(bytes), decode);
    if (decoded.ok) expect(decoded.value.encoding).not.toBe('utf-8');
    expect(decodeText(Uint8Array.from(bytes), decode, 'utf-8')).toEqual({
      ok: false,
      error: { type: 'damaged', count, line: 1, column: 2, offset: 1, byte: bytes[1] },
    });
  });

  it('does not guess at UTF-16 that is cut off', () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x61, 0x00, 0x62), decode)).toEqual({
      ok: false,
      error: { type: 'undecodable', encoding: null },
    });
  });

  it('refuses an encoding it does not know', () => {
    expect(decodeText(utf8('a'), decode, 'ebcdic')).toEqual({
      ok: false,
      error: { type: 'undecodable', encoding: 'ebcdic' },
    });
  });

  it.each([
    { name: 'no bytes (bad input 59)', bytes: new Uint8Array(0), error: { type: 'empty' } },
    { name: 'a byte order mark alone', bytes: utf8('\ufeff'), error: { type: 'empty' } },
    {
      name: 'white space (bad input 59)',
      bytes: utf8(' \r\n\t\u00a0\u200b'),
      error: { type: 'blank' },
    },
    {
      name: 'a PDF (bad input 64)',
      bytes: utf8('%PDF-1.7 text'),
      error: { type: 'binary', kind: 'a PDF document' },
    },
    {
      name: 'a renamed docx (bad input 64)',
      bytes: Uint8Array.of(0x50, 0x4b, 3, 4, 0x61, 0x62),
      error: { type: 'binary', kind: 'a Word, spreadsheet or zip file' },
    },
    { name: 'a NUL', bytes: utf8('abc\u0000def'), error: { type: 'binary', kind: null } },
    {
      name: 'controls that look like UTF-16',
      bytes: Uint8Array.of(0, 1, 2, 3),
      error: { type: 'binary', kind: null },
    },
    {
      name: 'controls',
      bytes: utf8('a\u0001b\u0002c\u0003'),
      error: { type: 'binary', kind: null },
    },
    {
      name: 'more than 20 MB (bad input 67)',
      bytes: new Uint8Array(ARTICLE_LIMITS.bytes + 1).fill(0x61),
      error: { type: 'too-large', bytes: ARTICLE_LIMITS.bytes + 1, limit: ARTICLE_LIMITS.bytes },
    },
  ])('refuses $name', ({ bytes, error }) => {
    expect(decodeText(bytes, decode)).toEqual({ ok: false, error });
  });

  it('takes terminal colours for text', () => {
    expect(looksBinary(utf8('\u001b[31mred\u001b[0m'))).toBeUndefined();
  });
});

describe('checkText', () => {
  it.each([
    { name: 'a line of the limit', text: 'a'.repeat(ARTICLE_LIMITS.line), error: undefined },
    {
      name: 'a longer line (bad input 65)',
      text: `b\r\n${'a'.repeat(ARTICLE_LIMITS.line + 1)}`,
      error: { type: 'line-too-long', line: 2, length: 1_000_001, limit: 1_000_000 },
    },
    { name: '200,000 paragraphs', text: `a${'\n'.repeat(199_999)}`, error: undefined },
    {
      name: '200,001 paragraphs (bad input 66)',
      text: `a${'\n'.repeat(200_000)}`,
      error: { type: 'too-many-paragraphs', limit: 200_000 },
    },
    {
      name: 'more than ten million units',
      text: 'ab\n'.repeat(3_333_334),
      error: { type: 'too-long', length: 10_000_002, limit: 10_000_000 },
    },
  ])('judges $name', ({ text, error }) => {
    expect(checkText(text)).toEqual(error);
  });
});

describe('findEncoding', () => {
  it('knows its own labels in any case', () => {
    for (const { label } of TEXT_ENCODINGS) expect(findEncoding(label.toUpperCase())).toBe(label);
  });
});
