import { isRecord } from '../../exchange/content/read-file.ts';
import type { SourceTools } from '../reader.ts';
import { checkSource, parseReceipt, type ReceiptCheck } from './check-source.ts';
import { originalNames, ORIGINALS, RECEIPT_NAME } from './library-files.ts';

/** A library's folder, as far as it is read; paths are relative to it and parted by `/`. */
export interface LibraryFiles {
  /** Names in a folder, sorted; empty where there is none. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** `null` where there is none. */
  readonly read: (file: string) => Promise<Uint8Array | null>;
  /** What was zipped with gzip; `null` where it is damaged or too large. */
  readonly unzip: (bytes: Uint8Array) => Promise<Uint8Array | null>;
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
 * @param onArticle is told before each how many are done; what it throws ends the work
 */
export async function verifyLibrary(
  files: LibraryFiles,
  tools: SourceTools,
  onArticle: (done: number, total: number) => void = () => undefined,
): Promise<VerifiedLibrary> {
  const folders = (await files.list('articles')).filter((name) => /^[0-9a-f]{32}$/u.test(name));
  const sources: VerifiedSource[] = [];
  let withoutReceipt = 0;
  for (const [index, folder] of folders.entries()) {
    onArticle(index, folders.length);
    const found = await verifyArticle(`articles/${folder}`, files, tools);
    if (found.length === 0) withoutReceipt += 1;
    sources.push(...found);
  }
  return { articles: folders.length, withoutReceipt, sources };
}

async function verifyArticle(
  folder: string,
  files: LibraryFiles,
  tools: SourceTools,
): Promise<VerifiedSource[]> {
  const bytes = await files.read(`${folder}/article.txt`);
  const text = bytes ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : '';
  const article = bytes ? tools.sha256(bytes) : (folder.split('/').at(-1) ?? '');
  const { title, named } = await readDocument(folder, files);
  const found: VerifiedSource[] = [];
  const seen = new Set<string>();
  for (const name of await files.list(`${folder}/sources`)) {
    const begins = RECEIPT_NAME.exec(name)?.[1];
    if (begins === undefined) continue;
    const sum = [...named].find((each) => each.startsWith(begins)) ?? null;
    // What an undone import has left behind says nothing of the article.
    if (named.size > 0 && sum === null) continue;
    if (sum !== null) seen.add(sum);
    const receipt = await files.read(`${folder}/sources/${name}`);
    const parsed = receipt && parseReceipt(receipt);
    const original = parsed ? await readOriginal(parsed.original.sha256, files) : null;
    const isChanged = original === 'damaged';
    const check: ReceiptCheck = isChanged
      ? { type: 'original-changed' }
      : await checkSource({ text, receipt, sum, original }, tools);
    found.push({ article, title, file: parsed?.original.name ?? '', check });
  }
  for (const sum of named) {
    if (seen.has(sum)) continue;
    found.push({ article, title, file: '', check: { type: 'receipt-missing' } });
  }
  return found;
}

/** Title and receipts that the article's document names, as far as it can be read from its last snapshot. */
async function readDocument(
  folder: string,
  files: LibraryFiles,
): Promise<{ readonly title: string; readonly named: ReadonlySet<string> }> {
  const bytes = await files.read(`${folder}/doc.json`);
  const nothing = { title: '', named: new Set<string>() };
  if (!bytes) return nothing;
  try {
    const stored: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const content = at(stored, 'doc', 'content');
    const title = at(content, 'details', 'title');
    const sources = at(content, 'sources');
    const named = (Array.isArray(sources) ? sources : []).map((source) => at(source, 'receipt'));
    return {
      title: typeof title === 'string' ? title : '',
      named: new Set(named.filter((each) => typeof each === 'string')),
    };
  } catch {
    return nothing;
  }
}

function at(value: unknown, ...names: readonly string[]): unknown {
  let inner = value;
  for (const name of names) inner = isRecord(inner) ? inner[name] : undefined;
  return inner;
}

async function readOriginal(
  sum: string,
  files: LibraryFiles,
): Promise<Uint8Array | 'damaged' | null> {
  const { plain, zipped } = originalNames(sum);
  const bytes = await files.read(`${ORIGINALS}/${plain}`);
  if (bytes) return bytes;
  const packed = await files.read(`${ORIGINALS}/${zipped}`);
  return packed && ((await files.unzip(packed)) ?? 'damaged');
}

/** Whether it is not shown that a text follows; that this version reads such a file in another way is no fault of it. */
export function isWrong({ type }: ReceiptCheck): boolean {
  return type !== 'follows' && type !== 'other-reader';
}
