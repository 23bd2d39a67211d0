import type { ARTICLE_COMMANDS } from '#core/contract/commands/article.ts';

import { finishArticle, stepArticle } from '../../model/next-article.ts';
import { toggleBoilerplate } from '../../model/tags.ts';
import type { Runs } from './run.ts';

export const ARTICLE_RUNS: Runs<typeof ARTICLE_COMMANDS> = {
  'mark-done': (w) => finishArticle(w),
  'flag-article': (w) => {
    const { article } = w.state;
    return article && w.editDetails({ flagged: !article.summary.details.flagged });
  },
  'mark-boilerplate': (w) => toggleBoilerplate(w),
  'edit-article': (w) => {
    if (w.state.article) w.showDialog({ type: 'article-details' });
  },
  'next-article': (w) => stepArticle(w, 1),
  'previous-article': (w) => stepArticle(w, -1),
  'delete-article': (w) => {
    const { article } = w.state;
    if (article) w.showDialog({ type: 'delete-article', articleId: article.id });
  },
};
