import { countOf } from '#core/numbers.ts';
import type { ARTICLE_COMMANDS } from '#core/contract/commands/article.ts';

import { editDetails } from '../../model/tags/edit-details.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Runs } from './run.ts';

export const ARTICLE_RUNS: Runs<typeof ARTICLE_COMMANDS> = {
  'mark-done': (w) =>
    isOpenOne(w) ? w.nextArticle.finish() : w.arrange.toggleDone(w.chosenArticles.ids),
  'flag-article': (w) => {
    const { article } = w.state;
    if (!isOpenOne(w)) return w.arrange.toggleFlags(w.chosenArticles.ids);
    return article && w.changes.editDetails({ flagged: !article.summary.details.flagged });
  },
  'mark-boilerplate': (w) => w.boilerplate.toggle(),
  'mark-lines-like-this': (w) => {
    w.boilerplate.askForLinesLikeThis();
  },
  'edit-article': (w) => openDetails(w),
  'what-changed': (w) => {
    w.versions.showChanges(w.chosenArticles.ids.at(-1));
  },
  rename: (w) => rename(w),
  'move-to-event': (w) => {
    withArticles(w, (articles) => {
      w.dialogs.show({ type: 'move-to-event', articles });
    });
  },
  'export-articles': (w) => {
    withArticles(w, (articles) => {
      w.dialogs.show({ type: 'export', articles });
    });
  },
  'new-event': (w) => {
    w.dialogs.show({ type: 'new-event', articles: w.state.selectedArticles });
  },
  'select-event': (w) => {
    withEvent(w, () => {
      w.chosenArticles.chooseArticlesOfEvent();
      w.focus.toPane('articles');
    });
  },
  'rename-event': (w) => {
    withEvent(w, (event) => {
      w.dialogs.show({ type: 'rename-event', event });
    });
  },
  'merge-event': (w) => {
    withEvent(w, (event) => {
      w.dialogs.show({ type: 'merge-event', event });
    });
  },
  'delete-event': (w) => withEvent(w, (event) => w.arrange.deleteEvent(event)),
  'next-article': (w) => w.nextArticle.step(1),
  'previous-article': (w) => w.nextArticle.step(-1),
  'delete-article': (w) => {
    // The key means the row that is the current one.
    if (w.state.eventRow !== null && w.focus.pane === 'articles')
      return withEvent(w, (event) => w.arrange.deleteEvent(event));
    withArticles(w, (articles) => {
      w.dialogs.show({ type: 'delete-articles', articles });
    });
    return undefined;
  },
};

/** Whether a command is about the article on screen and no other. */
function isOpenOne({ chosenArticles, state }: Workspace): boolean {
  const [first, ...others] = chosenArticles.ids;
  return first === undefined || (others.length === 0 && first === state.article?.id);
}

function withArticles(w: Workspace, act: (articles: readonly string[]) => void): void {
  const { ids } = w.chosenArticles;
  if (ids.length > 0) act(ids);
  else w.notices.say('No article is chosen.');
}

function withEvent<T>(w: Workspace, act: (event: string) => T): T | undefined {
  const { event } = w.chosenArticles;
  if (event !== undefined) return act(event);
  w.notices.say('No event is chosen: choose its name in the list of articles.');
  return undefined;
}

async function openDetails(w: Workspace): Promise<void> {
  const { ids } = w.chosenArticles;
  const [only, ...others] = ids;
  if (only === undefined) return;
  if (others.length > 0) w.dialogs.show({ type: 'details-of-several', articles: ids });
  else if (await w.articles.open(only)) w.dialogs.show({ type: 'article-details' });
}

/** The name of what is chosen: of an event, of an article; of a tag there are its details. */
function rename(w: Workspace): unknown {
  const { eventRow, selectedTags } = w.state;
  const pane = w.focus.pane;
  if (pane === 'tags' || (pane === 'article' && selectedTags.length > 0)) return editDetails(w);
  if (eventRow !== null)
    return withEvent(w, (event) => {
      w.dialogs.show({ type: 'rename-event', event });
    });
  withArticles(w, ([article, ...others]) => {
    if (article === undefined) return;
    if (others.length > 0)
      w.notices.say(`${countOf(others.length + 1, 'article')} are chosen; rename them one by one.`);
    else w.dialogs.show({ type: 'rename-article', article });
  });
  return undefined;
}
