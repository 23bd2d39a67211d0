// Documents of Word. What they have in common with those of other word processors is in core/sources/office.
import { err, ok, type Result } from '../../../result.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../../reader.ts';
import type { Block, Details, ReadOptions, ReadSource } from '../../reading.ts';
import { DocxDocument } from './docx-document.ts';
import { isCompoundFile, isZip, mentions, OfficePackage, OfficeRefused } from '../package.ts';
import { addProperties, addTitleOfText, DetailFinder } from '../properties.ts';

const NAME = 'docx';
const VERSION = 1;
const ENDING = /\.(?:docx|docm|dotx|dotm)$/iu;
const OLD_ENDING = /\.(?:doc|dot)$/iu;
/** Bytes at either end of an archive in which the name of its text part stands. */
const ENDS = 64 * 1024;

/** Documents of Word since 2007. Those before it, and encrypted ones, are refused by name. */
export const docxReader: SourceReader = {
  name: NAME,
  version: VERSION,
  title: 'Word document',
  extensions: ['docx', 'docm', 'dotx', 'dotm'],
  recognise: ({ name, bytes }) => {
    if (isCompoundFile(bytes)) return ENDING.test(name) || OLD_ENDING.test(name) ? 1 : 0.3;
    if (!isZip(bytes)) return ENDING.test(name) ? 0.6 : 0;
    if (ENDING.test(name)) return 1;
    return mentions(bytes.subarray(-ENDS), 'word/document.xml') ? 0.95 : 0;
  },
  read: (file, options, tools) => Promise.resolve(readDocx(file, options, tools)),
};

function readDocx(
  file: SourceFile,
  options: ReadOptions,
  tools: SourceTools,
): Result<ReadSource, SourceError> {
  try {
    if (isCompoundFile(file.bytes)) throw refuseCompound(file);
    const office = new OfficePackage(file, tools);
    const document = new DocxDocument(office, options);
    const blocks = keepOnlyText(document.read());
    if (blocks.length === 0) {
      const detail = ['This document has no text.', ...document.warnings].join(' ');
      throw office.refuse('no-text', detail);
    }
    const { changes } = document;
    const warnings = [changes.warning, ...document.warnings, ...office.warnings];
    return ok({
      readings: [
        {
          item: null,
          blocks,
          details: detailsOf(office, document, blocks),
          reader: { name: NAME, version: VERSION },
          warnings: warnings.filter((warning) => warning !== null),
          tracked: changes.counts,
        },
      ],
      leftOut: [],
    });
  } catch (error) {
    if (error instanceof OfficeRefused) return err(error.reason);
    throw error;
  }
}

function refuseCompound({ name, bytes }: SourceFile): OfficeRefused {
  if (mentions(bytes, 'EncryptedPackage', true)) {
    const detail =
      'The document is protected with a password. Open it in Word, save it without one and try again.';
    return new OfficeRefused({ type: 'encrypted', place: name, detail });
  }
  const detail =
    'It is in the old format of Word (before 2007), which is not read here. Save it as .docx and try again.';
  return new OfficeRefused({ type: 'unreadable', place: name, detail });
}

function detailsOf(
  office: OfficePackage,
  { styles }: DocxDocument,
  blocks: readonly Block[],
): Details {
  const finder = new DetailFinder();
  addProperties(finder, office.optional('docProps/core.xml'), 'document properties');
  addTitleOfText(finder, blocks);
  finder.add('language', styles.language, 'language of the styles');
  return finder.details;
}

/** Where a document has no text but in text boxes, those are the text. */
function keepOnlyText(blocks: Block[]): Block[] {
  if (blocks.some(({ part }) => part === 'article')) return blocks;
  const isBox = ({ part, place }: Block): boolean =>
    part === 'aside' && place.startsWith('text box');
  return blocks.map((block) =>
    isBox(block)
      ? { ...block, part: 'article', why: 'It is in a text box; the document has no other text.' }
      : block,
  );
}
