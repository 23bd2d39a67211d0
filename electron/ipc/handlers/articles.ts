import type { ARTICLE_QUESTIONS, LocateError } from '#core/contract/articles.ts';
import { describeOpened } from '#core/contract/for-window.ts';
import type { JsonText } from '#core/guards/transfer.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Receipt } from '#core/sources/receipt.ts';

import type { ArticleSources } from '../../import/article-changes.ts';
import { findTagsOf, PERSON_SIGN } from '../../people/people-service.ts';
import type { Desktop } from '../../shell/dialogs.ts';
import type { Library } from '../../store/library/library.ts';
import type { HandlersOf } from './handler.ts';

export interface ArticleServices {
  readonly library: Library;
  readonly desktop: Desktop;
  readonly articleSources: ArticleSources;
  /** The text of an article from a file, if it has it. */
  readonly locateText: (articleId: string, path: string) => Promise<Result<string, LocateError>>;
}

/** Opens, searches and recovers articles. */
export function articleHandlers({
  library,
  desktop,
  articleSources,
  locateText,
}: ArticleServices): HandlersOf<typeof ARTICLE_QUESTIONS> {
  return {
    'articles:open': async ({ articleId }) => {
      const opened = await library.openArticle(articleId);
      return opened.ok ? ok(describeOpened(opened.value)) : opened;
    },
    'articles:search': async (query) => {
      const typed = query.query.startsWith(PERSON_SIGN) ? query.query.slice(1) : null;
      const hits = typed === null ? null : await findTagsOf(library, typed);
      return ok(hits ?? (await library.search.find(query)));
    },
    'articles:locate-text': async ({ articleId }) => {
      const path = await desktop.chooseTextFile();
      if (path === null) return err({ type: 'cancelled' });
      const text = await locateText(articleId, path);
      if (!text.ok) return text;
      const supplied = await library.recovery.supplyText(articleId, text.value);
      if (!supplied.ok) return supplied;
      const opened = await library.openArticle(articleId);
      return opened.ok ? ok(describeOpened(opened.value)) : opened;
    },
    'articles:count-open': async ({ articleIds }) => ok(await library.countOpen(articleIds)),
    'articles:receipt': async ({ articleId, receipt }) => {
      const found = await library.readReceipts(articleId);
      if (!found.ok) return found;
      const wanted = found.value.find((each) => each.receipt === receipt);
      if (wanted?.type !== 'read') {
        return err({ type: 'no-receipt', reason: wanted?.type ?? 'missing' });
      }
      // It is stored as JSON, and goes on as it is.
      return ok(Buffer.from(wanted.bytes).toString('utf8') as unknown as JsonText<Receipt>);
    },
    'articles:check-receipts': ({ articleId }) => articleSources.checkReceipts(articleId),
    'articles:changed': ({ articleId, other }) => articleSources.changed(articleId, other),
    'recovery:describe': ({ articleId }) => library.recovery.describe(articleId),
    'recovery:recover': async ({ articleId, choice }) => {
      const recovered = await library.recovery.recover(articleId, choice);
      return recovered.ok ? ok(describeOpened(recovered.value)) : recovered;
    },
  };
}
