import type { OpenedArticle } from '#core/contract/articles.ts';

import {
  countOf,
  isRequestError,
  locateErrorSentence,
  requestErrorSentence,
  storeErrorSentence,
} from './messages.ts';
import type { Workspace } from './workspace.ts';

/** Shows what is known of a damaged article. */
export async function showRecovery(workspace: Workspace, articleId: string): Promise<void> {
  const answer = await workspace.bridge.invoke('recovery:describe', { articleId });
  if (answer.ok) workspace.showDialog({ type: 'recovery', report: answer.value });
  else if (isRequestError(answer.error)) workspace.say(requestErrorSentence(answer.error));
  else workspace.say(storeErrorSentence(answer.error));
}

/** Asks for a file that has the article's lost text, and shows the article with it. */
export async function locateText(workspace: Workspace, articleId: string): Promise<void> {
  const answer = await workspace.bridge.invoke('articles:locate-text', { articleId });
  if (!answer.ok) {
    workspace.say(locateErrorSentence(answer.error));
    return;
  }
  const { summary, tags } = workspace.showArticle(answer.value);
  workspace.say(`Opened “${summary.details.title}” with ${countOf(tags.size, 'tag')}.`);
  workspace.keepFocus();
}

/** Shows an article that has just been restored. */
export function showRecovered(workspace: Workspace, opened: OpenedArticle): void {
  const article = workspace.showArticle(opened);
  workspace.say(
    `Restored “${article.summary.details.title}” with ${countOf(article.tags.size, 'tag')}.`,
  );
}
