import { IntervalIndex } from '#core/tags/interval-index.ts';
import { Lanes } from '#core/tags/lanes.ts';
import type { Tag } from '#core/tags/tag.ts';

/**
 * Tags in document order with their lanes: what a surface draws of them, and keeps up to date. Whoever
 * opens an article may make it before it is shown, since it takes a while for thousands of tags.
 */
export class DrawnTags {
  readonly index: IntervalIndex<Tag>;
  readonly lanes: Lanes<Tag>;

  constructor(tags: Iterable<Tag>) {
    this.index = new IntervalIndex(tags);
    this.lanes = new Lanes(this.index);
  }
}
