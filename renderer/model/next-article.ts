import { keyHints } from './key-words.ts';
import { countOf } from './messages.ts';
import type { Workspace } from './workspace.ts';

/** Opens the article `step` places further in the list. */
export async function stepArticle(workspace: Workspace, step: 1 | -1): Promise<void> {
  const { articles } = workspace.state;
  const index = articles.findIndex(({ id }) => id === workspace.state.article?.id);
  const target = articles[index + step];
  if (!target) workspace.say(step > 0 ? 'This is the last article.' : 'This is the first article.');
  else if (await workspace.openArticle(target.id)) {
    workspace.surface?.focus();
    workspace.say(`Opened ${target.details.title}`);
  }
}

/** Marks the article done and opens the next one that is not; asks once when quotations are untagged. */
export async function finishArticle(workspace: Workspace): Promise<void> {
  const { article } = workspace.state;
  if (!article) return;
  if (article.summary.details.done) {
    await workspace.editArticle({ kind: 'edit-details', details: { done: false } });
    workspace.say('Marked not done.');
    return;
  }
  const gaps = article.gaps().length;
  if (gaps > 0 && workspace.state.finishAsked !== article.id) {
    workspace.store.set({ finishAsked: article.id });
    workspace.say(
      `${countOf(gaps, 'quotation')} untagged — ${keyHints(
        workspace,
        [
          ['mark-done', 'again to finish'],
          ['next-gap', 'to see them'],
        ],
        ', ',
      )}`,
    );
    return;
  }
  workspace.store.set({ finishAsked: null });
  const applied = await workspace.editArticle({ kind: 'edit-details', details: { done: true } });
  if (!applied) return;
  const { articles } = workspace.state;
  const from = articles.findIndex(({ id }) => id === article.id);
  const next = [...articles.slice(from + 1), ...articles.slice(0, Math.max(from, 0))].find(
    ({ details }) => !details.done,
  );
  if (!next) {
    workspace.say('Marked done. Every article is done.');
    return;
  }
  if (await workspace.openArticle(next.id)) {
    workspace.surface?.focus();
    workspace.say(`Marked done. Opened ${next.details.title}`);
  }
}
