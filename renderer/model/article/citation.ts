import type { ArticleDetails } from '#core/article/article.ts';
import type { Bridge } from '#core/contract/contract.ts';

import type { AppState } from '../state/app-state.ts';
import type { Notices } from '../window/notices.ts';
import type { Selection } from '../window/selection.ts';

interface CitationNeeds {
  readonly state: Pick<AppState, 'article'>;
  readonly selection: Pick<Selection, 'span'>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Copies the selected words with outlet, date and paragraph, as they are quoted in a report. */
export async function copyCitation(needs: CitationNeeds): Promise<void> {
  const { article } = needs.state;
  const span = needs.selection.span();
  if (!article || !span) return;
  const text = citationOf(
    article.text.slice(span.start, span.end),
    article.summary.details,
    article.paragraphNumber(span.start),
  );
  const answer = await needs.bridge.invoke('clipboard:write', { text });
  if (answer.ok) needs.notices.say('Copied with citation.');
}

/** Words of an article with where they stand; `paragraph` is counted from 1. */
export function citationOf(
  words: string,
  { title, outlet, published }: Pick<ArticleDetails, 'title' | 'outlet' | 'published'>,
  paragraph: number,
): string {
  const source = [outlet ?? 'outlet unknown', published, `§${paragraph}`]
    .filter((part) => part !== null)
    .join(', ');
  return `${words} — “${title}”, ${source}`;
}
