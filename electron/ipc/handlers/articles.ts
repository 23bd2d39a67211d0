import type { ARTICLE_QUESTIONS, OpenedArticle } from '#core/contract/articles.ts';
import { describeOpened } from '#core/contract/for-window/for-window.ts';
import {
  areLarge,
  describeReceipts,
  showReceipt,
} from '#core/contract/for-window/receipts-for-window.ts';
import { err, ok } from '#core/result.ts';

import { findTagsOf, PERSON_SIGN } from '../../people/people-service.ts';
import type { Desktop } from '../../shell/dialogs.ts';
import type { HeldArticle } from '../../store/library/articles/read-articles.ts';
import type { Library } from '../../store/library/library.ts';
import type { Exchange } from './exchange.ts';
import type { HandlersOf } from './handler.ts';

export interface ArticleServices {
  readonly library: Library;
  readonly desktop: Desktop;
  readonly exchange: Exchange;
}

/** Opens, searches and recovers articles. */
export function articleHandlers({
  library,
  desktop,
  exchange,
}: ArticleServices): HandlersOf<typeof ARTICLE_QUESTIONS> {
  const describe = async (opened: HeldArticle): Promise<OpenedArticle> => {
    const { receipts, text } = opened;
    const described = areLarge(receipts)
      ? await (await exchange()).articleSources.describe(receipts, text)
      : describeReceipts(receipts, text);
    return describeOpened(opened, described);
  };
  return {
    'articles:open': async ({ articleId }) => {
      const opened = await library.openArticle(articleId);
      return opened.ok ? ok(await describe(opened.value)) : opened;
    },
    'articles:search': async (query) => {
      const typed = query.query.startsWith(PERSON_SIGN) ? query.query.slice(1) : null;
      const hits = typed === null ? null : await findTagsOf(library, typed);
      return ok(hits ?? (await library.search.find(query)));
    },
    'articles:locate-text': async ({ articleId }) => {
      const path = await desktop.chooseTextFile();
      if (path === null) return err({ type: 'cancelled' });
      const text = await (await exchange()).locateText(articleId, path);
      if (!text.ok) return text;
      const supplied = await library.recovery.supplyText(articleId, text.value);
      if (!supplied.ok) return supplied;
      const opened = await library.openArticle(articleId);
      return opened.ok ? ok(await describe(opened.value)) : opened;
    },
    'articles:count-open': async ({ articleIds }) => ok(await library.countOpen(articleIds)),
    'articles:receipt': async ({ articleId, receipt }) => {
      const found = await library.readReceipts(articleId);
      if (!found.ok) return found;
      const wanted = found.value.find((each) => each.receipt === receipt);
      if (wanted?.type !== 'read') {
        return err({ type: 'no-receipt', reason: wanted?.type ?? 'missing' });
      }
      const shown = areLarge([wanted])
        ? await (await exchange()).articleSources.show(wanted.bytes)
        : showReceipt(wanted.bytes);
      return shown ? ok(shown) : err({ type: 'no-receipt', reason: 'damaged' });
    },
    'articles:check-receipts': async ({ articleId }) =>
      (await exchange()).articleSources.checkReceipts(articleId),
    'articles:changed': async ({ articleId, other }) =>
      (await exchange()).articleSources.changed(articleId, other),
    'recovery:describe': ({ articleId }) => library.recovery.describe(articleId),
    'recovery:recover': async ({ articleId, choice }) => {
      const recovered = await library.recovery.recover(articleId, choice);
      return recovered.ok ? ok(await describe(recovered.value)) : recovered;
    },
  };
}
