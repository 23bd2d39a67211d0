import type { ArticleDetails } from '#core/article/article.ts';

import type { Workspace } from './workspace.ts';

/** Copies the selected words with outlet, date and paragraph, as they are quoted in a report. */
export async function copyCitation(workspace: Workspace): Promise<void> {
  const { article } = workspace.state;
  const span = workspace.selection.span();
  if (!article || !span) return;
  const text = citationOf(
    article.text.slice(span.start, span.end),
    article.summary.details,
    article.paragraphNumber(span.start),
  );
  const answer = await workspace.bridge.invoke('clipboard:write', { text });
  if (answer.ok) workspace.notices.say('Copied with citation.');
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
