// Small inputs of every kind, with what the command line makes of them: one table for each kind of
// question. Who mends the reading of a format adds its inputs to the table that they belong to, or
// makes a table, and names it in cases.test.ts.

import { writeZip } from '#core/exchange/containers/zip.ts';

/** Files by their paths. */
export type CaseFiles = Readonly<Record<string, string | Uint8Array>>;

/** What is read of some files. */
export interface ReadCase {
  /** What is seen, as the end of the sentence *Files are read: …*. */
  readonly name: string;
  readonly files: CaseFiles;
  /** Words of the call; without them every file and folder at the top. */
  readonly given?: readonly string[];
  /** How many articles. */
  readonly articles: number;
  /** Every tag that is placed: `anna: quote “no ship will sail”`. In any order. */
  readonly tags: readonly string[];
  /** What the error output has. */
  readonly says?: readonly RegExp[];
  readonly saysNot?: readonly RegExp[];
}

/** What a command answers. */
export interface CallCase {
  readonly name: string;
  readonly files: CaseFiles;
  readonly call: readonly string[];
  readonly exit: 0 | 1 | 2;
  /** What standard output has; without it, it is empty where the call ends with 1 or 2. */
  readonly prints?: readonly RegExp[];
  readonly says?: readonly RegExp[];
  readonly saysNot?: readonly RegExp[];
}

/** Values with one on each line. */
export const lines = (...values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Bytes of characters up to 255, for encodings. */
export const bytesOf = (codes: string): Uint8Array =>
  Uint8Array.from(codes, (c) => c.charCodeAt(0) & 0xff);

/** A document of Word with this body. */
export function docx(body: string): Uint8Array {
  const text = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
  const files = {
    '[Content_Types].xml': types,
    '_rels/.rels': relations,
    'word/document.xml': text,
  };
  return writeZip(
    Object.entries(files).map(([path, content]) => ({
      path,
      bytes: new TextEncoder().encode(content),
    })),
  );
}

/** A story with “we will build” at 18–33, and `a dream` at 60–67, in every unit. */
export const MAYOR = 'The mayor told us “we will build” at noon.\nOthers called it a dream.\n';
/** A story with “nobody is ill” at 18–33, and `a dream` at 59–66, in every unit. */
export const NURSE = 'The nurse replied “nobody is ill” in May.\nOthers called it a dream.\n';
/** The quotation in each of them, as brat has it. */
export const MAYOR_ANN = 'T1\tQuote 18 33\t“we will build”\n';
export const NURSE_ANN = 'T1\tQuote 18 33\t“nobody is ill”\n';
/** The quotation in each of them, as doccano has it. */
export const MAYOR_LINE = lines({ text: MAYOR, label: [[18, 33, 'Quote']] });
export const NURSE_LINE = lines({ text: NURSE, label: [[18, 33, 'Quote']] });
