import { linesLike } from '#core/article/like-lines.ts';
import { countOf } from '#core/numbers.ts';
import { paragraphIndexAt } from '#core/text/paragraphs.ts';
import { spanContains, spansEqual, spansOverlap, trimSpan, type Span } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import type { Changes } from './changes.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Notices } from '../window/notices.ts';
import type { Store } from '../state/store.ts';

interface BoilerplateNeeds {
  readonly store: Store<Pick<AppState, 'article' | 'selection'>>;
  readonly changes: Pick<Changes, 'editArticle'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly dialogs: Pick<Dialogs, 'show'>;
}

/** Most lines that are marked at once. */
const LINES_AT_ONCE = 10_000;

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

  /** Shows the lines of the form of the one at the caret, to be marked together; says why where there are none. */
  askForLinesLikeThis(): void {
    const { article, selection } = this.needs.store.get();
    if (!article || !selection) return;
    const { text, paragraphs, regions } = article;
    const line = paragraphs[paragraphIndexAt(paragraphs, selection.span.start)];
    const alike = line ? linesLike(text, paragraphs, line) : [];
    // A region holds whole lines, so that one after the other is enough to compare with.
    let next = 0;
    const lines = alike.filter((each) => {
      while ((regions[next]?.end ?? Infinity) < each.end) next += 1;
      const region = regions[next];
      return !region || !spanContains(region, each);
    });
    if (alike.length === 0) this.needs.notices.say('There are no words in this line.');
    else if (alike.length === 1)
      this.needs.notices.say('No other line is like this one: mark it alone.');
    else if (lines.length === 0)
      this.needs.notices.say(
        `All ${countOf(alike.length, 'line')} like this one are boilerplate already.`,
      );
    else this.needs.dialogs.show({ type: 'lines-alike', lines: lines.slice(0, LINES_AT_ONCE) });
  }

  /** Marks lines in one step. */
  async mark(spans: readonly Span[]): Promise<void> {
    const applied = await this.needs.changes.editArticle({
      kind: 'mark-boilerplate',
      spans: [...spans],
    });
    if (applied)
      this.needs.notices.say(
        `Marked ${countOf(spans.length, 'line')} as boilerplate: greyed, kept, and left out of counts.`,
      );
  }
}
