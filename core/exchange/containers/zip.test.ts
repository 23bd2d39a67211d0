import { deflateRawSync } from 'node:zlib';

import fc from 'fast-check';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { TOOLS } from '../testing/contents.ts';
import { openZip, writeZip, ZIP_LIMITS, type ZipLimits } from './zip.ts';

const open = (bytes: Uint8Array, limits?: ZipLimits) =>
  openZip({ path: 'a.zip', bytes }, TOOLS, limits);

/** One entry as an archive describes it; what is left out is what it should be. */
interface Entry {
  readonly name: string;
  /** As it is packed in the archive. */
  readonly data: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly crc?: number;
  readonly attributes?: number;
  /** In the entry's own header. */
  readonly localName?: string;
  /** Lies here instead of after the one before. */
  readonly offset?: number;
}

/** An archive put together by hand, so that it may lie. */
function forge(
  entries: readonly Entry[],
  end: { count?: number; comment?: string } = {},
): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let length = 0;
  const add = (list: Uint8Array[], part: Uint8Array): void => {
    list.push(part);
    if (list === parts) length += part.length;
  };
  const header = (
    signature: number,
    ...fields: (readonly [bytes: 2 | 4, value: number])[]
  ): Uint8Array => {
    const size = fields.reduce((sum, [bytes]) => sum + bytes, 4);
    const view = new DataView(new ArrayBuffer(size));
    view.setUint32(0, signature, true);
    let at = 4;
    for (const [bytes, value] of fields) {
      if (bytes === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += bytes;
    }
    return new Uint8Array(view.buffer);
  };
  for (const entry of entries) {
    const { name, data, method = 0, flags = 0, size = data.length, crc = 0 } = entry;
    const localName = strToU8(entry.localName ?? name);
    const offset = entry.offset ?? length;
    const common = (nameLength: number) =>
      [
        [2, flags],
        [2, method],
        [4, 0x210000],
        [4, crc],
        [4, data.length],
        [4, size],
        [2, nameLength],
        [2, 0],
      ] as const;
    if (entry.offset === undefined) {
      add(parts, header(0x04034b50, [2, 20], ...common(localName.length)));
      add(parts, localName);
      add(parts, data);
    }
    const nameBytes = strToU8(name);
    add(
      directory,
      header(
        0x02014b50,
        [2, 0x0314],
        [2, 20],
        ...common(nameBytes.length),
        [2, 0],
        [2, 0],
        [2, 0],
        [4, entry.attributes ?? 0],
        [4, offset],
      ),
    );
    add(directory, nameBytes);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = end.count ?? entries.length;
  const comment = strToU8(end.comment ?? '');
  const tail = header(
    0x06054b50,
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, length],
    [2, comment.length],
  );
  return Uint8Array.from([...parts, ...directory, tail, comment].flatMap((part) => [...part]));
}

const plain = strToU8('hello');
const HELLO_CRC = 0x3610a686;

describe('A zip archive that is written', () => {
  it('is the same for the same files, and gives them back', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/u);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 5000 })), {
          minLength: 1,
          maxLength: 5,
          selector: ([path]) => path,
        }),
        (list) => {
          const files = list
            .map(([path, bytes]) => ({ path: `sources/${path}.txt`, bytes }))
            .filter(({ bytes }) => bytes[0] !== 0x50);
          const archive = writeZip(files);
          expect(writeZip(files)).toEqual(archive);
          const opened = open(archive);
          if (!opened.ok) throw new Error(opened.error.detail);
          expect(opened.value.names).toEqual(files.map(({ path }) => path));
          for (const { path, bytes } of files) {
            expect(opened.value.read(path.toUpperCase())).toEqual({ ok: true, value: bytes });
          }
          expect(opened.value.read('other')).toBeNull();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never holds what reading would take for a bomb', () => {
    const bytes = new Uint8Array(1_000_000).fill(0x61);
    const files = [
      { path: 'a.txt', bytes },
      { path: 'b.txt', bytes: plain },
    ];
    const archive = writeZip(files);
    // The runner would compare a million bytes one by one, which takes it a quarter of a minute.
    expect(Buffer.compare(writeZip(files), archive)).toBe(0);
    const opened = open(archive);
    const read = opened.ok ? opened.value.read('a.txt') : undefined;
    expect(read?.ok && Buffer.compare(read.value, bytes)).toBe(0);
  });

  it('has a time that depends on nothing', () => {
    const archive = writeZip([{ path: 'a', bytes: plain }]);
    // 1 January 1980, 0:00, as the format counts.
    expect([...archive.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });
});

describe('A zip archive that is read', () => {
  it('may have folders, a comment and entries that are stored', () => {
    const archive = forge(
      [
        { name: 'sources/', data: new Uint8Array() },
        { name: 'sources/a.txt', data: plain, crc: HELLO_CRC },
        { name: 'b.txt', data: deflateRawSync(plain), method: 8, size: 5, crc: HELLO_CRC },
      ],
      { comment: 'made by hand' },
    );
    const opened = open(archive);
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(opened.value.names).toEqual(['sources/a.txt', 'b.txt']);
    for (const name of opened.value.names) {
      const content = opened.value.read(name);
      expect(content?.ok && strFromU8(content.value)).toBe('hello');
    }
  });

  it('may have backslashes between folders and names', () => {
    const opened = open(
      forge([
        { name: 'sources\\', data: new Uint8Array() },
        { name: 'sources\\de\\a.txt', data: plain, crc: HELLO_CRC },
      ]),
    );
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(opened.value.names).toEqual(['sources/de/a.txt']);
    expect(opened.value.read('Sources/de/a.txt')).toMatchObject({ ok: true });
  });

  const bomb = deflateRawSync(new Uint8Array(64 * 1024 * 1024));
  const inner = writeZip([{ path: 'a', bytes: plain }]);

  it.each<readonly [string, Uint8Array, string, RegExp]>([
    ['nothing', new Uint8Array(), 'unreadable', /empty/u],
    [
      'no archive',
      strToU8('PK\u0003\u0004 and then something else entirely'),
      'unreadable',
      /not a zip/u,
    ],
    ['cut', inner.subarray(0, -1), 'unreadable', /cut short/u],
    ['one with something before it', Uint8Array.from([1, ...inner]), 'malformed', /directory/u],
    [
      'a name with .. (bad input 91)',
      forge([{ name: 'a/../../b', data: plain }]),
      'unsafe',
      /folder/u,
    ],
    [
      'an absolute name (bad input 91)',
      forge([{ name: '/etc/passwd', data: plain }]),
      'unsafe',
      /folder/u,
    ],
    ['a name with a drive', forge([{ name: 'C:/a', data: plain }]), 'unsafe', /folder/u],
    [
      'a name with .. and backslashes (bad input 91)',
      forge([{ name: '..\\a', data: plain }]),
      'unsafe',
      /out of/u,
    ],
    ['a backslash at the root', forge([{ name: '\\a', data: plain }]), 'unsafe', /out of/u],
    ['a name of a share', forge([{ name: '\\\\host\\a', data: plain }]), 'unsafe', /out of/u],
    ['a drive with a backslash', forge([{ name: 'C:\\a', data: plain }]), 'unsafe', /out of/u],
    [
      'a name twice, once with a backslash',
      forge([
        { name: 'a/b', data: plain },
        { name: 'a\\b', data: plain },
      ]),
      'unsafe',
      /twice/u,
    ],
    ['a name with a null byte', forge([{ name: 'a\0b', data: plain }]), 'unsafe', /folder/u],
    ['no name', forge([{ name: '', data: plain }]), 'unsafe', /folder/u],
    [
      'a name twice (bad input 91)',
      forge([
        { name: 'a', data: plain },
        { name: 'A', data: plain },
      ]),
      'unsafe',
      /twice/u,
    ],
    [
      'a link (bad input 91)',
      forge([{ name: 'a', data: plain, attributes: 0xa1ff0000 }]),
      'unsafe',
      /link/u,
    ],
    [
      'something encrypted (bad input 92)',
      forge([{ name: 'a', data: plain, flags: 1 }]),
      'unreadable',
      /encrypted/u,
    ],
    ['another method', forge([{ name: 'a', data: plain, method: 14 }]), 'unreadable', /packed/u],
    ['an archive by its name', forge([{ name: 'a.ZIP', data: plain }]), 'unsafe', /archive/u],
    [
      'sizes of 64 bits (bad input 92)',
      forge([{ name: 'a', data: plain, method: 8, size: 0xffffffff }]),
      'unsafe',
      /64-bit/u,
    ],
    [
      'a count of 64 bits',
      forge([{ name: 'a', data: plain }], { count: 0xffff }),
      'unsafe',
      /64-bit/u,
    ],
    ['a wrong count', forge([{ name: 'a', data: plain }], { count: 2 }), 'malformed', /damaged/u],
    [
      'a count that hides entries',
      forge([{ name: 'a', data: plain }], { count: 0 }),
      'malformed',
      /more in it/u,
    ],
    [
      'too many entries (bad input 92)',
      forge(Array.from({ length: 20_001 }, (_, n) => ({ name: `${n}`, data: new Uint8Array() }))),
      'too-large',
      /20,000/u,
    ],
    [
      'a bomb that says so (bad input 90)',
      forge([{ name: 'a', data: bomb, method: 8, size: 64 * 1024 * 1024 }]),
      'unsafe',
      /200 times/u,
    ],
    [
      'many that are too much together',
      forge(
        Array.from({ length: 5 }, (_, n) => ({
          name: `${n}`,
          data: new Uint8Array(300_000),
          method: 8,
          size: 50 * 1024 * 1024,
        })),
      ),
      'unsafe',
      /200 MB/u,
    ],
    [
      'files that share their bytes',
      forge([
        { name: 'a', data: plain },
        { name: 'a2', localName: 'a', data: plain, offset: 0 },
      ]),
      'unsafe',
      /share/u,
    ],
    [
      'a file inside another',
      forge([
        { name: 'a', data: forge([{ name: 'b', data: plain }]).subarray(0, 36) },
        { name: 'b', data: plain, offset: 31 },
      ]),
      'unsafe',
      /share/u,
    ],
    [
      'another name in its own header',
      forge([{ name: 'a', localName: 'b', data: plain }]),
      'unsafe',
      /not what/u,
    ],
    [
      'a place beyond the end',
      forge([{ name: 'a', data: plain, offset: 5000 }]),
      'malformed',
      /not where/u,
    ],
  ])('is refused: %s', (_, archive, type, detail) => {
    const opened = open(archive);
    expect(opened).toMatchObject({ ok: false, error: { type } });
    if (!opened.ok) {
      expect(opened.error.place).toMatch(/^a\.zip/u);
      expect(opened.error.detail).toMatch(detail);
      expect(opened.error.detail).toMatch(/^[A-Z].*\.$/u);
    }
  });

  it.each<readonly [string, Entry, string, RegExp]>([
    [
      'a bomb that says it is small (bad input 90)',
      { name: 'a', data: bomb, method: 8, size: 1000 },
      'unsafe',
      /size/u,
    ],
    [
      'a bomb that says it is empty',
      { name: 'a', data: bomb, method: 8, size: 0 },
      'unsafe',
      /size/u,
    ],
    [
      'less than it says',
      { name: 'a', data: deflateRawSync(plain), method: 8, size: 6 },
      'unsafe',
      /size/u,
    ],
    [
      'damaged bytes',
      { name: 'a', data: strToU8('\u0007\u0007\u0007'), method: 8, size: 5 },
      'malformed',
      /damaged/u,
    ],
    [
      'compressed bytes that are cut',
      { name: 'a', data: deflateRawSync(plain).subarray(0, -2), method: 8, size: 5 },
      'malformed',
      /damaged/u,
    ],
    ['another checksum', { name: 'a', data: plain, crc: 1 }, 'malformed', /damaged/u],
    [
      'an archive by its content (bad input 92)',
      { name: 'a', data: inner, crc: crcOf(inner) },
      'unsafe',
      /archive in|in the archive/u,
    ],
  ])('gives no content of %s', (_, entry, type, detail) => {
    const opened = open(forge([entry]));
    if (!opened.ok) throw new Error(opened.error.detail);
    const content = opened.value.read('a');
    expect(content).toMatchObject({ ok: false, error: { type } });
    if (content && !content.ok) expect(content.error.detail).toMatch(detail);
  });

  it('counts what comes out of all entries together', () => {
    const bytes = new Uint8Array(600);
    const archive = forge(['a', 'b'].map((name) => ({ name, data: bytes, crc: crcOf(bytes) })));
    const opened = open(archive, { ...ZIP_LIMITS, inflated: 1200 });
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(opened.value.read('a')).toMatchObject({ ok: true });
    expect(opened.value.read('b')).toMatchObject({ ok: true });
    expect(opened.value.read('b')).toMatchObject({ ok: false, error: { type: 'unsafe' } });
    expect(open(archive, { ...ZIP_LIMITS, inflated: 1199 })).toMatchObject({ ok: false });
  });
});

/** The checksum that a library writes for these bytes. */
function crcOf(bytes: Uint8Array): number {
  return new DataView(zipSync({ a: bytes }).buffer).getUint32(14, true);
}
