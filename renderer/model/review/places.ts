import type { TagReference } from '#core/review/decision.ts';
import { trimSpan, type Span } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import { selectItsWords } from '../window/key-sentences.ts';
import type { KeysInUse } from '../window/key-words.ts';
import { setOff } from '../state/messages.ts';
import type { Notices } from '../window/notices.ts';
import type { Review } from './review.ts';
import type { UnplacedItem } from '../state/review-state.ts';
import type { Store } from '../state/store.ts';

interface PlacesNeeds {
  readonly store: Store<Pick<AppState, 'article' | 'selection'>>;
  readonly keys: KeysInUse;
  readonly notices: Pick<Notices, 'say'>;
  readonly review: Pick<Review, 'goOn' | 'send' | 'whatIsLeft'>;
}

/** Where others' tags of another version of the text stand in this one. */
export class Places {
  constructor(private readonly needs: PlacesNeeds) {}

  /** Gives a tag its place; none says that it has none here. */
  async at(
    { annotator, annotation }: UnplacedItem,
    fragments: readonly Span[],
    words: string,
  ): Promise<void> {
    const { review } = this.needs;
    const tag = { annotator, id: annotation.id };
    const spans = fragments.map(({ start, end }) => ({ start, end }));
    if (await review.send({ kind: 'place-tag', tag, fragments: spans })) review.goOn(words);
  }

  /** Lets a tag stand at the selected words. */
  async atSelection(item: UnplacedItem): Promise<void> {
    const { store, keys, notices } = this.needs;
    const { selection, article } = store.get();
    if (!article || !selection || selection.collapsed) {
      notices.say(selectItsWords(keys));
      return;
    }
    const span = trimSpan(article.text, selection.span);
    if (span.start >= span.end) {
      notices.say('That selection has no words.');
      return;
    }
    const words = setOff(article.text.slice(span.start, span.end));
    await this.at(item, [span], `Placed at ${words}`);
  }

  /** Takes the place of somebody else's tag back: it is asked about again. */
  async takeBack(tag: TagReference): Promise<void> {
    const { notices, review } = this.needs;
    if (await review.send({ kind: 'take-back-place', tag })) {
      notices.say(`The tag is without a place again. ${review.whatIsLeft()}`);
    }
  }
}
