import { evidenceCard, tagCard } from '#core/compare/report/card.ts';
import { Renderings } from '#core/compare/table/renderings.ts';
import type { Bridge } from '#core/contract/contract.ts';
import type { Tag } from '#core/tags/tag.ts';

import type { AppState } from '../state/app-state.ts';
import type { ArticleModel } from '../state/article-model.ts';
import type { ChosenCell, ShownEvent } from '../state/compare-state.ts';
import { dayAndTime, setOff } from '../state/messages.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Selection } from '../window/selection.ts';
import { LEAST_ARTICLES, type Compare } from './compare.ts';

interface CardNeeds {
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly compare: Pick<Compare, 'chosen' | 'state'>;
  readonly names: Pick<Names, 'nameOfAnnotator'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Copies the chosen words with all that is known of them, as Markdown; words that are selected, as they are. */
export async function copyCard(needs: CardNeeds, selected: string): Promise<void> {
  const { bridge, compare, names, notices } = needs;
  if (selected !== '') {
    await bridge.invoke('clipboard:write', { text: selected });
    notices.say('Copied the selected words.');
    return;
  }
  const { chosen } = compare;
  const { section, shown } = compare.state;
  if (section !== 'quotations' || !shown || !chosen?.rendering || !chosen.item) {
    notices.say('Choose words in the table of quotations: a card is made of them.');
    return;
  }
  const { row, rendering, item } = chosen;
  await write(needs, cardInEvent(shown, { row, rendering }, names), item.words);
}

interface TagCardNeeds extends CardNeeds {
  readonly state: Pick<AppState, 'article' | 'articles'>;
  readonly compare: Pick<Compare, 'chosen' | 'state' | 'prepare'>;
  readonly names: Pick<Names, 'nameOfAnnotator' | 'categoryOf'>;
  readonly selection: Pick<Selection, 'activeTag'>;
}

/**
 * Copies the selected tag with all that is known of it, as Markdown: with what other outlets have of it where
 * its event is compared and it has a row there.
 */
export async function copyTagCard(needs: TagCardNeeds): Promise<void> {
  const { names, notices, selection, state } = needs;
  const { article } = state;
  const tag = selection.activeTag();
  if (!article || !tag) {
    notices.say('Select a tag of yours first: the card is made of it.');
    return;
  }
  const words = article.wordsOf(tag);
  const inEvent = await findInEvent(needs, article, tag);
  const text = inEvent
    ? cardInEvent(inEvent.shown, inEvent, names)
    : tagCard({
        article: { id: article.id, text: article.text, ...article.summary.details },
        passage: { words, fragments: tag.fragments },
        facts: factsOf(tag, names),
      });
  await write(needs, text, words);
}

/** The tag's line in the table of its event; `null` where it has none. */
async function findInEvent(
  { compare, state }: TagCardNeeds,
  article: ArticleModel,
  tag: Tag,
): Promise<(Pick<ChosenCell, 'row'> & CardLine & { readonly shown: ShownEvent }) | null> {
  const { event } = article.summary.details;
  const own = state.articles.filter(({ details }) => details.event === event);
  if (event === null || own.length < LEAST_ARTICLES) return null;
  const { shown } = (await compare.prepare(event)) ? compare.state : { shown: null };
  for (const row of shown?.table.rows ?? []) {
    for (const rendering of row.cells.flatMap(({ renderings }) => renderings)) {
      const isOwn = shown?.table.items[rendering.item]?.tag === tag.id;
      if (shown && isOwn && rendering.state !== 'offered') return { shown, row, rendering };
    }
  }
  return null;
}

interface CardLine {
  readonly rendering: NonNullable<ChosenCell['rendering']>;
}

function cardInEvent(
  { comparison, document, table }: ShownEvent,
  { row, rendering }: Pick<ChosenCell, 'row'> & CardLine,
  names: Pick<Names, 'nameOfAnnotator'>,
): string {
  const family = row.family === null ? undefined : document.families.get(row.family);
  return evidenceCard({
    ...{ comparison, table, row, rendering },
    renderings: Renderings.of(comparison),
    linked:
      family && rendering.rendering !== null
        ? { by: names.nameOfAnnotator(family.creator), at: dayAndTime(family.created) }
        : null,
  });
}

/** What was said of a tag, in the words of the codebook. */
function factsOf(
  tag: Tag,
  names: Pick<Names, 'nameOfAnnotator' | 'categoryOf'>,
): readonly (readonly [string, string])[] {
  const category = names.categoryOf(tag);
  const attributes = Object.entries(tag.attributes).map(([id, value]): [string, string] => {
    const attribute = category?.attributes.find((each) => each.id === id);
    const label = attribute?.values?.find((each) => each.id === value)?.label ?? value;
    return [attribute?.label ?? id, label];
  });
  const said = [...attributes, ['Note', tag.note] as const].filter(([, value]) => value !== '');
  return [
    ['Tag', `${category?.label ?? tag.category}, by ${names.nameOfAnnotator(tag.creator)}`],
    ...said,
  ];
}

async function write(
  { bridge, notices }: Pick<CardNeeds, 'bridge' | 'notices'>,
  text: string,
  words: string,
): Promise<void> {
  const answer = await bridge.invoke('clipboard:write', { text });
  if (answer.ok) notices.say(`Copied the evidence card of ${setOff(words)}.`);
}
