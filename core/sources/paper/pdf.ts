// Documents made of pages: the file is read, its pages become blocks, and what was not read is named.
// How pieces of text on one page become lines and paragraphs is in layout.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

import { latin1 } from '../../exchange/containers/latin1.ts';
import { err, ok, type Result } from '../../result.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../reader.ts';
import type { Block, ReadSource } from '../reading.ts';
import { layOut } from './page-layout.ts';
import { blocksOf } from './paper-blocks.ts';
import { pdfDetails, type PdfProperties } from './pdf-details.ts';
import { loadPdfJs, openingOptions } from './pdfjs.ts';
import { overInWords } from './over-pages.ts';
import { growsTooMuch } from './stream-bombs.ts';
import { inSurroundings } from './surroundings.ts';
import { PDF_LIMITS, PdfTooLarge, readPages, type ReadPages } from './read-pages.ts';

const NAME = 'pdf';
const VERSION = 1;
/** Bytes at the start in which the mark of the format stands, as programs write it. */
const START = 1024;

/** PDF with a text layer. A scan without one is refused by name. */
export const pdfReader: SourceReader = {
  name: NAME,
  version: VERSION,
  title: 'PDF',
  extensions: ['pdf'],
  recognise: ({ name, bytes }) => {
    const isNamed = /\.pdf$/iu.test(name);
    if (beginsAsPdf(bytes)) return isNamed ? 1 : 0.95;
    return isNamed ? 0.6 : 0;
  },
  read: (file, _, tools) => readPdf(file, tools),
};

/** Whether the mark stands first, or behind something else with an object of the format after it. */
function beginsAsPdf(bytes: Uint8Array): boolean {
  const start = latin1(bytes.subarray(0, START));
  if (/^(?:ï»¿)?\s*%PDF-\d/u.test(start)) return true;
  // A text about such files names the mark as well.
  const at = start.search(/%PDF-\d/u);
  if (at < 0) return false;
  return /[\r\n]\d+ \d+ obj\b/u.test(latin1(bytes.subarray(at, at + START)));
}

async function readPdf(
  file: SourceFile,
  tools: SourceTools,
): Promise<Result<ReadSource, SourceError>> {
  const refuse: Refuse = (type, detail, page) =>
    err({ type, place: page === undefined ? file.name : `${file.name}, page ${page}`, detail });
  if (file.bytes.length === 0) return refuse('unreadable', 'The file is empty.');
  if (growsTooMuch(file.bytes)) return refuse('unsafe', GROWS);
  const { value, isExceeded } = await inSurroundings(() => readDocument(file, tools, refuse));
  return isExceeded ? refuse('unsafe', GROWS) : value;
}

const GROWS = 'What is packed in it would grow beyond what is read of one file.';

const SCAN = 'This PDF has no text: it is pictures of pages.';
const BLANK = 'This PDF has no text: its pages are empty, or what they show is drawn.';

/** Bytes that are looked through at once. */
const STEP = 1024 * 1024;
const PICTURE = /\/Subtype\s{0,8}\/Image\b/u;

/** Whether a picture is among its objects, which say what they are in plain letters. */
function hasPictures(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += STEP) {
    if (PICTURE.test(latin1(bytes.subarray(at, at + STEP + 64)))) return true;
  }
  return false;
}

type Refuse = (
  type: SourceError['type'],
  detail: string,
  page?: number,
) => Result<never, SourceError>;

async function readDocument(
  file: SourceFile,
  tools: SourceTools,
  refuse: Refuse,
): Promise<Result<ReadSource, SourceError>> {
  const library = await loadPdfJs();
  const task = library.getDocument(openingOptions(library, file.bytes));
  try {
    const document = await task.promise;
    const { numPages } = document;
    if (numPages > PDF_LIMITS.pages) {
      const [pages, most] = [numPages, PDF_LIMITS.pages].map((count) => count.toLocaleString('en'));
      return refuse('too-large', `It has ${pages} pages; the limit is ${most}.`);
    }
    const read = await readPages(document, library.OPS);
    const { blocks, joined } = blocksOf(layOut(read.pages, read.isRecognised), read.bold);
    if (blocks.length === 0) {
      const [first] = read.damaged;
      return read.pages.length === 0 && first !== undefined
        ? refuse('unreadable', 'None of its pages can be read: the file is damaged.', first)
        : refuse('no-text', hasPictures(file.bytes) ? SCAN : BLANK);
    }
    const details = pdfDetails(await propertiesOf(document), blocks, tools);
    const reader = { name: NAME, version: VERSION };
    const warnings = warningsOf(read, blocks);
    return ok({
      readings: [{ item: null, blocks, details, reader, warnings, joined }],
      leftOut: [],
    });
  } catch (error) {
    if (error instanceof PdfTooLarge) return refuse(error.type, error.message, error.page);
    const type = error instanceof Error ? error.name : '';
    if (type === 'PasswordException') {
      const detail = 'It is protected with a password. Save it without one and try again.';
      return refuse('encrypted', detail);
    }
    return refuse(
      'unreadable',
      'It is not a PDF that can be read: the file is damaged or cut short.',
    );
  } finally {
    await task.destroy();
  }
}

async function propertiesOf(document: PDFDocumentProxy): Promise<PdfProperties> {
  try {
    const { info, metadata } = await document.getMetadata();
    return { info: Object.fromEntries(Object.entries(info)), metadata };
  } catch {
    return { info: {}, metadata: null };
  }
}

function warningsOf(
  { pages, damaged, isRecognised, over }: ReadPages,
  blocks: readonly Block[],
): string[] {
  const warnings: string[] = [];
  const list = (numbers: readonly number[]): string =>
    numbers.length > 20 ? `${numbers.slice(0, 20).join(', ')} and others` : numbers.join(', ');
  if (isRecognised) {
    warnings.push(
      'The pages are pictures; the text was recognised in them by a program and may have errors.',
    );
  }
  if (damaged.length > 0) {
    warnings.push(`Damaged and not read: page ${list(damaged)}.`);
  }
  const empty = pages.filter(({ flows }) => flows.length === 0).map(({ number }) => number);
  if (empty.length > 0) warnings.push(`Without text (empty, or a picture): page ${list(empty)}.`);
  const laid = overInWords(over);
  if (laid !== null) warnings.push(laid);
  const text = blocks.map((block) => block.text).join('');
  const unknown = text.match(/[\p{Co}\p{Cn}\ufffd\u0000-\u0008]/gu)?.length ?? 0;
  if (unknown * 50 > text.length) {
    warnings.push(
      'The fonts of this PDF do not say what all their signs stand for, so parts of the text are wrong.',
    );
  }
  return warnings;
}
