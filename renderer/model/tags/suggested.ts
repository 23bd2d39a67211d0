// What is probably meant in the fields of a tag: who speaks, by which words, and the name in use for
// somebody. Nothing of it is stored before it is taken.
import type { Category } from '#core/codebook/codebook.ts';
import { CUE, isSource } from '#core/people/names-in-tags.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';
import { suggestOrInherit, type KnownSpeaker } from '#core/text/units/inherited-speaker.ts';

import type { People } from '../people/people.ts';
import { quoted } from '../state/messages.ts';

/** What is probably meant in one field. */
export interface Suggestion {
  readonly value: string;
  /** Where the article says it, UTF-16; left out where only the name is another one. */
  readonly span?: Span;
}

export type NamesInUse = Pick<People, 'book' | 'nameFor'>;

/** Fields of a tag as far as something is suggested for them, by attribute id. */
export function suggestionsFor(
  tag: Tag,
  category: Pick<Category, 'attributes'> | undefined,
  text: string,
  people: NamesInUse,
): ReadonlyMap<string, Suggestion> {
  const found = new Map<string, Suggestion>();
  const source = category?.attributes.find(({ id }) => isSource(id))?.id;
  for (const { id, type } of category?.attributes ?? []) {
    const value = tag.attributes[id] ?? '';
    if (type === 'entity' && value !== '') {
      const name = people.book().personOf(value)?.name ?? value;
      if (name !== value) found.set(id, { value: name });
    } else if (id === source) {
      const said = speakerOf(text, tag);
      if (said) found.set(id, { value: people.nameFor(said.name) ?? said.name, span: said.span });
    } else if (id === CUE && type === 'text' && value === '' && source !== undefined) {
      const span = cueOf(text, tag, tag.attributes[source] ?? '', people);
      if (span) found.set(id, { value: text.slice(span.start, span.end), span });
    }
  }
  return found;
}

/** The words that say that it is said: those of the one who is named, where somebody is. */
function cueOf(text: string, tag: Tag, named: string, people: NamesInUse): Span | undefined {
  const said = speakerOf(text, tag);
  if (!said?.cue || named === '') return said?.cue;
  const name = people.nameFor(said.name) ?? said.name;
  return name === (people.nameFor(named) ?? named) ? said.cue : undefined;
}

/** A tag that is looked at by two fields is looked at once. */
const LOOKED_UP = new WeakMap<Tag, { readonly said: KnownSpeaker | undefined }>();

function speakerOf(text: string, tag: Tag): KnownSpeaker | undefined {
  const known = LOOKED_UP.get(tag);
  if (known) return known.said;
  const said = suggestOrInherit(text, tagHull(tag));
  LOOKED_UP.set(tag, { said });
  return said;
}

type Values = Pick<Tag, 'attributes' | 'attributeSpans'>;

/** The values of a tag with what is suggested for some of its fields. */
export function withSuggestions(
  { attributes, attributeSpans }: Values,
  taken: Iterable<readonly [string, Suggestion]>,
) {
  const all = [...taken];
  return {
    attributes: {
      ...attributes,
      ...Object.fromEntries(all.map(([id, { value }]) => [id, value])),
    },
    attributeSpans: {
      ...attributeSpans,
      ...Object.fromEntries(
        all.flatMap(([id, { span }]) =>
          span ? [[id, { start: span.start, end: span.end }] as const] : [],
        ),
      ),
    },
  };
}

/** `Set speaker to “Sergey Lavrov”, cue to “has warned”.`: what was taken for one tag; of several the count. */
export function takenInWords(
  taken: ReadonlyMap<Tag, ReadonlyMap<string, Suggestion>>,
  categoryOf: (tag: Tag) => Pick<Category, 'attributes'> | undefined,
): string {
  const [first, ...others] = taken;
  if (!first || others.length > 0)
    return `Took what was suggested for ${countOf(taken.size, 'tag')}.`;
  const [tag, suggested] = first;
  const attributes = categoryOf(tag)?.attributes ?? [];
  const parts = [...suggested].map(([id, { value }]) => {
    const label = attributes.find((each) => each.id === id)?.label ?? id;
    return `${label.toLowerCase()} to ${quoted(showHidden(value))}`;
  });
  return `Set ${parts.join(', ')}.`;
}
