import { tagHull, type Tag } from '#core/tags/tag.ts';
import { snapToGraphemes } from '#core/text/graphemes.ts';
import { spansEqual, trimSpan, type Span } from '#core/text/span.ts';

import type { ArticleSelection } from '../../editor/text/article-selection.ts';
import type { AppState, Mode } from '../state/app-state.ts';
import type { Focus, Stage } from './focus.ts';
import { keyHints, type KeysInUse } from './key-words.ts';
import type { Names } from './names.ts';
import type { Notices } from './notices.ts';
import type { Store } from '../state/store.ts';

interface SelectionNeeds {
  readonly store: Store<
    Pick<AppState, 'article' | 'messageSpan' | 'mode' | 'pointed' | 'selectedTags' | 'selection'>
  >;
  readonly stage: Stage;
  readonly focus: Pick<Focus, 'leaveDetail' | 'remember'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly names: Pick<Names, 'categoryOf'>;
  readonly keys: KeysInUse;
}

/** What is selected: words of the article, and tags. */
export class Selection {
  constructor(private readonly needs: SelectionNeeds) {}

  /** The article reports where its selection is. */
  take(selection: ArticleSelection): void {
    const { store, notices } = this.needs;
    const { messageSpan, pointed } = store.get();
    if (messageSpan && !spansEqual(messageSpan, selection.span)) notices.say('');
    store.set({
      selection,
      pointed: pointed && spansEqual(pointed, selection.span) ? pointed : null,
    });
  }

  /** The selected words without white space around them, or why there are none. */
  span(): Span | null {
    const { store, stage, notices, keys } = this.needs;
    stage.surface?.settleSelection();
    const { article, selection } = store.get();
    if (!article || !selection || selection.collapsed) {
      const picks = keyHints(keys, [
        ['pick-word', 'word'],
        ['pick-clause', 'clause'],
        ['pick-sentence', 'sentence'],
        ['pick-quotation', 'quotation'],
      ]);
      notices.say(`Nothing selected. ${picks}`);
      return null;
    }
    const span = trimSpan(article.text, selection.span);
    if (span.start >= span.end) {
      notices.say('That selection has no words.');
      return null;
    }
    return snapToGraphemes(article.text, span);
  }

  /**
   * Collapses the selection to a place once a change is on disk, unless it is another one by then; a
   * field that has been entered meanwhile keeps the focus.
   */
  collapser(): (offset: number) => void {
    const { store, stage, focus } = this.needs;
    const { selection } = store.get();
    const mayTakeFocus = focus.remember();
    const mayScroll = this.mayScroll();
    return (offset) => {
      // The window is told of a click some time after it: nothing moves the caret back from there.
      stage.surface?.settleSelection();
      if (store.get().selection !== selection) return;
      const scroll = mayScroll();
      stage.surface?.setSelection(offset, offset, { takeFocus: mayTakeFocus(), scroll });
    };
  }

  /** Answers later whether the text may be scrolled: not when the reader has moved it since. */
  mayScroll(): () => boolean {
    const { stage } = this.needs;
    const moves = stage.surface?.moves;
    return () => stage.surface?.moves === moves;
  }

  /** Takes away the bar above the words that the mouse has selected. */
  hideBar(): void {
    const { store } = this.needs;
    if (store.get().pointed) store.set({ pointed: null });
  }

  /** Selects tags, the active one last; the list, the margin and the details follow. */
  selectTags(ids: readonly string[]): void {
    const { store, stage, focus } = this.needs;
    const { mode, selectedTags } = store.get();
    // What has been typed is for the tags that were selected.
    const isSame =
      ids.length === selectedTags.length && ids.every((id, i) => id === selectedTags[i]);
    if (!isSame) focus.leaveDetail();
    stage.surface?.setSelectedTags(ids, ids.at(-1));
    store.set({ selectedTags: ids });
    // Boundaries belong to the active tag: with another one they are left as they were.
    if (mode.type === 'adjust' && mode.tagId !== ids.at(-1)) this.setMode({ type: 'browse' });
    this.markAttributeSpans();
  }

  /** Shows where the speaker and the cue of the active tag stand. */
  markAttributeSpans(): void {
    const { stage, names } = this.needs;
    const tag = this.activeTag();
    const known = new Set(tag && names.categoryOf(tag)?.attributes.map(({ id }) => id));
    stage.surface?.setMarks(
      'attribute',
      Object.entries(tag?.attributeSpans ?? {}).flatMap(([id, span]) =>
        known.has(id) ? [span] : [],
      ),
    );
  }

  activeTag(): Tag | undefined {
    const { article, selectedTags } = this.needs.store.get();
    const id = selectedTags.at(-1);
    return id === undefined ? undefined : article?.tags.get(id);
  }

  /** Selects a tag and brings it into view. */
  goToTag(tag: Tag): void {
    this.selectTags([tag.id]);
    const { surface } = this.needs.stage;
    const hull = tagHull(tag);
    surface?.setSelection(hull.start, hull.start, { scroll: false, takeFocus: false });
    surface?.reveal(hull);
  }

  setMode(mode: Mode): void {
    this.needs.store.set({ mode });
  }
}
