import { paragraphIndexAt } from '#core/text/paragraphs.ts';
import { spansEqual, spansOverlap, trimSpan } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import type { Changes } from './changes.ts';
import type { Notices } from '../window/notices.ts';
import type { Store } from '../state/store.ts';

interface BoilerplateNeeds {
  readonly store: Store<Pick<AppState, 'article' | 'selection'>>;
  readonly changes: Pick<Changes, 'editArticle'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Page furniture in the text: greyed, left out of counts, never deleted. */
export class Boilerplate {
  constructor(private readonly needs: BoilerplateNeeds) {}

  /** Marks the selection, or the paragraph at the caret, as boilerplate; takes the mark off where it is. */
  async toggle(): Promise<void> {
    const { article, selection } = this.needs.store.get();
    if (!article || !selection) return;
    const paragraph =
      article.paragraphs[paragraphIndexAt(article.paragraphs, selection.span.start)];
    const asked = selection.collapsed ? paragraph : selection.span;
    if (!asked) return;
    const touched = article.regions.filter(
      (region) => spansOverlap(region, asked) || spansEqual(region, trimSpan(article.text, asked)),
    );
    if (touched.length > 0) {
      const applied = await this.needs.changes.editArticle({
        kind: 'unmark-boilerplate',
        ids: touched.map(({ id }) => id),
      });
      if (applied) this.needs.notices.say('No longer boilerplate: it counts again.');
      return;
    }
    const span = trimSpan(article.text, asked);
    if (span.start >= span.end) {
      this.needs.notices.say('There are no words to mark.');
      return;
    }
    const applied = await this.needs.changes.editArticle({
      kind: 'mark-boilerplate',
      spans: [span],
    });
    if (applied)
      this.needs.notices.say('Marked as boilerplate: greyed, kept, and left out of counts.');
  }
}
