import { tagHull, type Tag } from '#core/tags/tag.ts';
import { compareSpans, spansEqual, type Span } from '#core/text/span.ts';

import { adjusting, selectTagFirst } from './key-sentences.ts';
import { quoted } from './messages.ts';
import type { Workspace } from './workspace.ts';
import { updateTag } from './tags.ts';

/** Makes a fragment of the active tag the live selection; again for the next fragment. */
export function startAdjusting(workspace: Workspace): void {
  const tag = workspace.activeTag();
  if (!tag) {
    workspace.say(selectTagFirst(workspace));
    return;
  }
  const { mode } = workspace.state;
  const fragment =
    mode.type === 'adjust' && mode.tagId === tag.id
      ? (mode.fragment + 1) % tag.fragments.length
      : 0;
  const span = tag.fragments[fragment];
  if (!span) return;
  workspace.store.set({ mode: { type: 'adjust', tagId: tag.id, fragment } });
  workspace.surface?.focus();
  workspace.surface?.setSelection(span.start, span.end);
  workspace.surface?.reveal(span);
  const which =
    tag.fragments.length > 1 ? ` (fragment ${fragment + 1} of ${tag.fragments.length})` : '';
  workspace.say(adjusting(workspace, which));
}

/** The other end of the selection moves from now on. */
export function swapSelectionEnds(workspace: Workspace): void {
  const { selection } = workspace.state;
  if (selection) workspace.surface?.setSelection(selection.focus, selection.anchor);
}

export async function keepBoundaries(workspace: Workspace): Promise<void> {
  const { mode, article } = workspace.state;
  if (mode.type !== 'adjust' || !article) return;
  const tag = article.tags.get(mode.tagId);
  const span = workspace.selectedSpan();
  if (!tag || !span) return;
  workspace.store.set({ mode: { type: 'browse' } });
  await moveFragment(workspace, tag, mode.fragment, span);
  workspace.surface?.setSelection(span.end, span.end);
}

/** Gives one fragment of a tag a new place. */
export async function moveFragment(
  workspace: Workspace,
  tag: Tag,
  fragment: number,
  span: Span,
): Promise<void> {
  if (tag.fragments[fragment] && spansEqual(tag.fragments[fragment], span)) {
    workspace.say('Boundaries unchanged.');
    return;
  }
  const fragments = tag.fragments
    .map((each, index) => (index === fragment ? span : each))
    .sort(compareSpans);
  if (await updateTag(workspace, tag.id, { fragments })) {
    const after = workspace.state.article?.tags.get(tag.id);
    const words = after && workspace.state.article?.wordsOf(after);
    workspace.say(`Boundaries changed: ${quoted(words ?? '')}`);
  }
}

export function cancelMode(workspace: Workspace): void {
  const { mode } = workspace.state;
  if (mode.type === 'adjust') {
    const tag = workspace.state.article?.tags.get(mode.tagId);
    const end = tag ? tagHull(tag).end : (workspace.state.selection?.focus ?? 0);
    workspace.surface?.setSelection(end, end);
    workspace.say('Boundaries unchanged.');
  } else if (mode.type === 'brush') workspace.say('Brush off.');
  workspace.setMode({ type: 'browse' });
}
