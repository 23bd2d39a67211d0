import { placeKey } from '#core/event/places.ts';

import type { AppState } from '../state/app-state.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Notices } from '../window/notices.ts';
import type { Selection } from '../window/selection.ts';
import { LEAST_ARTICLES, type Compare } from './compare.ts';

interface LinkAcrossNeeds {
  readonly state: Pick<AppState, 'article' | 'articles' | 'compare' | 'selection'>;
  readonly selection: Pick<Selection, 'activeTag' | 'span'>;
  readonly compare: Pick<Compare, 'prepare' | 'state'>;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Asks what the selected words, or else the selected tag, are linked with in the other articles of the event. */
export async function linkAcross(needs: LinkAcrossNeeds): Promise<void> {
  const { compare, dialogs, notices, selection, state } = needs;
  const { article, articles } = state;
  if (!article) return;
  const { event } = article.summary.details;
  const others = articles.filter(({ details }) => details.event === event);
  if (event === null || others.length < LEAST_ARTICLES) {
    notices.say(
      'Linking needs a second article in the same event: Move to Event puts articles into one.',
    );
    return;
  }
  const hasWords = state.selection !== null && !state.selection.collapsed;
  const tag = hasWords ? undefined : selection.activeTag();
  const span = tag ? null : selection.span();
  if (!tag && !span) return;
  const fragments = tag?.fragments ?? (span ? [span] : []);
  if (!(await compare.prepare(event))) return;
  const { comparison } = compare.state.shown ?? {};
  const key = placeKey({ article: article.id, fragments });
  const item = comparison?.items.find(
    (each) =>
      comparison.articles[each.article]?.id === article.id &&
      placeKey({ article: article.id, fragments: each.fragments }) === key,
  );
  dialogs.show({
    type: 'link-with',
    source: {
      type: 'words',
      place: { article: article.id, fragments, tag: tag?.id ?? item?.tag ?? null },
      words: article.wordsOf({ fragments: [...fragments] }),
      item: item?.index ?? null,
    },
  });
}
