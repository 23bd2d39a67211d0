import { commandOf, type CommandId } from '#core/contract/commands/commands.ts';
import { ARTICLE_ORDERS } from '#core/contract/commands/orders.ts';
import { tagCommand } from '#core/contract/commands/tags.ts';
import { DIGITS } from '#core/contract/commands/row.ts';
import { sortCommand } from '#core/contract/commands/view.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import type { MenuAbout } from '../model/state/app-state.ts';
import { NO_EVENT } from '../model/state/article-list.ts';
import { inShort } from '../model/state/messages.ts';
import { keyTextsOf, titleOf } from '../model/window/key-words.ts';
import type { Workspace } from '../model/workspace.ts';

/** A line of a context menu: a command of the table, or what the system does with text. */
export interface MenuLine {
  readonly id: CommandId | SystemAction;
  readonly label: string;
  readonly keys?: string | undefined;
  /** A sentence; left out where the command can be run. */
  readonly whyNot?: string | undefined;
  readonly isChecked?: boolean | undefined;
}

/** What the system does with the text that is selected in the page. */
export const SYSTEM_ACTIONS = ['cut', 'copy', 'paste', 'select-all'] as const;
export type SystemAction = (typeof SYSTEM_ACTIONS)[number];

const SYSTEM_WORDS: Readonly<Record<SystemAction, readonly [label: string, key: string]>> = {
  cut: ['Cut', 'X'],
  copy: ['Copy', 'C'],
  paste: ['Paste', 'V'],
  'select-all': ['Select All', 'A'],
};

/** The groups of each menu, in their order. */
const LINES: Readonly<Record<MenuAbout, readonly (readonly MenuLine['id'][])[]>> = {
  articles: [
    ['rename', 'edit-article', 'what-changed', 'move-to-event'],
    ['mark-done', 'flag-article'],
    ['export-articles'],
    ['delete-article'],
  ],
  event: [
    ['rename-event', 'merge-event', 'select-event'],
    ['new-event'],
    ['export-articles'],
    ['delete-event'],
  ],
  list: [ARTICLE_ORDERS.map(sortCommand), ['toggle-article-rows'], ['new-event']],
  tags: [
    ['edit-details', 'change-category', 'duplicate-tag', 'edit-boundaries', 'edit-note'],
    ['copy-citation', 'copy-tag-card'],
    ['delete-tags'],
  ],
  text: [
    [...DIGITS.map(tagCommand), 'pick-category'],
    ['add-fragment', 'set-speaker', 'set-cue'],
    ['copy', 'copy-citation', 'find-everywhere'],
    ['mark-boilerplate', 'mark-lines-like-this'],
  ],
  field: [['cut', 'copy', 'paste'], ['select-all']],
};

/** What a menu is about, in words. */
export function menuLabel({ state, names, selection, chosenArticles }: Workspace): string {
  const { menu, eventRow, library, article, selectedTags, articles } = state;
  switch (menu?.about) {
    case 'articles': {
      const [first, ...others] = chosenArticles.ids;
      if (others.length > 0) return countOf(others.length + 1, 'article');
      return showHidden(articles.find(({ id }) => id === first)?.details.title ?? 'Article');
    }
    case 'event': {
      const title = library.events.find(({ id }) => id === eventRow)?.title;
      return eventRow === NO_EVENT ? 'No event' : showHidden(title ?? 'Event');
    }
    case 'list':
      return 'The list of articles';
    case 'tags': {
      if (selectedTags.length > 1) return countOf(selectedTags.length, 'tag');
      const tag = selection.activeTag();
      const label = tag && (names.categoryOf(tag)?.label ?? tag.category);
      return tag ? `${label}: ${showHidden(inShort(article?.wordsOf(tag) ?? ''))}` : 'Tag';
    }
    case 'text': {
      const span = state.selection?.span;
      const words = span ? (article?.text.slice(span.start, span.end) ?? '') : '';
      return words.trim() === '' ? 'Article text' : showHidden(inShort(words));
    }
    default:
      return 'Text';
  }
}

/** The lines of a menu as things are; commands that stand for nothing now are left out. */
export function menuGroups(workspace: Workspace, about: MenuAbout): readonly MenuLine[][] {
  return LINES[about].map((group) => group.flatMap((id) => lineOf(workspace, id)));
}

function isSystem(id: MenuLine['id']): id is SystemAction {
  return SYSTEM_ACTIONS.some((each) => each === id);
}

function lineOf(workspace: Workspace, id: MenuLine['id']): MenuLine[] {
  const whyNot = whyNotNow(workspace, id) ?? undefined;
  if (isSystem(id)) {
    const [label, key] = SYSTEM_WORDS[id];
    return [{ id, label, keys: workspace.mac ? `⌘${key}` : `Ctrl+${key}`, whyNot }];
  }
  const label = titleOf(workspace, id);
  if (label === null) return [];
  const [keys] = keyTextsOf(workspace, id);
  return [{ id, label, keys, whyNot, isChecked: isChecked(workspace, id) }];
}

function isChecked({ state }: Workspace, id: CommandId): boolean | undefined {
  const { articleOrder, articleRows } = state.settings;
  if (id === 'toggle-article-rows') return articleRows === 'one-line';
  const order = ARTICLE_ORDERS.find((each) => sortCommand(each) === id);
  return order === undefined ? undefined : order === articleOrder;
}

/** Why something in a menu cannot be done now, as a sentence; `null` where it can. */
export function whyNotNow(workspace: Workspace, id: MenuLine['id']): string | null {
  const { state, chosenArticles, selection } = workspace;
  const hasWords = state.selection !== null && !state.selection.collapsed;
  if (isSystem(id)) {
    const isInText = state.menu?.about === 'text';
    return id === 'copy' && isInText && !hasWords ? 'Select words first.' : null;
  }
  const { view } = commandOf(id);
  if (view !== undefined && view !== state.view)
    return `This works in ${titleOf(workspace, `view-${view}`)}.`;
  if (id.startsWith('tag-') || id === 'pick-category')
    return hasWords ? null : 'Select words first.';
  switch (id) {
    case 'add-fragment':
    case 'set-speaker':
    case 'set-cue':
      if (!hasWords) return 'Select words first.';
      return selection.activeTag() ? null : 'Select the tag that they belong to first.';
    case 'edit-boundaries':
      return state.selectedTags.length > 1 ? 'Select one tag alone.' : null;
    case 'rename':
      return chosenArticles.ids.length > 1 ? 'Choose one article alone.' : null;
    case 'export-articles':
      return chosenArticles.ids.length === 0 ? 'There is no article in this event.' : null;
    case 'select-event':
      return chosenArticles.ids.length === 0 ? 'There is no article in this event.' : null;
    case 'rename-event':
    case 'delete-event':
      return chosenArticles.event === undefined ? 'These articles have no event.' : null;
    case 'merge-event':
      if (chosenArticles.event === undefined) return 'These articles have no event.';
      return state.library.events.length < 2 ? 'There is no other event.' : null;
    default:
      return null;
  }
}
