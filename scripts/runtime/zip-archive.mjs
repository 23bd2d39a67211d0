// Reads a zip archive from disk without loading it whole: the runtime's archive is 200 MB.
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, symlink } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22; // bytes, without the comment
const LONGEST_COMMENT = 0xffff; // bytes
const FILE_TYPE_MASK = 0o170000;
const SYMLINK_TYPE = 0o120000;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const MADE_ON_UNIX = 3;

/**
 * One entry of the archive's directory. Sizes and `localOffset` are in bytes.
 * @typedef {{ name: string, mode: number, method: number, crc: number, compressedSize: number,
 *   size: number, localOffset: number, isFolder: boolean, isSymlink: boolean }} ZipEntry
 */

/**
 * The directory of an archive. Refuses archives over 4 GB, split archives and encrypted entries.
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
export async function readZipDirectory(file) {
  const { size } = await file.stat();
  const tail = await readBytes(
    file,
    Math.max(0, size - END_SIZE - LONGEST_COMMENT),
    Math.min(size, END_SIZE + LONGEST_COMMENT),
  );
  let end = tail.length - END_SIZE;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1;
  if (end < 0) throw new Error('The archive has no directory: it is cut short or not a zip file.');
  const count = tail.readUInt16LE(end + 10);
  const directorySize = tail.readUInt32LE(end + 12);
  const directoryOffset = tail.readUInt32LE(end + 16);
  if (directoryOffset === 0xffffffff || count === 0xffff) {
    throw new Error('The archive uses the 64-bit zip format, which is not read here.');
  }
  const directory = await readBytes(file, directoryOffset, directorySize);
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw new Error('The directory of the archive is damaged.');
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    if ((directory.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) {
      throw new Error(`The archive's entry ${JSON.stringify(name)} is encrypted.`);
    }
    const madeOnUnix = directory.readUInt16LE(at + 4) >> 8 === MADE_ON_UNIX;
    const unixMode = madeOnUnix ? directory.readUInt32LE(at + 38) >>> 16 : 0;
    entries.push({
      name,
      mode: unixMode & 0o777,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      localOffset: directory.readUInt32LE(at + 42),
      isFolder: name.endsWith('/'),
      isSymlink: (unixMode & FILE_TYPE_MASK) === SYMLINK_TYPE,
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The path an entry is written to, or an error when its name would leave the folder.
 * @param {string} folder absolute
 * @param {string} name with forward slashes, as in the archive
 */
export function pathInside(folder, name) {
  const target = path.resolve(folder, name);
  const isInside = target === folder || target.startsWith(folder + path.sep);
  if (!isInside || /[\\\0]/.test(name) || path.posix.isAbsolute(name) || /^[a-z]:/i.test(name)) {
    throw new Error(
      `The archive's entry ${JSON.stringify(name)} would be written outside its folder.`,
    );
  }
  return target;
}

/**
 * Unpacks an archive into an existing folder, keeping modes and symbolic links.
 * Links are made after every file, so no entry can be written through one of them.
 * @param {string} archive
 * @param {string} folder absolute
 * @param {(name: string) => string | null} placeEntry the entry's new name, or null to leave it out
 */
export async function unpackZip(archive, folder, placeEntry) {
  const file = await open(archive, 'r');
  try {
    const links = [];
    for (const entry of await readZipDirectory(file)) {
      const name = placeEntry(entry.name);
      if (name === null) continue;
      const target = pathInside(folder, name);
      if (entry.isFolder) {
        await mkdir(target, { recursive: true });
      } else if (entry.isSymlink) {
        links.push({ entry, target });
      } else {
        await mkdir(path.dirname(target), { recursive: true });
        await writeEntry(file, entry, target);
      }
    }
    for (const { entry, target } of links) {
      const text = await readLink(file, entry);
      if (path.isAbsolute(text)) {
        throw new Error(`The link ${JSON.stringify(entry.name)} would leave its folder.`);
      }
      pathInside(folder, path.relative(folder, path.resolve(path.dirname(target), text)));
      await mkdir(path.dirname(target), { recursive: true });
      await symlink(text, target);
    }
  } finally {
    await file.close();
  }
}

async function writeEntry(file, entry, target) {
  const content = await openEntry(file, entry);
  // 'wx' refuses an existing path: an archive with the same name twice is not to be trusted.
  const output = await open(target, 'wx');
  await pipeline([...content, output.createWriteStream()]);
  if (entry.mode !== 0) await chmod(target, entry.mode);
}

async function readLink(file, entry) {
  const chunks = [];
  await pipeline([
    ...(await openEntry(file, entry)),
    async (source) => {
      for await (const chunk of source) chunks.push(chunk);
    },
  ]);
  return Buffer.concat(chunks).toString('utf8');
}

/** The streams that give an entry's content, its size and checksum verified at the end. */
async function openEntry(file, entry) {
  const header = await readBytes(file, entry.localOffset, 30);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw new Error(`The archive's entry ${JSON.stringify(entry.name)} is damaged.`);
  }
  const start = entry.localOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const source =
    entry.compressedSize === 0
      ? async function* () {}
      : createReadStream('', {
          fd: file.fd,
          start,
          end: start + entry.compressedSize - 1, // inclusive
          autoClose: false,
          highWaterMark: 1 << 20,
        });
  if (entry.method === STORED) return [source, verifyContent(entry)];
  if (entry.method === DEFLATED) return [source, zlib.createInflateRaw(), verifyContent(entry)];
  throw new Error(
    `The archive's entry ${JSON.stringify(entry.name)} uses compression method ${entry.method}, which is not read here.`,
  );
}

function verifyContent(entry) {
  let size = 0;
  let crc = 0;
  const damaged = () => new Error(`The archive's entry ${JSON.stringify(entry.name)} is damaged.`);
  return new Transform({
    transform(chunk, _encoding, done) {
      size += chunk.length;
      crc = zlib.crc32(chunk, crc);
      // Stops a decompression bomb at the size the directory promised.
      if (size > entry.size) done(damaged());
      else done(null, chunk);
    },
    flush(done) {
      done(size === entry.size && crc === entry.crc ? null : damaged());
    },
  });
}

async function readBytes(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('The archive is cut short.');
  return buffer;
}
