import type { ARTICLE_COMMANDS } from '#core/contract/commands/article.ts';

import type { Runs } from './run.ts';

export const ARTICLE_RUNS: Runs<typeof ARTICLE_COMMANDS> = {
  'mark-done': (w) => w.nextArticle.finish(),
  'flag-article': (w) => {
    const { article } = w.state;
    return article && w.changes.editDetails({ flagged: !article.summary.details.flagged });
  },
  'mark-boilerplate': (w) => w.boilerplate.toggle(),
  'edit-article': (w) => {
    if (w.state.article) w.dialogs.show({ type: 'article-details' });
  },
  'next-article': (w) => w.nextArticle.step(1),
  'previous-article': (w) => w.nextArticle.step(-1),
  'delete-article': (w) => {
    const { article } = w.state;
    if (article) w.dialogs.show({ type: 'delete-article', articleId: article.id });
  },
};
