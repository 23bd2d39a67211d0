import { ArticleId } from '../../article/article.ts';
import { FORMAT_NAME } from '../../exchange/content/content.ts';
import { isRecord, readJson } from '../../exchange/content/read-file.ts';
import type { SourceTools } from '../reader.ts';
import { checkSource, parseReceipt } from './check-source.ts';
import type { VerifiedLibrary, VerifiedSource } from './verify-library.ts';

/**
 * Reads the originals of an export of this program again and says whether its texts still follow from
 * them. Each article is looked at for itself, so that a fault in one does not hide what is wrong with others.
 *
 * @param readOriginal the bytes under a SHA-256; `null` where they are missing
 * @returns `null` where it is no file of this program
 */
export async function verifyExport(
  bytes: Uint8Array,
  readOriginal: (sum: string) => Promise<Uint8Array | null>,
  tools: SourceTools,
): Promise<VerifiedLibrary | null> {
  const read = readJson({ path: '', bytes }, tools);
  const file = read.ok && isRecord(read.value) ? read.value : {};
  if (file['format'] !== FORMAT_NAME) return null;
  const sources: VerifiedSource[] = [];
  const articles = listOf(file['articles']).filter(isRecord);
  let withoutReceipt = 0;
  for (const article of articles) {
    const receipts = receiptsOf(article, tools);
    if (receipts.length === 0) withoutReceipt += 1;
    for (const { sum, receipt } of receipts) {
      const { sha256, title, text } = article;
      const parsed = receipt && parseReceipt(receipt);
      const check = await checkSource(
        {
          ...{ text: textOf(text), receipt, sum },
          original: parsed ? await readOriginal(parsed.original.sha256) : null,
        },
        tools,
      );
      const name = parsed?.original.name ?? '';
      sources.push({ article: textOf(sha256), title: textOf(title), file: name, check });
    }
  }
  return { articles: articles.length, withoutReceipt, sources };
}

/** Receipts that an article's sources name or that stand beside them; one that is only named is `null`. */
function receiptsOf(
  article: Readonly<Record<string, unknown>>,
  tools: SourceTools,
): { readonly sum: string; readonly receipt: Uint8Array | null }[] {
  const found = new Map<string, Uint8Array | null>();
  for (const source of listOf(article['sources'])) {
    const sum = ArticleId.safeParse(isRecord(source) ? source['receipt'] : null);
    if (sum.success) found.set(sum.data, null);
  }
  for (const each of listOf(article['receipts'])) {
    if (!isRecord(each)) continue;
    found.set(textOf(each['sha256']), tools.encode(JSON.stringify(each['receipt'] ?? null)));
  }
  return [...found].map(([sum, receipt]) => ({ sum, receipt }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
