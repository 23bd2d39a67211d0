// Documents of word processors: zip packages of XML, and what in them is text. Nothing that they refer to
// is followed, no macro is opened, no object inside is started.
import { openZip, ZIP_LIMITS, type ZipArchive } from '../../exchange/containers/zip.ts';
import { readXml, type XmlElement } from '../../exchange/containers/xml.ts';
import type { CodecError } from '../../exchange/content/codec.ts';
import type { SourceError, SourceFile, SourceTools } from '../reader.ts';

/** Limits on one part. Tables and text boxes inside each other take a dozen levels each. */
export const PART_LIMITS = { depth: 512, nodes: 3_000_000 } as const;

/** Leaves the reader from any depth. */
export class OfficeRefused extends Error {
  constructor(readonly reason: SourceError) {
    super(reason.detail);
  }
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Whether bytes begin with others. */
export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Whether a file is a compound file: an old document of Word, or a new one that is encrypted. */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, OLE);
}

export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, ZIP);
}

/** Whether a name (in bytes of one or two) stands in the first bytes of a file. */
export function mentions(bytes: Uint8Array, name: string, wide = false): boolean {
  const step = wide ? 2 : 1;
  const first = name.charCodeAt(0);
  const end = bytes.length - name.length * step;
  for (let at = bytes.indexOf(first); at >= 0 && at <= end; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (
      length < name.length &&
      bytes[at + length * step] === name.charCodeAt(length) &&
      (!wide || bytes[at + length * step + 1] === 0)
    ) {
      length += 1;
    }
    if (length === name.length) return true;
  }
  return false;
}

/** A package that is open. */
export class OfficePackage {
  readonly names: readonly string[];
  /** Sentences on parts that could not be read and that the text does not need. */
  readonly warnings: string[] = [];
  readonly #archive: ZipArchive;

  /** @throws OfficeRefused */
  constructor(
    readonly file: SourceFile,
    private readonly tools: SourceTools,
  ) {
    const opened = openZip({ path: file.name, bytes: file.bytes }, tools, {
      ...ZIP_LIMITS,
      // Pictures and whatever else is packed along are never unpacked.
      passesOver: (name) => !/\.(?:xml|rels)$/iu.test(name),
    });
    if (!opened.ok) throw refused(opened.error);
    this.#archive = opened.value;
    this.names = opened.value.names;
  }

  has(path: string): boolean {
    return this.names.some((name) => name.toLowerCase() === path.toLowerCase());
  }

  /**
   * A part that the document is nothing without.
   * @throws OfficeRefused
   */
  part(path: string): XmlElement {
    const read = this.#read(path);
    if (read === null) {
      throw this.refuse('unreadable', `It has no ${path}, so it is not a whole document.`);
    }
    if ('reason' in read) throw new OfficeRefused(read.reason);
    return read.root;
  }

  /**
   * A part that may be missing or damaged; `null` then.
   * @throws OfficeRefused where it would grow without bound or fetch something
   */
  optional(path: string): XmlElement | null {
    const read = this.#read(path);
    if (read === null) return null;
    if ('root' in read) return read.root;
    const { reason } = read;
    if (reason.type === 'unsafe' || reason.type === 'too-large') throw new OfficeRefused(reason);
    this.warnings.push(`The part ${path} of the document is damaged and was not read.`);
    return null;
  }

  /** The characters of a part; `null` where there is none or it is not in UTF-8. */
  characters(path: string): string | null {
    const bytes = this.#archive.read(path);
    return bytes?.ok === true ? (this.tools.decode(bytes.value, 'utf-8') ?? null) : null;
  }

  refuse(type: SourceError['type'], detail: string): OfficeRefused {
    return new OfficeRefused({ type, place: this.file.name, detail });
  }

  #read(path: string): { readonly root: XmlElement } | { readonly reason: SourceError } | null {
    const bytes = this.#archive.read(path);
    if (bytes === null) return null;
    if (!bytes.ok) return { reason: sourceError(bytes.error) };
    const place = `${this.file.name}, part ${path}`;
    const root = readXml({ path: place, bytes: bytes.value }, this.tools, PART_LIMITS);
    return root.ok ? { root: root.value } : { reason: sourceError(root.error) };
  }
}

function refused(error: CodecError): OfficeRefused {
  return new OfficeRefused(sourceError(error));
}

/** What is wrong with a container, as a reason why a source is not read. */
export function sourceError({ type, place, detail }: CodecError): SourceError {
  switch (type) {
    case 'unsafe':
    case 'too-large':
      return { type, place, detail };
    case 'unreadable':
    case 'malformed':
    case 'other-format':
    case 'newer-version':
      return { type: 'unreadable', place, detail };
  }
}
