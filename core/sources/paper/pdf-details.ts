import { readXml, type XmlElement } from '../../exchange/containers/xml.ts';
import type { SourceTools } from '../reader.ts';
import type { Block, Detail, DetailName, Details } from '../reading.ts';

/** What a document says of itself: its information dictionary and its XMP packet. */
export interface PdfProperties {
  readonly info: Readonly<Record<string, unknown>>;
  readonly metadata: {
    get(name: string): unknown;
    /** The packet itself. */
    getRaw(): unknown;
  } | null;
}

type XmlTools = Pick<SourceTools, 'decode' | 'encode'>;

const LONGEST = 4000;

export function pdfDetails(
  { info, metadata }: PdfProperties,
  blocks: readonly Block[],
  tools: XmlTools,
): Details {
  const details: Partial<Record<DetailName, Detail>> = {};
  const add = (name: DetailName, value: unknown, from: string, isDate = false): void => {
    const text = textOf(value);
    if (text === '' || details[name]) return;
    const iso = isDate ? isoOf(text) : null;
    details[name] = iso === null ? { value: text, from } : { value: text, iso, from };
  };
  const xmp = (name: string): unknown => metadata?.get(name);
  const heading = blocks.find(({ kind, part }) => kind === 'heading' && part === 'article');
  add('title', titleOf(metadata && titleInXmp(metadata, tools)), 'XMP dc:title');
  add('title', titleOf(info['Title']), 'document properties, Title');
  add('title', heading?.text, 'first heading');
  add('author', xmp('dc:creator'), 'XMP dc:creator');
  add('author', info['Author'], 'document properties, Author');
  add('outlet', xmp('prism:publicationname'), 'XMP prism:publicationName');
  add('outlet', xmp('dc:publisher'), 'XMP dc:publisher');
  add('published', xmp('prism:publicationdate'), 'XMP prism:publicationDate', true);
  add('published', xmp('dc:date'), 'XMP dc:date', true);
  add('published', xmp('xmp:createdate'), 'XMP xmp:CreateDate', true);
  add('published', info['CreationDate'], 'document properties, CreationDate', true);
  add('modified', xmp('xmp:modifydate'), 'XMP xmp:ModifyDate', true);
  add('modified', info['ModDate'], 'document properties, ModDate', true);
  add('url', httpOnly(xmp('prism:url')), 'XMP prism:url');
  add('language', info['Language'], 'language of the document');
  add('language', xmp('dc:language'), 'XMP dc:language');
  return details;
}

function textOf(value: unknown): string {
  const text = Array.isArray(value)
    ? value.filter((each) => typeof each === 'string').join(', ')
    : typeof value === 'string'
      ? value
      : '';
  return text.replaceAll('\0', '').trim().slice(0, LONGEST).toWellFormed();
}

/** A title, unless it is the name of the file that it was printed from. */
function titleOf(value: unknown): string {
  const text = textOf(value);
  return /^(?:microsoft word - |untitled|unbenannt|.*\.(?:docx?|odt|indd|qxd|pdf|pages|tex|dvi)$)/iu.test(
    text,
  )
    ? ''
    : text;
}

const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
const LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang';

/** Of a title in several languages the one that stands for all; the library runs them together. */
function titleInXmp(metadata: NonNullable<PdfProperties['metadata']>, tools: XmlTools): unknown {
  const packet = metadata.getRaw();
  const title = metadata.get('dc:title');
  if (typeof packet !== 'string') return title;
  const read = readXml({ path: 'XMP', bytes: tools.encode(packet) }, tools);
  const titles = read.ok ? titlesIn(read.value) : [];
  if (titles.length < 2) return title;
  const chosen = titles.find(({ attributes }) => attributes.get(LANGUAGE) === 'x-default');
  return (chosen ?? titles[0])?.text;
}

/** The titles of the first `dc:title`, one for each language. */
function titlesIn(root: XmlElement): readonly XmlElement[] {
  const waiting = [root];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    if (each.name === 'title' && each.namespace === DUBLIN_CORE) {
      return each.children.flatMap(({ children }) => children);
    }
    waiting.push(...each.children.toReversed());
  }
  return [];
}

function httpOnly(value: unknown): string {
  const text = textOf(value);
  return /^https?:\/\//iu.test(text) ? text : '';
}

/** `D:20260301100000+01'00'` or a date of XMP; `null` where it is neither. */
export function isoOf(value: string): string | null {
  const xmp =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/u.exec(value);
  const pdf =
    /^(?:D:)?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?/u.exec(
      value,
    );
  let iso: string | null = null;
  if (xmp) {
    const [, day = '', time, seconds = ':00', zone = ''] = xmp;
    iso = time === undefined ? day : `${day}T${time}${seconds}${zone}`;
  } else if (pdf) {
    const [
      ,
      year = '',
      month = '',
      day = '',
      hours,
      minutes = '00',
      seconds = '00',
      z,
      sign,
      h,
      m = '00',
    ] = pdf;
    const zone = z ?? (sign === undefined || h === undefined ? '' : `${sign}${h}:${m}`);
    iso = `${year}-${month}-${day}${hours === undefined ? '' : `T${hours}:${minutes}:${seconds}${zone}`}`;
  }
  return iso !== null && !Number.isNaN(Date.parse(iso)) ? iso : null;
}
