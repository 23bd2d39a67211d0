import { COMMANDS, type Command } from '#core/contract/commands/commands.ts';
import { isSingleKey, workingKeysOf } from '#core/contract/commands/key-choices.ts';

import { spansEqual } from '#core/text/span.ts';

import { isModalOpen } from '../controls/modal.ts';
import type { Workspace } from '../model/workspace.ts';
import { matchesKeys, pressOf, type KeyPress } from './key-press.ts';
import { dispatchAgain, isPressedAgain, pressAgain, TEXT_FIELD } from './press-again.ts';
import { runCommand } from './run-command.ts';

/** What has the focus, as far as the keys are concerned. */
type Place = 'article' | 'tags' | 'differences' | 'articles' | 'comparison' | 'field' | 'elsewhere';

/** Keys that a list uses itself: they open, toggle or move in it. */
const LIST_KEYS = new Set(['Enter', 'Space']);

/** Handles every key of the window; returns its own undo. */
export function registerKeymap(workspace: Workspace): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const { focus, typeAhead } = workspace;
    const isUnderSheet = isModalOpen();
    if (event.defaultPrevented || (isUnderSheet && !typeAhead.isHolding)) return;
    // Where nothing has the focus, no key would do anything.
    const wasLost = focus.isLost();
    focus.recover();
    const place = placeOf(event.target === document.body ? document.activeElement : event.target);
    // An input method uses Esc and Enter for itself.
    if (place === 'field' && event.isComposing) return;
    const command = isUnderSheet ? undefined : commandOf(workspace, event, place);
    const isNext = isPressedAgain(event) || command !== undefined;
    if (
      (typeAhead.isHolding ? isNext : isHeldBack(event, place)) &&
      typeAhead.hold(() => {
        pressAgain(event);
      })
    ) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (isUnderSheet) return;
    if (event.key === 'Escape') {
      if (stepOut(workspace, place)) event.preventDefault();
      return;
    }
    if (!command) {
      // It is for what has got the focus just now, which would not hear of it.
      if (wasLost && !focus.isLost() && !dispatchAgain(event)) event.preventDefault();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    workspace.keyUse.note(command.id);
    runCommand(workspace, command.id);
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

/**
 * Whether a key waits for the commands before it; in a field it is text at once, where none waits
 * before it.
 */
function isHeldBack(event: KeyboardEvent, place: Place): boolean {
  if (place === 'field' || place === 'comparison' || place === 'elsewhere') return false;
  // It opens the row that has the focus.
  if (place !== 'article' && event.key === ' ') return false;
  return isPressedAgain(event);
}

function commandOf(workspace: Workspace, event: KeyboardEvent, place: Place): Command | undefined {
  const press = pressOf(event);
  return COMMANDS.find((each) => isMeant(workspace, each, press, place));
}

function isMeant(workspace: Workspace, command: Command, press: KeyPress, place: Place): boolean {
  if (command.view !== undefined && command.view !== workspace.state.view) return false;
  if (!worksIn(command, place)) return false;
  return workingKeysOf(command, workspace.mac, workspace.state.settings).some((keys) => {
    if (!matchesKeys(keys, press, workspace.mac)) return false;
    if (isSingleKey(keys)) return place !== 'field' && place !== 'elsewhere';
    if (place === 'articles' && LIST_KEYS.has(keys)) return false;
    return !(place === 'tags' && keys === 'Space');
  });
}

function worksIn(command: Command, place: Place): boolean {
  switch (command.scope) {
    case 'window':
      return true;
    case 'outside-fields':
      return place !== 'field';
    case 'article':
      return place === 'article';
    case 'article-or-list':
      return place !== 'field' && place !== 'elsewhere' && place !== 'comparison';
    case 'comparison':
      return place === 'comparison';
    case 'articles':
      return place === 'articles';
    case 'article-or-tags':
      return place === 'article' || place === 'tags' || place === 'differences';
  }
}

function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest(TEXT_FIELD)) return 'field';
  if (target.closest('[data-list="tags"]')) return 'tags';
  if (target.closest('[data-list="differences"]')) return 'differences';
  if (target.closest('[data-list="articles"]')) return 'articles';
  // A head of the table is a button like others: Enter and Space press it.
  if (target.closest('[data-comparison] thead')) return 'elsewhere';
  if (target.closest('[data-comparison]')) return 'comparison';
  if (target.closest('.article-surface')) return 'article';
  return 'elsewhere';
}

/** Whether the words that were opened from Compare are still selected. */
function isAway({ state }: Workspace): boolean {
  const { article, compare, selection, view } = state;
  const { away } = compare;
  if (view !== 'annotate' || !away || away.article !== article?.id || !selection) return false;
  return spansEqual(selection.span, away.span);
}

/** Esc goes one level out. Answers whether there was a level to leave. */
function stepOut(workspace: Workspace, place: Place): boolean {
  const {
    article,
    compare,
    mode,
    find,
    search,
    review,
    selection,
    selectedTags,
    leftDrawer,
    rightDrawer,
  } = workspace.state;
  if (leftDrawer || rightDrawer) {
    workspace.panes.closeDrawers();
    return true;
  }
  if (find) {
    workspace.find.close();
    return true;
  }
  if (review?.editing) {
    workspace.decisions.cancelEditing();
    workspace.focus.toText();
    return true;
  }
  if (workspace.decisions.forgetRejected()) return true;
  if (mode.type !== 'browse') {
    workspace.boundaries.cancel();
    return true;
  }
  if (place === 'articles' && workspace.chosenArticles.clear()) return true;
  if (place === 'article' && isAway(workspace)) {
    workspace.review.showView('compare');
    return true;
  }
  if (place === 'comparison' && compare.isBeside) {
    workspace.compare.turnSideBySide();
    return true;
  }
  if (place !== 'article') {
    if (search && document.activeElement?.closest('[data-pane="articles"]'))
      workspace.search.close();
    // What is left by Esc is done with: the list has all its rows again.
    if (place === 'field' && document.activeElement?.closest('[data-pane="tags"]'))
      workspace.store.set({ tagFilter: '' });
    workspace.focus.toText();
    return true;
  }
  if (selection && !selection.collapsed) {
    workspace.surface?.setSelection(selection.focus, selection.focus);
    return true;
  }
  if (selectedTags.length > 0) {
    workspace.selection.selectTags([]);
    return true;
  }
  if (!article || article.tags.size === 0) return false;
  workspace.focus.toPane('tags');
  return true;
}
