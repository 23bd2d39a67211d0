import { showPane } from './side-panes.ts';
import type { FindOptions } from './app-state.ts';
import { requestErrorSentence } from './messages.ts';
import type { Workspace } from './workspace.ts';

/** Most matches that find in article counts and paints. */
const FIND_LIMIT = 10_000;

/** What find in article ignores unless the analyst says otherwise. */
export const FIND_DEFAULTS: FindOptions = {
  caseSensitive: false,
  wholeWord: false,
  ignoreQuotesAndAccents: true,
};

export function openFind(workspace: Workspace): void {
  const { find, selection, article } = workspace.state;
  if (!article) return;
  const chosen =
    selection && !selection.collapsed
      ? article.text.slice(selection.span.start, selection.span.end)
      : '';
  const query =
    chosen !== '' && chosen.length <= 200 && !chosen.includes('\n') ? chosen : (find?.query ?? '');
  findText(workspace, query, find?.options ?? FIND_DEFAULTS, (find?.asked ?? 0) + 1);
}

export function findText(
  workspace: Workspace,
  query: string,
  options: FindOptions,
  asked = workspace.state.find?.asked ?? 0,
): void {
  const { article } = workspace.state;
  if (!article) return;
  const matches = query === '' ? [] : article.textSearch.find(query, options, FIND_LIMIT);
  const from = workspace.state.selection?.span.start ?? 0;
  const after = matches.findIndex((match) => match.start >= from);
  const current = matches.length === 0 ? -1 : Math.max(after, 0);
  workspace.store.set({ find: { asked, query, options, matches, current } });
  showFind(workspace);
}

export function stepFind(workspace: Workspace, step: 1 | -1): void {
  const { find } = workspace.state;
  if (!find) {
    openFind(workspace);
    return;
  }
  const { matches, current } = find;
  if (matches.length === 0) {
    if (find.query !== '') workspace.say(`“${find.query}” is not in this article.`);
    return;
  }
  workspace.store.set({
    find: { ...find, current: (current + step + matches.length) % matches.length },
  });
  showFind(workspace);
}

function showFind(workspace: Workspace): void {
  const { find } = workspace.state;
  workspace.surface?.setFind(find?.matches ?? [], find?.current ?? -1);
  const match = find?.matches[find.current];
  if (match) workspace.surface?.reveal(match);
}

/** Closes the find bar and leaves the current match selected. */
export function closeFind(workspace: Workspace): void {
  const { find } = workspace.state;
  const match = find?.matches[find.current];
  workspace.store.set({ find: null });
  workspace.surface?.setFind([], -1);
  if (match) workspace.surface?.setSelection(match.start, match.end);
  workspace.surface?.focus();
}

export function openSearch(workspace: Workspace): void {
  const { find, search, selection, article } = workspace.state;
  const chosen =
    article && selection ? article.text.slice(selection.span.start, selection.span.end) : '';
  const query =
    chosen !== '' && chosen.length <= 200 ? chosen : (search?.query ?? find?.query ?? '');
  showPane(workspace, 'leftPane');
  void searchEverywhere(workspace, query, FIND_DEFAULTS, (search?.asked ?? 0) + 1);
}

export function closeSearch(workspace: Workspace): void {
  workspace.store.set({ search: null });
}

export async function searchEverywhere(
  workspace: Workspace,
  query: string,
  options: FindOptions,
  asked = workspace.state.search?.asked ?? 0,
): Promise<void> {
  workspace.store.set({ search: { asked, query, hits: query === '' ? [] : null } });
  if (query === '') return;
  const answer = await workspace.bridge.invoke('articles:search', { query, ...options });
  const { search } = workspace.state;
  if (search?.query !== query) return;
  if (answer.ok) workspace.store.set({ search: { ...search, hits: answer.value } });
  else {
    workspace.store.set({ search: { ...search, hits: [] } });
    workspace.say(requestErrorSentence(answer.error));
  }
}
