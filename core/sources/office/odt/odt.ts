// Texts of LibreOffice and others that write OpenDocument; what they share with Word is in core/sources/office.
import { latin1 } from '../../../exchange/containers/latin1.ts';
import { readXml, type XmlElement } from '../../../exchange/containers/xml.ts';
import { err, ok, type Result } from '../../../result.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../../reader.ts';
import type { Block, ReadOptions, ReadSource } from '../../reading.ts';
import { odfAttribute, odfChild, odfName } from './odt-names.ts';
import { OdtStory, type OdtChange, type OdtContext } from './odt-story.ts';
import { OdtStyles } from './odt-styles.ts';
import {
  isZip,
  mentions,
  OfficePackage,
  OfficeRefused,
  PART_LIMITS,
  sourceError,
} from '../package.ts';
import { addProperties, addTitleOfText, DetailFinder } from '../properties.ts';
import { TrackedChanges } from '../tracked-changes.ts';

const NAME = 'odt';
const VERSION = 1;
const ENDING = /\.(?:odt|ott|fodt)$/iu;
const TEXT_TYPE = 'application/vnd.oasis.opendocument.text';
/** Bytes at the start in which a document says what it is. */
const START = 4096;

/** Texts in the format of OpenDocument, packed or as one file of XML. */
export const odtReader: SourceReader = {
  name: NAME,
  version: VERSION,
  title: 'OpenDocument text',
  extensions: ['odt', 'ott', 'fodt'],
  recognise: ({ name, bytes }) => {
    const says = mentions(bytes.subarray(0, START), TEXT_TYPE);
    if (isZip(bytes)) return says ? 0.97 : ENDING.test(name) ? 0.9 : 0;
    if (/\.fodt$/iu.test(name)) return says ? 1 : 0.7;
    return ENDING.test(name) ? 0.6 : says ? 0.5 : 0;
  },
  read: (file, options, tools) => Promise.resolve(readOdt(file, options, tools)),
};

/** The parts of a document: of a flat one they are all the same. */
interface OdtParts {
  readonly content: XmlElement;
  readonly styles: XmlElement | null;
  readonly meta: XmlElement | null;
  readonly warnings: readonly string[];
}

function readOdt(
  file: SourceFile,
  options: ReadOptions,
  tools: SourceTools,
): Result<ReadSource, SourceError> {
  try {
    const { content, styles, meta, warnings } = isZip(file.bytes)
      ? packedParts(new OfficePackage(file, tools))
      : flatParts(file, tools);
    const text = odfChild(odfChild(content, 'office:body'), 'office:text');
    if (!text) {
      const detail = 'It is not a text document: it may be a table or slides of the same programs.';
      throw new OfficeRefused({ type: 'unreadable', place: file.name, detail });
    }
    const changes = new TrackedChanges(options);
    const blocks = blocksOf(text, styles, new OdtStyles([styles, content]), changes);
    if (blocks.length === 0) {
      const detail = 'This document has no text.';
      throw new OfficeRefused({ type: 'no-text', place: file.name, detail });
    }
    const finder = new DetailFinder();
    addProperties(
      finder,
      odfChild(meta ?? undefined, 'office:meta') ?? null,
      'document properties',
    );
    addTitleOfText(finder, blocks);
    return ok({
      readings: [
        {
          item: null,
          blocks,
          details: finder.details,
          reader: { name: NAME, version: VERSION },
          warnings: [changes.warning, ...warnings].filter((warning) => warning !== null),
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

function packedParts(office: OfficePackage): OdtParts {
  // Old programs give this part a document type, so it is looked at as characters.
  if (office.characters('META-INF/manifest.xml')?.includes('encryption-data') === true) {
    throw office.refuse(
      'encrypted',
      'The document is protected with a password. Save it without one and try again.',
    );
  }
  const content = office.part('content.xml');
  const styles = office.optional('styles.xml');
  const meta = office.optional('meta.xml');
  const hasMacros = office.names.some((name) => /^(?:Basic|Scripts)\//u.test(name));
  const macros = hasMacros ? ['The document has macros. They were not opened.'] : [];
  return { content, styles, meta, warnings: [...office.warnings, ...macros] };
}

function flatParts(file: SourceFile, tools: SourceTools): OdtParts {
  if (!/^(?:ï»¿|ÿþ|þÿ)?[\s\0]*</u.test(latin1(file.bytes.subarray(0, START)))) {
    throw new OfficeRefused({ type: 'unreadable', place: file.name, detail: NO_XML });
  }
  const root = readXml({ path: file.name, bytes: file.bytes }, tools, PART_LIMITS);
  if (!root.ok) throw new OfficeRefused(sourceError(root.error));
  return { content: root.value, styles: root.value, meta: root.value, warnings: [] };
}

const NO_XML =
  'It is named as an OpenDocument text and is none. If it is plain text, give it the ending .txt and open it again.';

/** Headers, the body, notes, comments, footers. */
function blocksOf(
  text: XmlElement,
  styles: XmlElement | null,
  styleSheet: OdtStyles,
  changes: TrackedChanges,
): Block[] {
  const deferred: {
    readonly what: string;
    readonly element: XmlElement;
    readonly place: string;
  }[] = [];
  const context: OdtContext = {
    styles: styleSheet,
    changes,
    tracked: trackedIn(text),
    defer: (what, element, place) => deferred.push({ what, element, place }),
  };
  const margins = (side: 'header' | 'footer'): Block[] => {
    const pages = odfChild(styles ?? undefined, 'office:master-styles')?.children ?? [];
    const parts = pages.flatMap(({ children }) =>
      children.filter((child) => odfName(child).startsWith(`style:${side}`)),
    );
    return parts.flatMap((part, index) =>
      new OdtStory(context, {
        part: 'navigation',
        why: `It is a ${side} of the pages.`,
        place: `${side} ${index + 1}`,
      }).read(part),
    );
  };
  const body = new OdtStory(context, {
    part: 'article',
    why: 'It stands in the body of the document.',
    place: '',
  }).read(text);
  const blocks = [...margins('header'), ...body];
  for (const what of ['footnote', 'endnote', 'comment'] as const) {
    let number = 0;
    // A note may have a comment, which is put at the end of the list.
    for (let index = 0; index < deferred.length; index += 1) {
      const each = deferred[index];
      if (each?.what !== what) continue;
      number += 1;
      const author = each.element.children.find((child) => odfName(child) === 'dc:creator')?.text;
      const why =
        what === 'comment'
          ? `Comment${author ? ` by ${author.slice(0, 200)}` : ''}, at ${each.place}.`
          : `It is a ${what} of ${each.place}.`;
      const part = what === 'comment' ? 'comment' : 'aside';
      const story = new OdtStory(context, { part, why, place: `${what} ${number}` });
      for (const block of story.read(each.element)) blocks.push(block);
    }
  }
  return [...blocks, ...margins('footer')];
}

/** The changes that were tracked, by their id. */
function trackedIn(text: XmlElement): Map<string, OdtChange> {
  const found = new Map<string, OdtChange>();
  for (const region of odfChild(text, 'text:tracked-changes')?.children ?? []) {
    const id = odfAttribute(region, 'text:id') ?? region.attributes.get(`{${XML}}id`);
    const [content] = region.children;
    if (id === undefined || !content) continue;
    const { name } = content;
    if (name !== 'insertion' && name !== 'deletion') continue;
    const info = odfChild(content, 'office:change-info');
    const value = (local: string): string | undefined =>
      info?.children.find((child) => odfName(child) === `dc:${local}`)?.text;
    const mark = { author: value('creator'), date: value('date'), isMove: false };
    found.set(id, { mark, type: name, content });
  }
  return found;
}

const XML = 'http://www.w3.org/XML/1998/namespace';
