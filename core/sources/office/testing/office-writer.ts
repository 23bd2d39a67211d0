// Writes documents of Word and OpenDocument by hand, for tests: only what a part needs to be read.
import { writeZip } from '../../../exchange/containers/zip.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/relationships';
const NAMESPACES = [
  `xmlns:w="${W}"`,
  `xmlns:r="${R}"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

/** Parts of a document of Word: what stands inside the root of each. */
export interface TestDocx {
  readonly body: string;
  readonly styles?: string;
  /** By kind, such as `footnotes` or `header1`. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Relations to what is outside, by kind. */
  readonly outside?: Readonly<Record<string, string>>;
  /** Title and author. */
  readonly properties?: string;
  /** Other files in the package. */
  readonly files?: Readonly<Record<string, string>>;
}

const ROOTS: Readonly<Record<string, string>> = { header: 'hdr', footer: 'ftr' };

export function writeDocx({
  body,
  styles = '',
  parts = {},
  outside = {},
  properties = '',
  files = {},
}: TestDocx): Uint8Array {
  const all = { styles, ...parts };
  const part = (root: string, content: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><w:${root} ${NAMESPACES}>${content}</w:${root}>`;
  const relations = [
    ...Object.keys(all).map((name) => relation(name, name.replace(/\d+$/u, ''), `${name}.xml`)),
    ...Object.entries(outside).map(([type, target]) =>
      relation(`out-${type}`, type, target, ' TargetMode="External"'),
    ),
  ];
  return pack({
    '_rels/.rels': relationsOf([relation('main', 'officeDocument', 'word/document.xml')]),
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relationsOf(relations),
    ...Object.fromEntries(
      Object.entries(all).map(([name, content]) => {
        const kind = name.replace(/\d+$/u, '');
        return [`word/${name}.xml`, part(ROOTS[kind] ?? kind, content)];
      }),
    ),
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${properties}</cp:coreProperties>`,
    ...files,
  });
}

function relation(id: string, type: string, target: string, more = ''): string {
  return `<Relationship Id="${id}" Type="${R}/${type}" Target="${target}"${more}/>`;
}

function relationsOf(relations: readonly string[]): string {
  return `<Relationships xmlns="${TYPES}">${relations.join('')}</Relationships>`;
}

export function pack(files: Readonly<Record<string, string>>): Uint8Array {
  return writeZip(
    Object.entries(files).map(([path, content]) => ({
      path,
      bytes: new Uint8Array(Buffer.from(content)),
    })),
  );
}

/** A paragraph of runs or of plain text. */
export function p(content: string, properties = ''): string {
  const runs = content.startsWith('<') ? content : r(content);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** A run of text. */
export function r(text: string, properties = '', name = 't'): string {
  const own = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`;
  return `<w:r>${own}<w:${name} xml:space="preserve">${escaped(text)}</w:${name}></w:r>`;
}

/** A change of words: `ins`, `del`, `moveTo` or `moveFrom`. */
export function change(kind: string, text: string, author = 'Mara Pohl'): string {
  const name = kind === 'del' || kind === 'moveFrom' ? 'delText' : 't';
  return `<w:${kind} w:id="1" w:author="${author}" w:date="2026-02-03T09:00:00Z">${r(text, '', name)}</w:${kind}>`;
}

export function style(id: string, name: string, properties = '', based = ''): string {
  const base = based === '' ? '' : `<w:basedOn w:val="${based}"/>`;
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${base}${properties}</w:style>`;
}

export function styled(id: string): string {
  return `<w:pStyle w:val="${id}"/>`;
}

export function table(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string =>
    row.map((cell) => `<w:tc>${cell.startsWith('<w:') ? cell : p(cell)}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns:';
const ODF_NAMESPACES = [
  ...['office', 'text', 'table', 'style', 'meta'].map(
    (name) => `xmlns:${name}="${ODF}${name}:1.0"`,
  ),
  `xmlns:draw="${ODF}drawing:1.0"`,
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

export interface TestOdt {
  /** Inside `office:text`. */
  readonly text: string;
  /** Inside the automatic styles. */
  readonly styles?: string;
  /** Inside the first page of the master styles. */
  readonly page?: string;
  readonly meta?: string;
  readonly manifest?: string;
}

export function writeOdt({
  text,
  styles = '',
  page = '',
  meta = '',
  manifest = '',
}: TestOdt): Uint8Array {
  const root = (name: string, content: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><office:${name} ${ODF_NAMESPACES}>${content}</office:${name}>`;
  return pack({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': root(
      'document-content',
      `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body>`,
    ),
    'styles.xml': root(
      'document-styles',
      `<office:master-styles><style:master-page style:name="Standard">${page}</style:master-page></office:master-styles>`,
    ),
    'meta.xml': root('document-meta', `<office:meta>${meta}</office:meta>`),
    'META-INF/manifest.xml': manifest,
  });
}
