// Whether texts still follow from the originals that they were read out of. How a file is read stands in
// the rooms of readers; where a library keeps its files, in library-files.
import { ArticleId } from '../../article/article.ts';

/** Folder of a library that has the files which articles came out of, each under its SHA-256. */
export const ORIGINALS = 'originals';

/**
 * Folder of a library that has its daily backups, one folder for each article, with the receipts of its sources
 * as the article's own folder has them; in `ORIGINALS` in it are the originals.
 */
export const BACKUPS = 'backups';

/** Ends the name of the folder beside an exported file that has the originals of its receipts, each under its SHA-256. */
export const BESIDE_ENDING = '-originals';

/** Bytes from which on an original is kept zipped (gzip). */
export const ZIPPED_FROM = 1024 * 1024;

/**
 * Where a receipt lies in the folder of its article, parted by `/`. The name has the beginnings of the sums of
 * the receipt and of the original.
 */
export function receiptFile(receipt: string, original: string): string {
  const [own, its] = [ArticleId.parse(receipt), ArticleId.parse(original)];
  return `sources/${own.slice(0, 32)}-${its.slice(0, 32)}.json`;
}

/** The name of a receipt's file: the beginnings of both sums. */
export const RECEIPT_NAME = /^([0-9a-f]{32})-([0-9a-f]{32})\.json$/u;

/** What an original may be called in `ORIGINALS`. Without an ending, so that nothing opens it by a slip. */
export function originalNames(sha256: string): { readonly plain: string; readonly zipped: string } {
  const plain = ArticleId.parse(sha256);
  return { plain, zipped: `${plain}.gz` };
}
