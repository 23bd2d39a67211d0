import { tagHull, type Tag } from '#core/tags/tag.ts';
import { compareSpans, spansEqual, type Span } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import type { Focus, Stage } from '../window/focus.ts';
import { adjusting, selectTagFirst } from '../window/key-sentences.ts';
import type { KeysInUse } from '../window/key-words.ts';
import { setOff } from '../state/messages.ts';
import type { Notices } from '../window/notices.ts';
import type { Selection } from '../window/selection.ts';
import type { Store } from '../state/store.ts';
import type { Tags } from './tags.ts';

type Seen = Pick<AppState, 'article' | 'mode' | 'selection'>;

interface BoundariesNeeds {
  readonly store: Store<Seen>;
  readonly stage: Stage;
  readonly focus: Pick<Focus, 'toText'>;
  readonly selection: Pick<Selection, 'activeTag' | 'setMode' | 'span'>;
  readonly tags: Pick<Tags, 'update'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly keys: KeysInUse;
}

/** The modes of the mouse and the arrow keys: adjusting where a fragment stands, and ending the brush. */
export class Boundaries {
  constructor(private readonly needs: BoundariesNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  /** Makes a fragment of the active tag the live selection; again for the next fragment. */
  start(): void {
    const tag = this.needs.selection.activeTag();
    if (!tag) {
      this.needs.notices.say(selectTagFirst(this.needs.keys));
      return;
    }
    const { mode } = this.state;
    const fragment =
      mode.type === 'adjust' && mode.tagId === tag.id
        ? (mode.fragment + 1) % tag.fragments.length
        : 0;
    const span = tag.fragments[fragment];
    if (!span) return;
    this.needs.store.set({ mode: { type: 'adjust', tagId: tag.id, fragment } });
    this.needs.focus.toText();
    this.needs.stage.surface?.setSelection(span.start, span.end);
    this.needs.stage.surface?.reveal(span);
    const which =
      tag.fragments.length > 1 ? ` (fragment ${fragment + 1} of ${tag.fragments.length})` : '';
    this.needs.notices.say(adjusting(this.needs.keys, which));
  }

  /** The other end of the selection moves from now on. */
  swapEnds(): void {
    const { selection } = this.state;
    if (selection) this.needs.stage.surface?.setSelection(selection.focus, selection.anchor);
  }

  async keep(): Promise<void> {
    const { mode, article } = this.state;
    if (mode.type !== 'adjust' || !article) return;
    const tag = article.tags.get(mode.tagId);
    const span = this.needs.selection.span();
    if (!tag || !span) return;
    this.needs.store.set({ mode: { type: 'browse' } });
    await this.moveFragment(tag, mode.fragment, span);
    this.needs.stage.surface?.setSelection(span.end, span.end);
  }

  /** Gives one fragment of a tag a new place. */
  async moveFragment(tag: Tag, fragment: number, span: Span): Promise<void> {
    if (tag.fragments[fragment] && spansEqual(tag.fragments[fragment], span)) {
      this.needs.notices.say('Boundaries unchanged.');
      return;
    }
    const fragments = tag.fragments
      .map((each, index) => (index === fragment ? span : each))
      .sort(compareSpans);
    if (await this.needs.tags.update(tag.id, { fragments })) {
      const after = this.state.article?.tags.get(tag.id);
      const words = after && this.state.article?.wordsOf(after);
      this.needs.notices.say(`Boundaries changed: ${setOff(words ?? '')}`);
    }
  }

  cancel(): void {
    const { mode } = this.state;
    if (mode.type === 'adjust') {
      const tag = this.state.article?.tags.get(mode.tagId);
      const end = tag ? tagHull(tag).end : (this.state.selection?.focus ?? 0);
      this.needs.stage.surface?.setSelection(end, end);
      this.needs.notices.say('Boundaries unchanged.');
    } else if (mode.type === 'brush') this.needs.notices.say('Brush off.');
    this.needs.selection.setMode({ type: 'browse' });
  }
}
