import type { Category } from '#core/codebook/codebook.ts';
import type { Confidence, Tag } from '#core/tags/tag.ts';

type Details = Pick<Tag, 'attributes' | 'confidence'>;

/** What has been said by hand about one tag, or about several at once, the last time. */
export interface LastDetails {
  /** Ids of the tags. */
  readonly of: readonly string[];
  /** Values by attribute id. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly confidence: Confidence | null;
}

/**
 * The last details after a change of some tags: what it set comes to what was said of the same tags
 * before, or takes the place of what was said of others. What it emptied is said no more.
 */
export function rememberDetails(
  last: LastDetails | null,
  of: readonly string[],
  before: Details,
  after: Details,
): LastDetails | null {
  const changed = Object.keys({ ...before.attributes, ...after.attributes }).filter(
    (id) => before.attributes[id] !== after.attributes[id],
  );
  if (changed.length === 0 && before.confidence === after.confidence) return last;
  const isSame =
    last !== null && of.length === last.of.length && of.every((id) => last.of.includes(id));
  const said = isSame ? last : { attributes: {}, confidence: null };
  const now = {
    ...said.attributes,
    ...Object.fromEntries(changed.map((id) => [id, after.attributes[id] ?? ''])),
  };
  return {
    of,
    attributes: Object.fromEntries(Object.entries(now).filter(([, value]) => value !== '')),
    confidence: before.confidence === after.confidence ? said.confidence : after.confidence,
  };
}

/** What can be repeated on a tag. */
export interface Repeatable {
  readonly attributes: Readonly<Record<string, string>>;
  /** All of it, for example `speaker Sergey Lavrov`. */
  readonly words: readonly string[];
  /** The tag does not say it already. */
  readonly isNew: boolean;
}

/** What of the last details fits a tag and its category: never a text, which is about one place. */
export function repeatableFor(
  last: LastDetails,
  tag: Details,
  category: Category | undefined,
): Repeatable {
  const fitting = (category?.attributes ?? []).flatMap(({ id, label, type, values }) => {
    const value = last.attributes[id];
    const known = values?.find((each) => each.id === value);
    if (value === undefined || type === 'text' || (type === 'enum' && !known)) return [];
    return [{ id, value, words: `${label.toLowerCase()} ${known?.label ?? value}` }];
  });
  return {
    attributes: Object.fromEntries(fitting.map(({ id, value }) => [id, value])),
    isNew:
      fitting.some(({ id, value }) => tag.attributes[id] !== value) ||
      (last.confidence !== null && last.confidence !== tag.confidence),
    words: [
      ...fitting.map(({ words }) => words),
      ...(last.confidence === null ? [] : [`confidence ${last.confidence}`]),
    ],
  };
}
