import type { SourceTools } from '../reader.ts';
import { checkSource, parseReceipt, type ReceiptCheck } from './check-source.ts';
import { BACKUPS, originalNames, ORIGINALS, RECEIPT_NAME } from './library-files.ts';

/** A library's folder, as far as it is read; paths are relative to it and parted by `/`. */
export interface LibraryFiles {
  /** Names in a folder, sorted; empty where there is none. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** `null` where there is none. */
  readonly read: (file: string) => Promise<Uint8Array | null>;
  /** What was zipped with gzip; `null` where it is damaged or too large. */
  readonly unzip: (bytes: Uint8Array) => Promise<Uint8Array | null>;
}

/** What an article's document says of it. */
export interface ArticleNamed {
  readonly title: string;
  /** SHA-256 of the receipts of its sources. */
  readonly receipts: ReadonlySet<string>;
}

/** What a backup of an article has of it. */
export interface ArticleBackedUp {
  readonly text: string;
  readonly named: ArticleNamed;
}

/** What was found of one source of an article. */
export interface VerifiedSource {
  /** SHA-256 of the article's text, or where that is gone the name of its folder. */
  readonly article: string;
  readonly title: string;
  /** Name of the file that it came from, for display; empty where the receipt cannot be read. */
  readonly file: string;
  readonly check: ReceiptCheck;
}

/** What a library or an export is checked for. */
export interface VerifiedLibrary {
  /** Articles that were looked at. */
  readonly articles: number;
  /** Those that came as plain text or were pasted: nothing is to be read again. */
  readonly withoutReceipt: number;
  readonly sources: readonly VerifiedSource[];
}

/**
 * Reads every original of a library again and says whether the texts still follow from them. Nothing is
 * written; one article is held at a time.
 *
 * @param named what the document of an article says; `null` where it cannot be read
 * @param onArticle is told before each how many are done; what it throws ends the work
 */
export async function verifyLibrary(
  files: LibraryFiles,
  named: (folder: string) => Promise<ArticleNamed | null>,
  tools: SourceTools,
  onArticle: (done: number, total: number) => void = () => undefined,
): Promise<VerifiedLibrary> {
  return verifyAll(await foldersIn('articles', files), onArticle, async (name) => {
    const folder = `articles/${name}`;
    const text = await files.read(`${folder}/article.txt`);
    const at = {
      sources: [folder, `${BACKUPS}/${name}`],
      originals: [ORIGINALS, BACKUP_ORIGINALS],
    };
    return verifyArticle({ name, text, named: await named(folder), ...at }, files, tools);
  });
}

/**
 * The same of the backups alone, each article as its fullest backup has it.
 *
 * @param files the folder of the backups
 * @param backedUp what the fullest backup of an article has; `null` where none can be read
 */
export async function verifyBackups(
  files: LibraryFiles,
  backedUp: (folder: string) => Promise<ArticleBackedUp | null>,
  tools: SourceTools,
  onArticle: (done: number, total: number) => void = () => undefined,
): Promise<VerifiedLibrary> {
  return verifyAll(await foldersIn('', files), onArticle, async (name) => {
    const backup = await backedUp(name);
    const text = backup && new TextEncoder().encode(backup.text);
    const at = { sources: [name], originals: [ORIGINALS] };
    return verifyArticle({ name, text, named: backup?.named ?? null, ...at }, files, tools);
  });
}

/** Where backups have originals, seen from the library. */
const BACKUP_ORIGINALS = `${BACKUPS}/${ORIGINALS}`;

async function foldersIn(parent: string, files: LibraryFiles): Promise<readonly string[]> {
  return (await files.list(parent)).filter((name) => /^[0-9a-f]{32}$/u.test(name));
}

async function verifyAll(
  folders: readonly string[],
  onArticle: (done: number, total: number) => void,
  verify: (name: string) => Promise<readonly VerifiedSource[]>,
): Promise<VerifiedLibrary> {
  const sources: VerifiedSource[] = [];
  let withoutReceipt = 0;
  for (const [index, name] of folders.entries()) {
    onArticle(index, folders.length);
    const found = await verify(name);
    if (found.length === 0) withoutReceipt += 1;
    sources.push(...found);
  }
  return { articles: folders.length, withoutReceipt, sources };
}

/** An article as it lies in a library or its backups. */
interface ArticleHere {
  /** Of its folder. */
  readonly name: string;
  readonly text: Uint8Array | null;
  readonly named: ArticleNamed | null;
  /** Folders that have its receipts, the first one first. */
  readonly sources: readonly string[];
  readonly originals: readonly string[];
}

async function verifyArticle(
  { name, text: bytes, named, sources, originals }: ArticleHere,
  files: LibraryFiles,
  tools: SourceTools,
): Promise<VerifiedSource[]> {
  const text = bytes ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : '';
  const article = bytes ? tools.sha256(bytes) : name;
  const { title = '', receipts = new Set<string>() } = named ?? {};
  const found: VerifiedSource[] = [];
  const seen = new Set<string>();
  for (const file of await receiptsIn(sources, files)) {
    const begins = RECEIPT_NAME.exec(file)?.[1] ?? '';
    const sum = [...receipts].find((each) => each.startsWith(begins)) ?? null;
    // What an undone import has left behind says nothing of the article.
    if (named && sum === null) continue;
    if (sum !== null) seen.add(sum);
    const places = sources.map((folder) => `${folder}/sources/${file}`);
    const receipt = await readWhole(places, files, (bytes) => tools.sha256(bytes) === sum);
    const parsed = receipt && parseReceipt(receipt);
    const original = parsed
      ? await readOriginal(parsed.original.sha256, originals, files, tools)
      : null;
    const isChanged = original === 'damaged';
    const check: ReceiptCheck = isChanged
      ? { type: 'original-changed' }
      : await checkSource({ text, receipt, sum, original }, tools);
    found.push({ article, title, file: parsed?.original.name ?? '', check });
  }
  for (const sum of receipts) {
    if (seen.has(sum)) continue;
    found.push({ article, title, file: '', check: { type: 'receipt-missing' } });
  }
  return found;
}

/** Names of the receipts that lie in any of these folders, sorted. */
async function receiptsIn(
  folders: readonly string[],
  files: LibraryFiles,
): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const folder of folders) {
    for (const name of await files.list(`${folder}/sources`)) names.add(name);
  }
  return [...names].filter((name) => RECEIPT_NAME.test(name)).sort();
}

/** The first of these files that is as it was, else the first that is there; `null` where none is. */
async function readWhole(
  places: readonly string[],
  files: LibraryFiles,
  isWhole: (bytes: Uint8Array) => boolean,
): Promise<Uint8Array | null> {
  let first: Uint8Array | null = null;
  for (const place of places) {
    const bytes = await files.read(place);
    if (bytes && isWhole(bytes)) return bytes;
    first ??= bytes;
  }
  return first;
}

/** From the first folder that has it whole. */
async function readOriginal(
  sum: string,
  folders: readonly string[],
  files: LibraryFiles,
  tools: SourceTools,
): Promise<Uint8Array | 'damaged' | null> {
  const { plain, zipped } = originalNames(sum);
  let found: 'damaged' | null = null;
  for (const folder of folders) {
    const bytes = await files.read(`${folder}/${plain}`);
    const packed = bytes ? null : await files.read(`${folder}/${zipped}`);
    const unpacked = bytes ?? (packed && (await files.unzip(packed)));
    if (unpacked && tools.sha256(unpacked) === sum) return unpacked;
    if (bytes ?? packed) found = 'damaged';
  }
  return found;
}

/** Whether it is not shown that a text follows; that this version reads such a file in another way is no fault of it. */
export function isWrong({ type }: ReceiptCheck): boolean {
  return type !== 'follows' && type !== 'other-reader';
}
