import type { ArticleChanges, ShownReceipt } from '#core/contract/articles.ts';
import type {
  DescribedReceipts,
  FoundReceipt,
} from '#core/contract/for-window/receipts-for-window.ts';
import type { StoreError } from '#core/contract/store.ts';
import { isTouched, type ChangedPart } from '#core/compare/diff/text-changes.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { ok, type Result } from '#core/result.ts';
import { countWords } from '#core/sources/count-blocks.ts';
import type { ReceiptCheck } from '#core/sources/verify/check-source.ts';

import type { Library, StoredOpenedArticle } from '../store/library/library.ts';
import type { Parse } from './parse.ts';

/** What is asked of the versions of an article and of its sources. */
export interface ArticleSources {
  /** How two versions of an article differ, the one that was added first being the earlier one. */
  readonly changed: (
    articleId: string,
    other: string,
  ) => Promise<Result<ArticleChanges, StoreError>>;
  /** What the window shows of receipts that are too large to be read here. */
  readonly describe: (found: readonly FoundReceipt[], text: string) => Promise<DescribedReceipts>;
  /** What the window lists of one that is too large to be read here; `null` where nobody can read it. */
  readonly show: (receipt: Uint8Array) => Promise<ShownReceipt | null>;
  /** Reads the originals of an article again. */
  readonly checkReceipts: (
    articleId: string,
  ) => Promise<
    Result<readonly { readonly receipt: string; readonly check: ReceiptCheck }[], StoreError>
  >;
}

export interface ArticleSourcesNeeds {
  readonly library: Pick<Library, 'document' | 'readArticle' | 'readReceipts' | 'readOriginal'>;
  /** Reads and compares in a process of its own. */
  readonly parse: Parse;
}

/** Makes the service. */
export function createArticleSources({ library, parse }: ArticleSourcesNeeds): ArticleSources {
  return {
    async changed(articleId, other) {
      const [one, two] = [await library.readArticle(articleId), await library.readArticle(other)];
      if (!one.ok) return one;
      if (!two.ok) return two;
      const isFirst = one.value.document.added <= two.value.document.added;
      const [earlier, later] = isFirst ? [one.value, two.value] : [two.value, one.value];
      const texts = { before: earlier.text, after: later.text };
      const parts = await parse({ type: 'changed-parts', ...texts });
      const { self } = library.document;
      return ok({
        before: earlier.document.id,
        after: later.document.id,
        texts,
        parts: toJsonText(parts),
        words: countWordsIn(parts, texts),
        touchedBefore: touched(earlier, parts, 'before', self),
        touchedAfter: touched(later, parts, 'after', self),
      });
    },
    describe: (found, text) => parse({ type: 'describe-receipts', found, text }),
    show: (bytes) => parse({ type: 'show-receipt', bytes }),
    async checkReceipts(articleId) {
      const [article, receipts] = [
        await library.readArticle(articleId),
        await library.readReceipts(articleId),
      ];
      if (!article.ok) return article;
      if (!receipts.ok) return receipts;
      const { document, text } = article.value;
      const checks: { receipt: string; check: ReceiptCheck }[] = [];
      for (const found of receipts.value) {
        const { receipt: sum } = found;
        const source = document.sources.find(({ receipt }) => receipt === sum);
        const original = source ? await library.readOriginal(source.bytesSha256) : null;
        const check: ReceiptCheck =
          found.type === 'read'
            ? original?.type === 'damaged'
              ? { type: 'original-changed' }
              : await parse({
                  ...{ type: 'check-source', text, receipt: found.bytes, sum },
                  original: original?.type === 'read' ? original.bytes : null,
                })
            : { type: found.type === 'missing' ? 'receipt-missing' : 'receipt-damaged' };
        checks.push({ receipt: sum, check });
      }
      return ok(checks);
    },
  };
}

function touched(
  { document }: StoredOpenedArticle,
  parts: readonly ChangedPart[],
  side: 'before' | 'after',
  self: string,
): string[] {
  return [...document.annotations]
    .filter(({ creator, fragments }) => creator === self && isTouched(parts, side, fragments))
    .map(({ id }) => id);
}

function countWordsIn(
  parts: readonly ChangedPart[],
  { before, after }: ArticleChanges['texts'],
): ArticleChanges['words'] {
  const counts = { equal: 0, inserted: 0, deleted: 0 };
  for (const { kind, before: a, after: b } of parts) {
    counts[kind] += countWords(
      kind === 'inserted' ? after.slice(b.start, b.end) : before.slice(a.start, a.end),
    );
  }
  return counts;
}
