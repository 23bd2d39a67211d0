// What formats are packed in: zip, XML, lines of JSON, tokens. Bounded and pure; what stands in them is
// the formats'.
import { Inflate, zipSync, type Zippable } from 'fflate';

import { err, ok, type Result } from '../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../content/codec.ts';
import { FILE_LIMIT } from '../content/read-file.ts';

/** Limits on an archive, checked on what it says of itself and again on what comes out. */
export const ZIP_LIMITS = {
  /** Files and folders: of an export of as many articles as a file may have there is one for each. */
  entries: 20_000,
  /** Bytes of all entries together. */
  inflated: 200 * 1024 * 1024,
  /** Bytes of an entry for each byte that it takes in the archive. */
  ratio: 200,
} as const;

export interface ZipLimits {
  readonly entries: number;
  readonly inflated: number;
  readonly ratio: number;
}

/** How an archive is opened. */
interface OpenLimits extends ZipLimits {
  /** Names of files that are archives themselves, and may be: documents, parts of a project. */
  readonly mayHold?: RegExp;
  /** Files that are never read: neither how they are packed nor their size is anybody's concern. */
  readonly passesOver?: (name: string) => boolean;
}

/** Why an archive is refused that needs a password. */
export const ZIP_ENCRYPTED = 'It is encrypted, which is not read here.';

/** An archive whose directory is sound. */
export interface ZipArchive {
  /** Of its files, as they stand in it, folders set apart by `/`. */
  readonly names: readonly string[];
  /** The bytes of one, found without regard to case; `null` where there is none of this name. */
  readonly read: (name: string) => Result<Uint8Array, CodecError> | null;
}

const END = { signature: 0x06054b50, size: 22 };
const ENTRY = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
/** Of the part that stands before the end of an archive in the 64-bit form. */
const LOCATOR_64 = { signature: 0x07064b50, size: 20 };
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
/** Bits of a header that stand for encryption of one kind or another. */
const ENCRYPTED = 0x2041;
const MADE_ON_UNIX = 3;
const SYMLINK = 0xa000;
const FILE_TYPE = 0xf000;
/** Compressed bytes that are inflated at once: at most a thousand times as many come out. */
const CHUNK = 16 * 1024;

const ARCHIVE_NAME = /\.(?:zip|qdpx|jar|7z|rar|tar|gz|tgz|bz2|xz|zst)$/iu;

/** Every entry gets the first moment that the format can name, so that the bytes depend on nothing else. */
const WRITTEN = new Date(1980, 0, 1);

/**
 * An archive of files in the order given; the same files give the same bytes. What would be
 * compressed beyond the limit that reading has is stored as it is.
 */
export function writeZip(
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Uint8Array {
  const zip = (isStored: (path: string) => boolean): Uint8Array => {
    const entries: Zippable = {};
    for (const { path, bytes } of files) {
      entries[path] = [bytes, { mtime: WRITTEN, level: isStored(path) ? 0 : 6 }];
    }
    return zipSync(entries);
  };
  const archive = zip(() => false);
  // Whether it has too many files is for the reader to say, who has somebody to say it to.
  const limits = { ...ZIP_LIMITS, entries: files.length };
  const tooDense = new Set(
    new ZipReader('', archive, limits)
      .entries()
      .filter((entry) => isTooDense(entry, limits))
      .map(({ name }) => name),
  );
  return tooDense.size === 0 ? archive : zip((path) => tooDense.has(path));
}

/**
 * Opens an archive: its directory is checked as a whole before anything is inflated, and nothing
 * but what is asked for is inflated at all.
 */
export function openZip(
  { path, bytes }: InputFile,
  tools: Pick<CodecTools, 'decode'>,
  limits: OpenLimits = ZIP_LIMITS,
): Result<ZipArchive, CodecError> {
  try {
    const reader = new ZipReader(path, bytes, limits, tools);
    const entries = reader.entries();
    reader.check(entries);
    const files = new Map(
      entries.filter(({ name }) => !name.endsWith('/')).map((each) => [folded(each.name), each]),
    );
    let left = limits.inflated;
    return ok({
      names: [...files.values()].map(({ name }) => name),
      read: (name) => {
        const entry = files.get(folded(name));
        if (!entry) return null;
        try {
          const content = reader.inflate(entry, left);
          left -= content.length;
          return ok(content);
        } catch (error) {
          return refusalOf(error);
        }
      },
    });
  } catch (error) {
    return refusalOf(error);
  }
}

/** What an archive says of one entry; sizes and offset in bytes. */
interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly isLink: boolean;
}

/** Leaves the reader from any depth. */
class ZipRefused extends Error {
  constructor(readonly reason: CodecError) {
    super(reason.detail);
  }
}

function refusalOf(error: unknown): Result<never, CodecError> {
  if (error instanceof ZipRefused) return err(error.reason);
  throw error;
}

function isTooDense({ size, packed }: ZipEntry, { ratio }: ZipLimits): boolean {
  return size > packed * ratio;
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

class ZipReader {
  readonly #view: DataView;
  /** Where the directory begins, and so where the last entry ends at the latest. */
  #directory = 0;

  constructor(
    private readonly path: string,
    private readonly bytes: Uint8Array,
    private readonly limits: OpenLimits,
    private readonly tools?: Pick<CodecTools, 'decode'>,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The directory as it stands at the end of the archive. */
  entries(): ZipEntry[] {
    const end = this.#end();
    const count = this.#u16(end + 10);
    const size = this.#u32(end + 12);
    const offset = this.#u32(end + 16);
    const is64 =
      (end >= LOCATOR_64.size && this.#u32(end - LOCATOR_64.size) === LOCATOR_64.signature) ||
      count === 0xffff ||
      size === 0xffffffff ||
      offset === 0xffffffff;
    if (is64) throw this.#unsafe('It is in the 64-bit form of zip, which is not read here.');
    if (this.#u16(end + 4) !== 0 || this.#u16(end + 8) !== count) {
      throw this.#malformed('It is one part of an archive that was split.');
    }
    if (count > this.limits.entries) {
      const most = this.limits.entries.toLocaleString('en');
      throw this.#refuse('too-large', `It has more than ${most} files, which is the limit.`);
    }
    if (offset + size !== end) throw this.#malformed('Its directory is not where it should be.');
    this.#directory = offset;
    const entries: ZipEntry[] = [];
    let at = offset;
    for (let index = 0; index < count; index += 1) {
      if (at + ENTRY.size > end || this.#u32(at) !== ENTRY.signature) {
        throw this.#malformed('Its directory is damaged.');
      }
      const nameEnd = at + ENTRY.size + this.#u16(at + 28);
      const next = nameEnd + this.#u16(at + 30) + this.#u16(at + 32);
      if (next > end) throw this.#malformed('Its directory is damaged.');
      entries.push({
        name: this.#name(at + ENTRY.size, nameEnd),
        flags: this.#u16(at + 8),
        method: this.#u16(at + 10),
        crc: this.#u32(at + 16),
        packed: this.#u32(at + 20),
        size: this.#u32(at + 24),
        offset: this.#u32(at + 42),
        isLink:
          this.#u16(at + 4) >> 8 === MADE_ON_UNIX &&
          ((this.#u32(at + 38) >>> 16) & FILE_TYPE) === SYMLINK,
      });
      at = next;
    }
    if (at !== end) throw this.#malformed('Its directory has more in it than it says.');
    return entries;
  }

  /** Throws where an archive means harm or is not one that is read here. */
  check(entries: readonly ZipEntry[]): void {
    const names = new Set<string>();
    let total = 0;
    for (const entry of entries) {
      const { name, size, packed, flags, method } = entry;
      if (name === '' || /\p{Cc}/u.test(name)) {
        throw this.#unsafe('A name in it cannot be that of a file in a folder.', name);
      }
      const isUnsafe =
        /^(?:\/|[A-Za-z]:)/u.test(name) ||
        name
          .replace(/\/$/u, '')
          .split('/')
          .some((part) => part === '' || part === '.' || part === '..');
      if (isUnsafe) throw this.#unsafe('A name in it leads out of its folder.', name);
      if (names.has(folded(name))) throw this.#unsafe('A name is in it twice.', name);
      names.add(folded(name));
      if (entry.isLink) throw this.#unsafe('A link to another place is in it.', name);
      if (this.limits.passesOver?.(name)) continue;
      if (ARCHIVE_NAME.test(name) && !this.#mayHold(name))
        throw this.#unsafe('An archive is in the archive.', name);
      if ((flags & ENCRYPTED) !== 0) {
        throw this.#refuse('unreadable', ZIP_ENCRYPTED, name);
      }
      if (size === 0xffffffff || packed === 0xffffffff || entry.offset === 0xffffffff) {
        throw this.#unsafe('It is in the 64-bit form of zip, which is not read here.', name);
      }
      if (method !== DEFLATED && method !== STORED) {
        throw this.#refuse('unreadable', 'It is packed in a way that is not read here.', name);
      }
      if (method === STORED && size !== packed) {
        throw this.#malformed('Its size is not the one that the archive names.', name);
      }
      if (isTooDense(entry, this.limits)) throw this.#tooDense(name);
      total += size;
      if (total > this.limits.inflated) throw this.#tooLarge();
    }
    let free = 0;
    for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
      if (entry.offset < free) throw this.#unsafe('Two of its files share bytes.', entry.name);
      free = this.#dataOf(entry) + entry.packed;
    }
  }

  /** The bytes of an entry; stops as soon as more come out than may. */
  inflate(entry: ZipEntry, left: number): Uint8Array {
    const { name, method, packed, size, crc } = entry;
    const start = this.#dataOf(entry);
    const data = this.bytes.subarray(start, start + packed);
    if (size > left) throw this.#tooLarge();
    let content = data;
    if (method === DEFLATED) {
      // A directory that lies about the size is found out by the byte.
      content = new Uint8Array(size);
      let length = 0;
      let isDone = false;
      const stream = new Inflate((chunk, final) => {
        isDone = final;
        if (length + chunk.length > size) throw this.#lies(name);
        content.set(chunk, length);
        length += chunk.length;
      });
      try {
        for (let at = 0; at < packed || at === 0; at += CHUNK) {
          stream.push(data.subarray(at, at + CHUNK), at + CHUNK >= packed);
        }
      } catch (error) {
        if (error instanceof ZipRefused) throw error;
        throw this.#malformed('Its compressed bytes are damaged.', name);
      }
      if (!isDone || length !== size) throw this.#lies(name);
    }
    if (crc32(content) !== crc) throw this.#malformed('Its bytes are damaged.', name);
    const isArchive =
      content.length > 4 &&
      new DataView(content.buffer, content.byteOffset).getUint32(0, true) === LOCAL.signature;
    if (isArchive && !this.#mayHold(name)) {
      throw this.#unsafe('An archive is in the archive.', name);
    }
    return content;
  }

  #mayHold(name: string): boolean {
    return this.limits.mayHold?.test(name) === true;
  }

  /** Where the bytes of an entry begin; its own header must say the same as the directory. */
  #dataOf({ name, offset, packed, method, flags }: ZipEntry): number {
    if (offset + LOCAL.size > this.#directory || this.#u32(offset) !== LOCAL.signature) {
      throw this.#malformed('It is not where the directory says.', name);
    }
    const nameEnd = offset + LOCAL.size + this.#u16(offset + 26);
    const start = nameEnd + this.#u16(offset + 28);
    if (start + packed > this.#directory)
      throw this.#malformed('It ends beyond the archive.', name);
    const isSame =
      this.#name(offset + LOCAL.size, nameEnd) === name &&
      this.#u16(offset + 8) === method &&
      (this.#u16(offset + 6) & ENCRYPTED) === (flags & ENCRYPTED);
    if (!isSame) throw this.#unsafe('It is not what the directory says.', name);
    return start;
  }

  /** Where the end of the directory is described. */
  #end(): number {
    const { length } = this.bytes;
    if (length === 0) throw this.#refuse('unreadable', 'The file is empty.');
    if (length > FILE_LIMIT) {
      const most = FILE_LIMIT / 1024 / 1024;
      throw this.#refuse('too-large', `The file is larger than ${most} MB, which is the limit.`);
    }
    const first = Math.max(0, length - END.size - LONGEST_COMMENT);
    for (let at = length - END.size; at >= first; at -= 1) {
      // The comment must end with the file, or a comment could hide another directory.
      const isEnd =
        this.#u32(at) === END.signature && at + END.size + this.#u16(at + 20) === length;
      if (isEnd) return at;
    }
    throw this.#refuse('unreadable', 'It is not a zip archive, or it is cut short.');
  }

  /** A name with its folders set apart by `/`: some programs of Windows write `\\` there. */
  #name(start: number, end: number): string {
    const bytes = this.bytes.subarray(start, end);
    const name =
      this.tools?.decode(bytes, 'utf-8') ??
      Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    return name.replaceAll('\\', '/');
  }

  #u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  #u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  #refuse(type: CodecError['type'], detail: string, name?: string): ZipRefused {
    const place = name === undefined ? this.path : `${this.path}, file ${name.slice(0, 200)}`;
    return new ZipRefused({ type, place, detail });
  }

  #malformed(detail: string, name?: string): ZipRefused {
    return this.#refuse('malformed', detail, name);
  }

  #unsafe(detail: string, name?: string): ZipRefused {
    return this.#refuse('unsafe', detail, name);
  }

  #tooDense(name: string): ZipRefused {
    const detail = `It would grow to more than ${this.limits.ratio} times its size.`;
    return this.#unsafe(detail, name);
  }

  #tooLarge(): ZipRefused {
    const most = Math.floor(this.limits.inflated / 1024 / 1024);
    return this.#unsafe(`Its files would have more than ${most} MB, which is the limit.`);
  }

  #lies(name: string): ZipRefused {
    return this.#unsafe('Its size is not the one that the archive names.', name);
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
