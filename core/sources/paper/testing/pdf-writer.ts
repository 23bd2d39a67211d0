// Writes PDF by hand, for tests: pages of text placed to the point, in the fonts that every reader has.
import { createHash } from 'node:crypto';

/** How letters of a font become bytes, and how wide they are in thousandths of their size. */
export interface TestFont {
  readonly object: (add: (body: string) => number) => string;
  readonly encode: (text: string) => string;
  readonly width: (text: string) => number;
}

// Widths of Helvetica from space to tilde, as Adobe published them.
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/** Signs of the western encoding that stand elsewhere than in Unicode. */
const WESTERN = new Map([
  ['–', 0x96],
  ['—', 0x97],
  ['“', 0x93],
  ['”', 0x94],
  ['’', 0x92],
  ['•', 0x95],
  ['ﬁ', 0x1f],
]);

/** A western font; the ligature `ﬁ` is one sign in it. */
export function western(name: 'Helvetica' | 'Helvetica-Bold' | 'Helvetica-Oblique'): TestFont {
  return {
    object: () =>
      `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [31 /fi] >> >>`,
    encode: (text) =>
      hex(
        Array.from(text, (sign) => WESTERN.get(sign) ?? sign.charCodeAt(0)),
        2,
      ),
    width: (text) =>
      Array.from(text).reduce((sum, sign) => sum + (HELVETICA[sign.charCodeAt(0) - 32] ?? 500), 0),
  };
}

/** A Japanese font that is not in the file: its codes are known only from Adobe's maps. */
export function japanese(direction: 'H' | 'V'): TestFont {
  return {
    object: (add) => {
      const descriptor = add(
        '<< /Type /FontDescriptor /FontName /KozMinPr6N-Regular /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
      );
      const font = add(
        `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /KozMinPr6N-Regular /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /FontDescriptor ${descriptor} 0 R /DW 1000 >>`,
      );
      return `<< /Type /Font /Subtype /Type0 /BaseFont /KozMinPr6N-Regular-UniJIS-UTF16-${direction} /Encoding /UniJIS-UTF16-${direction} /DescendantFonts [${font} 0 R] >>`;
    },
    encode: (text) => hex(units(text), 4),
    width: (text) => text.length * 1000,
  };
}

/** A font whose codes are Unicode, as its map says; every letter half as wide as it is high. */
export function mapped(): TestFont {
  return {
    object: (add) => {
      const map =
        '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0020> <00FF> <0020> <0590> <06FF> <0590> endbfrange endcmap end end';
      const toUnicode = add(stream('', map));
      const descriptor = add(
        '<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
      );
      const font = add(
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 500 /CIDToGIDMap /Identity >>`,
      );
      return `<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [${font} 0 R] /ToUnicode ${toUnicode} 0 R >>`;
    },
    encode: (text) => hex(units(text), 4),
    width: (text) => text.length * 500,
  };
}

function units(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

function hex(codes: readonly number[], digits: number): string {
  return `<${codes.map((code) => code.toString(16).padStart(digits, '0')).join('')}>`;
}

/** A piece of text on a page: its left end (in vertical writing the middle of its top), in points. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  /** From the top of the page. */
  readonly y: number;
  readonly font: string;
  readonly size: number;
  /** Added to every space, so that a line fills its column. */
  readonly wordSpace?: number;
  /** Degrees, against the clock. */
  readonly turn?: number;
  /** Neither filled nor stroked: a layer of text under a picture. */
  readonly isInvisible?: true;
}

export interface TestPage {
  readonly texts: readonly PlacedText[];
  /** A grey picture over the whole page. */
  readonly hasPicture?: true;
  /** Dictionaries of what lies over the page. */
  readonly over?: readonly string[];
  /** What stands in place of the content that would be written, one sign a byte, with its entries. */
  readonly packed?: { readonly entries: string; readonly data: string };
}

export interface TestPdf {
  readonly fonts: Readonly<Record<string, TestFont>>;
  readonly pages: readonly TestPage[];
  readonly info?: Readonly<Record<string, string>>;
  readonly language?: string;
  /** Encrypts it; `''` opens without being asked. */
  readonly password?: string;
}

export const PAGE = { width: 595, height: 842 } as const;

/** The bytes of a document. The same document gives the same bytes. */
export function writePdf({ fonts, pages, info = {}, language, password }: TestPdf): Uint8Array {
  const bodies: string[] = [];
  const add = (body: string): number => bodies.push(body);
  const [catalog, tree] = [add(''), add('')];
  const resources = Object.entries(fonts)
    .map(([name, font]) => `/${name} ${add(font.object(add))} 0 R`)
    .join(' ');
  const picture = add(
    stream(
      '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8',
      '\x80\x90\xa0\xb0',
    ),
  );
  const numbers = pages.map((page) => {
    const { entries, data } = page.packed ?? { entries: '', data: contentOf(page, fonts) };
    const content = add(stream(entries, data));
    const over = (page.over ?? []).map((each) => `${add(each)} 0 R`).join(' ');
    const annotations = over === '' ? '' : ` /Annots [${over}]`;
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents ${content} 0 R${annotations} /Resources << /Font << ${resources} >> /XObject << /Im ${picture} 0 R >> >> >>`,
    );
  });
  bodies[catalog - 1] =
    `<< /Type /Catalog /Pages ${tree} 0 R${language === undefined ? '' : ` /Lang (${language})`} >>`;
  bodies[tree - 1] =
    `<< /Type /Pages /Count ${pages.length} /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] >>`;
  const properties = add(
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} (${value})`)
      .join(' ')} >>`,
  );
  const lock = password === undefined ? null : lockOf(password);
  return assemble(bodies, catalog, properties, lock);
}

function contentOf({ texts, hasPicture }: TestPage, fonts: TestPdf['fonts']): string {
  const picture = hasPicture ? [`q ${PAGE.width} 0 0 ${PAGE.height} 0 0 cm /Im Do Q`] : [];
  const lines = texts.map(({ text, x, y, font, size, wordSpace = 0, turn = 0, isInvisible }) => {
    const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
    const matrix = [cos, sin, -sin, cos, x, PAGE.height - y]
      .map((each) => each.toFixed(3))
      .join(' ');
    const words = fonts[font]?.encode(text) ?? '';
    return `BT /${font} ${size} Tf ${isInvisible ? 3 : 0} Tr ${wordSpace.toFixed(3)} Tw ${matrix} Tm ${words} Tj ET`;
  });
  return [...picture, ...lines].join('\n');
}

function stream(entries: string, data: string): string {
  return `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/** The standard lock of 40 bits: what the file says of it, and the key of each object. */
interface Lock {
  readonly dictionary: string;
  readonly encrypt: (number: number, data: string) => string;
}

const ID = '0123456789abcdef';
const PADDING = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
).toString('latin1');

function lockOf(password: string): Lock {
  const padded = (password + PADDING).slice(0, 32);
  const ownerKey = md5(`owner${PADDING}`.slice(0, 32)).slice(0, 5);
  const owner = rc4(ownerKey, padded);
  const key = md5(`${padded}${owner}\xfc\xff\xff\xff${ID}`).slice(0, 5);
  const user = rc4(key, PADDING);
  const bytes = (text: string): string => `<${Buffer.from(text, 'latin1').toString('hex')}>`;
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O ${bytes(owner)} /U ${bytes(user)} /P -4 >>`,
    encrypt: (number, data) => {
      const own = String.fromCharCode(number & 0xff, (number >> 8) & 0xff, 0, 0, 0);
      return rc4(md5(key + own).slice(0, 10), data);
    },
  };
}

function md5(text: string): string {
  return createHash('md5').update(Buffer.from(text, 'latin1')).digest().toString('latin1');
}

function rc4(key: string, data: string): string {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => state[index & 0xff] ?? 0;
  const swap = (one: number, other: number): void => {
    [state[one & 0xff], state[other & 0xff]] = [at(other), at(one)];
  };
  for (let index = 0, other = 0; index < 256; index += 1) {
    other = (other + at(index) + key.charCodeAt(index % key.length)) & 0xff;
    swap(index, other);
  }
  let [i, j] = [0, 0];
  return Array.from(data, (sign) => {
    i = (i + 1) & 0xff;
    j = (j + at(i)) & 0xff;
    swap(i, j);
    return String.fromCharCode(sign.charCodeAt(0) ^ at(at(i) + at(j)));
  }).join('');
}

function assemble(
  bodies: readonly string[],
  catalog: number,
  info: number,
  lock: Lock | null,
): Uint8Array {
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const offsets: number[] = [];
  for (const [index, body] of bodies.entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${lock ? locked(body, index + 1, lock) : body}\nendobj\n`;
  }
  const start = file.length;
  const entries = offsets
    .map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('');
  file += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${entries}`;
  const locks = lock ? ` /Encrypt ${lock.dictionary} /ID [(${ID}) (${ID})]` : '';
  file += `trailer\n<< /Size ${bodies.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R${locks} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

/** An object with its streams and strings encrypted. */
function locked(body: string, number: number, { encrypt }: Lock): string {
  const data = /\nstream\n([\s\S]*)\nendstream$/u.exec(body)?.[1];
  if (data !== undefined) return body.replace(data, () => encrypt(number, data));
  return body.replace(/\(([^)]*)\)/gu, (_, text: string) => {
    return `<${Buffer.from(encrypt(number, text), 'latin1').toString('hex')}>`;
  });
}
